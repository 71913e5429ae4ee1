import { beforeSending } from '../input/beforeSending';
import { parametersOf, type GetParameter } from '../input/parameters';
import { requiredChoice } from '../input/scalars';
import type { Field } from './field';

/** The field With Details of an operation that finds things, and how to read it. */
interface Details<Detail extends string> {
	field: Field;
	/** @throws InputProblem where an expression gave none of the choices */
	chosen: (get: GetParameter) => Detail;
}

/**
 * What else is told of each thing that was found, by further requests; at first, nothing.
 *
 * @param options the choices, of which that of nothing is `none`
 */
export function detailsWith<Detail extends string>(
	options: Array<{ name: string; value: Detail | 'none'; description?: string }>,
	description: string,
): Details<Detail | 'none'> {
	const choices = options.map(({ value }) => value);
	const chosen = (get: GetParameter) => requiredChoice(get('details'), 'With Details', choices);
	return {
		chosen,
		field: {
			displayName: 'With Details',
			name: 'details',
			type: 'options',
			options,
			default: 'none',
			description,
			routing: {
				send: {
					preSend: [
						// Once something is found, it is too late to see that an expression gave no choice.
						beforeSending(function () {
							chosen(parametersOf(this));
						}),
					],
				},
			},
		},
	};
}

/** What is told of a client beside the ID; `running/clientDetails.ts` asks for it. */
const ofClient = detailsWith(
	[
		{
			name: 'No, the ID Alone',
			value: 'none',
			description: 'One request for each item, and the nodes behind this one need no more',
		},
		{
			name: 'Variables',
			value: 'variables',
			description: 'One more request for each client',
		},
		{
			name: 'Name, Messenger and Variables',
			value: 'all',
			description:
				'Reads the list of clients as well, the newest first, 500 with each request, until it has met all that were found',
		},
	],
	'What else to return of the clients that are found',
);

export const { field: withDetails, chosen: detailsOf } = ofClient;
