/** Checks of lists of records that no schema can make. Nothing of it shows a value but small codes. */
import { isFields } from './shape';

export const numbers = (values: unknown[]): number[] =>
	values.filter((value): value is number => typeof value === 'number');

export const fieldOf = (records: unknown[], name: string): unknown[] =>
	records.filter(isFields).map((record) => record[name]);

/** How many neighbours are not in falling order. */
export const rises = (values: number[]): number =>
	values.filter((value, index) => index > 0 && value > values[index - 1]).length;

export function notInOrder(records: unknown[]): string[] {
	const times = numbers(fieldOf(records, 'created_at'));
	const wrong = rises(times);
	if (wrong === 0) return [];
	return [`not newest first by created_at (${wrong} of ${times.length - 1} neighbours)`];
}

/** The contract has Unix seconds, which a schema cannot tell from milliseconds. */
export function notSeconds(records: unknown[], names: string[]): string[] {
	return names.flatMap((name) => {
		const times = numbers(fieldOf(records, name));
		const odd = times.filter((time) => time < 1e9 || time > 1e10).length;
		return odd > 0 ? [`${name} is not in Unix seconds (${odd} of ${times.length})`] : [];
	});
}

export const tooMany = (records: unknown[], most: number): string[] =>
	records.length > most ? [`${records.length} where at most ${most} were asked for`] : [];

export function codes(values: unknown[], known: number[]): string {
	const further = new Set(
		numbers(values).filter((code) => !known.includes(code) && Number.isInteger(code)),
	);
	const shown = [...further].filter((code) => code >= 0 && code < 100).sort((a, b) => a - b);
	return further.size === 0 ? 'none' : shown.join(', ') || 'yes, outside of 0 to 99';
}
