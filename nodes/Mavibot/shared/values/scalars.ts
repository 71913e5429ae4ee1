import { InputProblem } from '../prepare';
import { isEmpty } from './objects';

const NOTHING_GIVEN =
	'If the field is an expression, it gave nothing for this item: check the name of the field it reads.';

/**
 * A value that has to be there, as the API wants an id: text without spaces around it, or a number.
 *
 * @param name of the field, as the form shows it
 * @throws InputProblem where it is empty, a list or an object
 */
export function requiredId(value: unknown, name: string): string | number {
	if (isEmpty(value)) throw new InputProblem(`${name} is empty`, NOTHING_GIVEN);
	if (typeof value === 'number' && Number.isFinite(value)) return value;
	if (typeof value === 'string') return value.trim();
	throw new InputProblem(
		`${name} has to be one ID, and is ${kindOf(value)}`,
		'Point the expression at a single value.',
	);
}

/**
 * Text, unchanged; a number or a boolean from an expression is written out.
 *
 * @returns undefined where nothing was given
 * @throws InputProblem where it is a list or an object
 */
export function optionalText(value: unknown, name: string): string | undefined {
	if (isEmpty(value)) return undefined;
	if (typeof value === 'string') return value;
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	throw new InputProblem(
		`${name} has to be text, and is ${kindOf(value)}`,
		'Point the expression at a single value.',
	);
}

/** @throws InputProblem also where nothing was given; for the rest, see optionalText */
export function requiredText(value: unknown, name: string): string {
	const text = optionalText(value, name);
	if (text === undefined) throw new InputProblem(`${name} is empty`, NOTHING_GIVEN);
	return text;
}

/** @throws InputProblem where it is no number, or out of the bounds */
export function requiredNumber(
	value: unknown,
	name: string,
	{ min = -Infinity, max = Infinity }: { min?: number; max?: number } = {},
): number {
	if (isEmpty(value)) throw new InputProblem(`${name} is empty`, NOTHING_GIVEN);
	const number = typeof value === 'string' || typeof value === 'number' ? Number(value) : NaN;
	if (!Number.isFinite(number)) {
		throw new InputProblem(`${name} has to be a number, and is ${kindOf(value)}`);
	}
	if (number < min || number > max) {
		const bounds = max === Infinity ? `at least ${min}` : `from ${min} to ${max}`;
		throw new InputProblem(`${name} has to be ${bounds}, and is ${number}`);
	}
	return number;
}

/** What a value is, for the end of a sentence. */
export function kindOf(value: unknown): string {
	if (Array.isArray(value)) return 'a list';
	if (typeof value === 'object' && value !== null) return 'an object';
	if (typeof value === 'string') return value.length > 40 ? 'a text' : `"${value}"`;
	return String(value);
}
