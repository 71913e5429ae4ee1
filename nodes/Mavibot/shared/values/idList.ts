import { InputProblem } from '../prepare';
import { jsonOf } from './json';
import { isEmpty } from './objects';
import { requiredId } from './scalars';

/**
 * The elements of a list, however it was given: an array, a JSON array, text with commas or lines, one value.
 *
 * @throws InputProblem where text starts like a JSON array and is none
 */
export function listOf(value: unknown, name: string): unknown[] {
	if (Array.isArray(value)) return value;
	if (typeof value !== 'string') return isEmpty(value) ? [] : [value];
	const text = value.trim();
	if (text.startsWith('[')) {
		const parsed = jsonOf(text);
		if (Array.isArray(parsed)) return parsed;
		throw new InputProblem(
			`${name} starts like a JSON list, and is none`,
			'Write it as [101, 102], or simply as 101, 102.',
		);
	}
	return text
		.split(/[,;\n]/)
		.map((part) => part.trim())
		.filter((part) => part !== '');
}

/**
 * A list of ids, each once and in their order, so that nobody gets a message twice.
 *
 * @param name of the field, as the form shows it
 * @throws InputProblem where the list is empty, or an element is empty or no id
 */
export function requiredIdList(value: unknown, name: string): Array<string | number> {
	const elements = listOf(value, name);
	if (elements.length === 0) {
		throw new InputProblem(
			`${name} is empty`,
			'Give at least one ID. If the field is an expression, it gave nothing for this item.',
		);
	}
	const ids = new Map<string, string | number>();
	elements.forEach((element, index) => {
		const id = requiredId(element, `Element ${index + 1} of ${name}`);
		if (!ids.has(String(id))) ids.set(String(id), id);
	});
	return [...ids.values()];
}
