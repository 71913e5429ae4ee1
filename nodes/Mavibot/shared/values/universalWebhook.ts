import type { IDataObject } from 'n8n-workflow';
import { InputProblem } from '../prepare';
import { isObject } from './objects';
import { kindOf, optionalText, quoted } from './scalars';

/** What can be pointed at: the field of the form, the API's name for it, and whether it may lie inside objects. */
const PLACES: Array<{ field: string; inWords: string; what: string; isNestable?: true }> = [
	{ field: 'valueClientId', inWords: 'Client ID Is In', what: 'client_id', isNestable: true },
	{ field: 'valuePhone', inWords: 'Phone Is In', what: 'phone', isNestable: true },
	{ field: 'valueEmail', inWords: 'Email Is In', what: 'email' },
	{ field: 'valueUserId', inWords: 'Messenger User ID Is In', what: 'user_id' },
	{ field: 'valueGroupId', inWords: 'Bot or Group ID Is In', what: 'group_id' },
	{ field: 'valueMessage', inWords: 'Text Is In', what: 'message' },
];

const DELIMITERS = ['.', '/', '|', '~', '__', '--', '::'];

function everyKey(value: unknown): string[] {
	if (Array.isArray(value)) return value.flatMap(everyKey);
	if (!isObject(value)) return [];
	return Object.entries(value).flatMap(([key, inner]) => [key, ...everyKey(inner)]);
}

/**
 * A text that occurs in no key of the payload, as the delimiter has to be (the contract's `delimiter`), nor
 * comes about where keys are joined by it, as "__" would between "a_" and "b".
 */
function delimiterFor(payload: IDataObject, paths: string[][]): string {
	const keys = everyKey(payload);
	const isFree = (delimiter: string) =>
		keys.every((key) => !key.includes(delimiter)) &&
		paths.every((path) => {
			const found = path.join(delimiter).split(delimiter);
			return found.every((key, index) => key === path[index]);
		});
	let delimiter = DELIMITERS.find(isFree);
	for (let number = 1; delimiter === undefined; number++) {
		if (isFree(`-${number}-`)) delimiter = `-${number}-`;
	}
	return delimiter;
}

/** The keys that lead to a value: one where the payload has a field of exactly this name, else those between dots. */
function pathIn(payload: IDataObject, given: string, inWords: string): string[] {
	if (Object.hasOwn(payload, given)) return [given];
	const keys = given.split('.');
	let value: unknown = payload;
	for (const key of keys) {
		if (Array.isArray(value)) {
			throw new InputProblem(
				`${inWords}: ${quoted(given)} leads through a list, which Mavibot cannot follow`,
				'Put the value into a field of its own before this node, with Edit Fields.',
			);
		}
		if (!isObject(value) || !Object.hasOwn(value, key)) {
			throw new InputProblem(
				`${inWords}: the item has no field ${quoted(given)}`,
				'Check the name. A dot leads into an object.',
			);
		}
		value = value[key];
	}
	return keys;
}

/** Something that a person has said the place of. */
export interface Pointed {
	/** The API's name for what is pointed at, as in `phone` or `client_id`. */
	what: string;
	/** The keys that lead to it. */
	path: string[];
	/** Text, a number or a boolean; empty where the item has nothing there. */
	value: unknown;
}

/**
 * What a person points at in a payload.
 *
 * @param places form field to the name or dotted path of a field of the payload; empty ones are left out
 * @throws InputProblem where there is no such field, it is no single value, or it lies where the vendor's
 * delimiter does not reach
 */
export function pointedAt(payload: IDataObject, places: IDataObject): Pointed[] {
	return PLACES.flatMap(({ field, inWords, what, isNestable }) => {
		const given = optionalText(places[field], inWords)?.trim();
		if (given === undefined) return [];
		const path = pathIn(payload, given, inWords);
		if (path.length > 1 && !isNestable) {
			throw new InputProblem(
				`${inWords}: ${quoted(given)} lies inside an object, where Mavibot finds only a client ID or a phone`,
				'Put the value at the top of the item before this node, with Edit Fields.',
			);
		}
		const value = path.reduce<unknown>((inner, name) => (inner as IDataObject)[name], payload);
		if (typeof value === 'object' && value !== null) {
			throw new InputProblem(
				`${inWords}: ${quoted(given)} has to be a single value, and is ${kindOf(value)}`,
				'Point at a field inside it.',
			);
		}
		return [{ what, path, value }];
	});
}

/** The query that tells Mavibot where things are (the contract's universal-webhook fields). */
export function universalQuery(payload: IDataObject, pointed: Pointed[]): IDataObject {
	const query: IDataObject = {};
	const nested = pointed.map(({ path }) => path).filter(({ length }) => length > 1);
	if (nested.length > 0) query.delimiter = delimiterFor(payload, nested);
	for (const { what, path } of pointed) {
		if (path.length === 1) query[`value_${what}`] = path[0];
		else query[`delimiter_value_${what}`] = path.join(String(query.delimiter));
	}
	return query;
}
