import { InputProblem } from './problem';
import { isEmpty } from './objects';

/** How to get on where a field that has to be there is empty. */
export const NOTHING_GIVEN =
	'If the field is an expression, it gave nothing for this item: check the name of the field it reads.';

/**
 * Refuses a number whose last digits are lost, as those of a long id are once it is no longer text.
 *
 * @throws InputProblem
 */
export function checkKeepsDigits(number: number, name: string): void {
	if (!Number.isInteger(number) || Number.isSafeInteger(number)) return;
	throw new InputProblem(
		`${name} is a number of more than 15 digits, of which the last are lost`,
		'Let it be text where it comes from, such as a text column of a spreadsheet, or type it in here.',
	);
}

/**
 * A field that may be left out. One that was filled with an expression was not left out: where the
 * expression gives nothing, the person means something that is missing.
 *
 * @param isExpression whether the field holds an expression; asked only where there is no value
 * @param read throws an InputProblem where the value is not what it should be
 * @returns undefined where nothing was given
 */
export function optional<Read>(
	value: unknown,
	name: string,
	isExpression: () => boolean,
	read: (value: unknown, name: string) => Read,
): Read | undefined {
	if (!isEmpty(value)) return read(value, name);
	if (!isExpression()) return undefined;
	throw new InputProblem(
		`${name} is empty`,
		'Its expression gave nothing for this item: check the name of the field it reads. If only some items have it, part them with an If node before this one.',
	);
}

/**
 * Text, unchanged but for halves of characters; a number or a boolean from an expression is written out.
 *
 * @returns undefined where nothing was given
 * @throws InputProblem where it is a list, an object or no number at all
 */
export function optionalText(value: unknown, name: string): string | undefined {
	if (isEmpty(value)) return undefined;
	if (typeof value === 'string') return wellFormed(value);
	if (typeof value === 'number') checkKeepsDigits(value, name);
	if (Number.isFinite(value) || typeof value === 'boolean') return String(value);
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

/** @throws InputProblem also where it is no whole number; for the rest, see requiredNumber */
export function requiredWholeNumber(
	value: unknown,
	name: string,
	bounds?: { min?: number; max?: number },
): number {
	const number = requiredNumber(value, name, bounds);
	if (Number.isSafeInteger(number)) return number;
	throw new InputProblem(`${name} has to be a whole number, and is ${kindOf(value)}`);
}

/** @throws InputProblem where it is neither true nor false, nor the text of one of them */
export function requiredBoolean(value: unknown, name: string): boolean {
	if (value === true || value === 'true') return true;
	if (value === false || value === 'false') return false;
	throw new InputProblem(`${name} has to be true or false, and is ${kindOf(value)}`);
}

/**
 * One of the choices of a field, which an expression can give as well.
 *
 * @throws InputProblem where it is none of them
 */
export function requiredChoice<Choice extends string | number>(
	value: unknown,
	name: string,
	choices: readonly Choice[],
	advice?: string,
): Choice {
	const isOneValue = typeof value === 'string' || typeof value === 'number';
	const choice = choices.find((one) => isOneValue && String(one) === String(value));
	if (choice !== undefined) return choice;
	throw new InputProblem(
		`${name} has to be one of ${choices.join(', ')}, and is ${kindOf(value)}`,
		advice,
	);
}

/** What a value is, for the end of a sentence. */
export function kindOf(value: unknown): string {
	if (isEmpty(value)) return 'empty';
	if (Array.isArray(value)) return 'a list';
	if (typeof value === 'object') return 'an object';
	if (typeof value === 'number') return Number.isFinite(value) ? String(value) : 'no number';
	return quoted(String(value));
}

/** A text in quotation marks, for a sentence; a long one is not repeated. */
export const quoted = (text: string): string => (text.length > 40 ? 'a long text' : `"${text}"`);

/** Halves of characters, which a text that was cut can end with, as the sign for what cannot be read. */
const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\ufffd');
