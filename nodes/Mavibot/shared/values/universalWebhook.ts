import type { IDataObject } from 'n8n-workflow';
import { InputProblem } from '../prepare';
import { isEmpty, isObject } from './objects';

/** What can be pointed at: the field of the form, and the API's names for it at the top and inside objects. */
const PLACES: Array<{ field: string; inWords: string; key: string; nestedKey?: string }> = [
	{
		field: 'valueClientId',
		inWords: 'Client ID Is In',
		key: 'value_client_id',
		nestedKey: 'delimiter_value_client_id',
	},
	{
		field: 'valuePhone',
		inWords: 'Phone Is In',
		key: 'value_phone',
		nestedKey: 'delimiter_value_phone',
	},
	{ field: 'valueEmail', inWords: 'Email Is In', key: 'value_email' },
	{ field: 'valueUserId', inWords: 'Messenger User ID Is In', key: 'value_user_id' },
	{ field: 'valueGroupId', inWords: 'Bot or Group ID Is In', key: 'value_group_id' },
	{ field: 'valueMessage', inWords: 'Text Is In', key: 'value_message' },
];

const DELIMITERS = ['.', '/', '|', '~', '__', '--', '::'];

function everyKey(value: unknown): string[] {
	if (Array.isArray(value)) return value.flatMap(everyKey);
	if (!isObject(value)) return [];
	return Object.entries(value).flatMap(([key, inner]) => [key, ...everyKey(inner)]);
}

/** A text that occurs in no key of the payload, as the delimiter has to be (the contract's `delimiter`). */
function delimiterFor(payload: IDataObject): string {
	const keys = everyKey(payload);
	const isFree = (delimiter: string) => keys.every((key) => !key.includes(delimiter));
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
				`${inWords}: "${given}" leads through a list, which Mavibot cannot follow`,
				'Put the value into a field of its own before this node, with Edit Fields.',
			);
		}
		if (!isObject(value) || !Object.hasOwn(value, key)) {
			throw new InputProblem(
				`${inWords}: the item has no field "${given}"`,
				'Check the name. A dot leads into an object.',
			);
		}
		value = value[key];
	}
	return keys;
}

/**
 * The query that tells Mavibot where things are in a payload (the contract's universal-webhook fields).
 *
 * @param places form field to the name or dotted path of a field of the payload; empty ones are left out
 * @throws InputProblem where there is no such field, or it lies where the vendor's delimiter does not reach
 */
export function universalQuery(payload: IDataObject, places: IDataObject): IDataObject {
	const query: IDataObject = {};
	for (const { field, inWords, key, nestedKey } of PLACES) {
		const given = places[field];
		if (isEmpty(given)) continue;
		const path = pathIn(payload, String(given).trim(), inWords);
		if (path.length === 1) {
			query[key] = path[0];
		} else if (nestedKey === undefined) {
			throw new InputProblem(
				`${inWords}: "${path.join('.')}" lies inside an object, where Mavibot finds only a client ID or a phone`,
				'Put the value at the top of the item before this node, with Edit Fields.',
			);
		} else {
			query.delimiter ??= delimiterFor(payload);
			query[nestedKey] = path.join(String(query.delimiter));
		}
	}
	return query;
}
