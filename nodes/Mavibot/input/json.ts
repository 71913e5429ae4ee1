import type { IDataObject } from 'n8n-workflow';
import { InputProblem } from './problem';
import { isEmpty, isObject } from './objects';
import { kindOf } from './scalars';

/** The value that a JSON text stands for; undefined, which no JSON text stands for, where it is none. */
export function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

/** The strings and the numbers of a JSON text. */
const STRINGS_AND_NUMBERS = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;

/** The list that a JSON text stands for, its numbers as texts with all their digits; undefined where it is none. */
export function listWithTextNumbers(text: string): unknown[] | undefined {
	// Read once before, so that the search goes over well-formed text alone.
	if (!Array.isArray(jsonOf(text))) return undefined;
	const quoted = text.replace(STRINGS_AND_NUMBERS, (found) =>
		found.startsWith('"') ? found : `"${found}"`,
	);
	return jsonOf(quoted) as unknown[];
}

/** A number of a JSON text that would be another one once it is read, such as an id of 17 digits. */
function lostNumberIn(text: string): string | undefined {
	const numbers = (text.match(STRINGS_AND_NUMBERS) ?? []).filter((found) => !found.startsWith('"'));
	return numbers.find((found) => {
		const number = Number(found);
		return !Number.isFinite(number) || (Number.isInteger(number) && !Number.isSafeInteger(number));
	});
}

/** The JSON text of a value; one that is no JSON where it has none, as what holds itself. */
function jsonTextOf(value: unknown): string {
	try {
		return JSON.stringify(value) ?? '';
	} catch {
		return '';
	}
}

/**
 * What a JSON field holds: its text read, or the object or list that an expression gave.
 *
 * @throws InputProblem where the text is no JSON, the value has none, or a number would lose digits
 */
export function parsedJson(value: unknown, name: string): unknown {
	// What an expression gave is read as it will be sent: without what JSON has no word for.
	const text = typeof value === 'string' ? value : jsonTextOf(value);
	const parsed = jsonOf(text);
	if (parsed === undefined) {
		throw new InputProblem(`${name} is not valid JSON`, 'Check quotes, commas and brackets.');
	}
	const lost = lostNumberIn(text);
	if (lost !== undefined) {
		throw new InputProblem(
			`${name} holds a number of more digits than a number keeps: ${kindOf(lost)}`,
			'Put quotation marks around it, so that it is text.',
		);
	}
	return parsed;
}

/** @throws InputProblem where the field holds anything but an object with fields; an empty field is one without */
export function jsonObject(value: unknown, name: string): IDataObject {
	const parsed = isEmpty(value) ? {} : parsedJson(value, name);
	if (isObject(parsed)) return parsed;
	throw new InputProblem(
		`${name} has to be an object, and is ${kindOf(parsed)}`,
		'Write it as { "name": "value" }.',
	);
}

/** A list without elements, or an object without fields. */
export const isHollow = (value: unknown): boolean =>
	typeof value === 'object' &&
	value !== null &&
	!('toJSON' in value) &&
	Object.keys(value).length === 0;

/** Nothing, as an expression leaves it where a field that it reads is missing; JSON would drop it in silence. */
export const isNothing = (value: unknown): boolean =>
	isEmpty(value) || Number.isNaN(value) || isHollow(value);

/**
 * The way to the first place within a value that is empty, as in "city" or "city._in[0]"; undefined where
 * there is none.
 *
 * @param isEmptyPlace what counts as empty
 */
export function emptyPlaceIn(
	value: unknown,
	isEmptyPlace: (value: unknown) => boolean,
	path = '',
	within: object[] = [],
): string | undefined {
	if (isEmptyPlace(value)) return path;
	if (typeof value !== 'object' || value === null || within.includes(value)) return undefined;
	if ('toJSON' in value && typeof value.toJSON === 'function') {
		return isEmpty(jsonOf(jsonTextOf(value))) ? path : undefined;
	}
	const isList = Array.isArray(value);
	for (const [key, inner] of Object.entries(value)) {
		const name = isList ? `[${key}]` : path === '' ? key : `.${key}`;
		const found = emptyPlaceIn(inner, isEmptyPlace, path + name, [...within, value]);
		if (found !== undefined) return found;
	}
	return undefined;
}
