import { beforeSending } from '../input/beforeSending';
import { parametersOf, type GetParameter } from '../input/parameters';
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

/** What an operation does that finds nothing; `running/failedItem.ts` reads it. */
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
			description: 'It has a field "found" that is false; where something is found, it is true',
		},
		{ name: 'Stop With an Error', value: 'error' },
	],
	default: 'noItem',
	description: 'What to do when nothing fits. An AI agent is told so in any case.',
};

/** Whether the fields of the input item stay beside those of the answer; where there is no such field, they do not. */
export const includesInput = (get: GetParameter): boolean =>
	requiredBoolean(get('includeInputFields', false), 'Include Input Fields');

/** For answers that say little; what it does is in `running/outputItems.ts`. */
export const includeInputFields: Field = {
	displayName: 'Include Input Fields',
	name: 'includeInputFields',
	type: 'boolean',
	default: false,
	description:
		'Whether to keep the fields of the input item in the output. Those of the answer stand over those of the same name.',
	routing: {
		send: {
			preSend: [
				// Once it is sent, it is too late to find that an expression gave no yes or no.
				beforeSending(function () {
					includesInput(parametersOf(this));
				}),
			],
		},
	},
};
