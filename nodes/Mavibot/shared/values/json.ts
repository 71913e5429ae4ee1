import type { IDataObject } from 'n8n-workflow';
import { InputProblem } from '../prepare';
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
 * @throws InputProblem where the text is no JSON, or the value has none
 */
export function parsedJson(value: unknown, name: string): unknown {
	// What an expression gave is read as it will be sent: without what JSON has no word for.
	const parsed = jsonOf(typeof value === 'string' ? value : jsonTextOf(value));
	if (parsed === undefined) {
		throw new InputProblem(`${name} is not valid JSON`, 'Check quotes, commas and brackets.');
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
