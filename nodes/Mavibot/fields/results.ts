import type { GetParameter } from '../input/parameters';
import { requiredBoolean, requiredWholeNumber } from '../input/scalars';
import type { Field } from './field';

/** How many of what there is: all, or the first so many. */
export const limitFields: Field[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		displayOptions: { show: { returnAll: [false] } },
		default: 50,
		description: 'Max number of results to return',
	},
];

/**
 * How many entries are wanted, by these fields.
 *
 * @param most the most that the API gives
 * @returns `most` where all are wanted
 * @throws InputProblem where an expression gave no yes or no, or no whole number
 */
export function requiredLimit(get: GetParameter, most = Infinity): number {
	return requiredBoolean(get('returnAll'), 'Return All')
		? most
		: requiredWholeNumber(get('limit'), 'Limit', { min: 1, max: most });
}

/** For answers of more than ten fields. */
export const simplify: Field = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** @throws InputProblem where an expression gave no yes or no */
export const requiredSimplify = (get: GetParameter): boolean =>
	requiredBoolean(get('simplify'), 'Simplify');

/** What an operation does that finds nothing; read by the request wrapper. */
export const ifNothingFound: Field = {
	displayName: 'If Nothing Is Found',
	name: 'ifNothingFound',
	type: 'options',
	options: [
		{
			name: 'Go On Without an Item',
			value: 'noItem',
			description: 'The nodes behind this one get nothing for this item',
		},
		{
			name: 'Return an Item That Says So',
			value: 'item',
			description: 'The item has a field "found" that is false',
		},
		{ name: 'Stop With an Error', value: 'error' },
	],
	default: 'error',
	description: 'What to do when nothing fits',
};
