import type { INodeProperties } from 'n8n-workflow';
import type { GetParameter } from '../parameters';
import { requiredBoolean, requiredWholeNumber } from '../values/scalars';

/** How many of what there is: all, or the first so many. */
export const limitFields: INodeProperties[] = [
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
