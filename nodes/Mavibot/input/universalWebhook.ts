import type { IDataObject } from 'n8n-workflow';
import { InputProblem } from './problem';
import { botIdOf, clientIdOf, emailOf, phoneOf, telegramIdOf } from './ids';
import { isEmpty, isObject } from './objects';
import { kindOf, optional, quoted, requiredText } from './scalars';
import { trimmed } from './trim';

/** What can be pointed at. */
interface Place {
	/** The field of the form. */
	field: string;
	inWords: string;
	/** The API's name for it. */
	what: string;
	/** Throws an InputProblem where a value can be none. */
	read: (value: unknown, name: string) => string;
	/** Whether it may lie inside objects. */
	isNestable?: true;
}

const PLACES: Place[] = [
	{
		field: 'valueClientId',
		inWords: 'Field With Client ID',
		what: 'client_id',
		read: clientIdOf,
		isNestable: true,
	},
	{
		field: 'valuePhone',
		inWords: 'Field With Phone',
		what: 'phone',
		read: phoneOf,
		isNestable: true,
	},
	{ field: 'valueEmail', inWords: 'Field With Email', what: 'email', read: emailOf },
	{
		field: 'valueUserId',
		inWords: 'Field With Telegram User ID',
		what: 'user_id',
		read: telegramIdOf,
	},
	{ field: 'valueGroupId', inWords: 'Field With Telegram Bot', what: 'group_id', read: botIdOf },
	{ field: 'valueMessage', inWords: 'Field With Text', what: 'message', read: requiredText },
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
	/** What the item has there, as it is read. */
	value: string;
}

/**
 * What a person points at in a payload.
 *
 * @param places form field to the name or dotted path of a field of the payload; empty ones are left out
 * @param isExpression whether the form field was filled with an expression
 * @returns those that the item holds something of
 * @throws InputProblem where there is no such field, what it holds cannot be what it is for, or it lies
 * where the vendor's delimiter does not reach
 */
export function pointedAt(
	payload: IDataObject,
	places: Record<string, unknown>,
	isExpression: (field: string) => boolean,
): Pointed[] {
	return PLACES.flatMap(({ field, inWords, what, read, isNestable }) => {
		const given = optional(
			places[field],
			inWords,
			() => isExpression(field),
			(place, name) => trimmed(requiredText(place, name)),
		);
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
		return isEmpty(value)
			? []
			: [{ what, path, value: read(value, `${inWords}: ${quoted(given)}`) }];
	});
}

/** The payload with a text in place of the one that is there, such as one without the spaces around it. */
export function withValueAt(payload: IDataObject, path: string[], value: string): IDataObject {
	const [key, ...rest] = path;
	const inner = payload[key];
	if (rest.length > 0) return { ...payload, [key]: withValueAt(inner as IDataObject, rest, value) };
	return typeof inner === 'string' ? { ...payload, [key]: value } : { ...payload };
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
