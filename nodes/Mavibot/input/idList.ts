import { InputProblem } from './problem';
import type { ReadId } from './ids';
import { jsonOf, listWithTextNumbers } from './json';
import { isEmpty } from './objects';
import { quoted } from './scalars';
import { trimmed } from './trim';

const partsOf = (text: string): string[] =>
	text
		.split(/[,;\t\n\r]/)
		.map(trimmed)
		.filter((part) => part !== '');

/** The elements of a list that is text: a JSON list, read by `readJson`, or parts with commas or lines between. */
function elementsOf(
	value: string,
	name: string,
	readJson: (text: string) => unknown,
	read: (text: string) => string[],
): unknown[] {
	const text = trimmed(value);
	if (!text.startsWith('[')) return read(text);
	const parsed = readJson(text);
	if (Array.isArray(parsed)) return parsed;
	throw new InputProblem(
		`${name} starts like a JSON list, and is none`,
		'Write it as [101, 102], or simply as 101, 102.',
	);
}

/**
 * The elements of a list of values, however it was given: an array, a JSON array, text with commas or lines,
 * one value.
 *
 * @throws InputProblem where text starts like a JSON array and is none
 */
export function listOf(value: unknown, name: string): unknown[] {
	if (Array.isArray(value)) return value;
	if (typeof value !== 'string') return isEmpty(value) ? [] : [value];
	return elementsOf(value, name, jsonOf, partsOf);
}

/** One number with its digits in threes, or several with commas between them: nobody can tell. */
const NUMBER_OR_LIST = /^\d{1,3}(,\d{3})+$/;

/** @throws InputProblem where it cannot be told whether it is one id or several */
function partsOfIds(text: string, name: string): string[] {
	const unclear = text.split(/[;\t\n\r]/).find((part) => NUMBER_OR_LIST.test(trimmed(part)));
	if (unclear === undefined) return partsOf(text);
	throw new InputProblem(
		`${name} can be one number or several IDs: ${quoted(trimmed(unclear))}`,
		'Put a space behind each comma between IDs, or take the commas out of a number.',
	);
}

/**
 * A list of ids, each once and in their order, so that nobody gets a message twice. It is given as an
 * array, a JSON array, text with commas or lines, or one id.
 *
 * @param name of the field, as the form shows it
 * @param read reads an id of the kind that the list is of
 * @param sameFor gives the same text for ids that mean the same; of those the first is kept
 * @throws InputProblem where the list is empty, or an element is empty or no id
 */
export function requiredIdList(
	value: unknown,
	name: string,
	read: ReadId,
	sameFor: (id: string) => string = (id) => id,
): string[] {
	const elements =
		typeof value === 'string'
			? elementsOf(value, name, listWithTextNumbers, (text) => partsOfIds(text, name))
			: listOf(value, name);
	if (elements.length === 0) {
		throw new InputProblem(
			`${name} is empty`,
			'Give at least one ID. If the field is an expression, it gave nothing for this item.',
		);
	}
	const ids = new Map<string, string>();
	elements.forEach((element, index) => {
		const id = read(element, `Element ${index + 1} of ${name}`);
		if (!ids.has(sameFor(id))) ids.set(sameFor(id), id);
	});
	return [...ids.values()];
}
