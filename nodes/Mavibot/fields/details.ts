import { beforeSending } from '../input/beforeSending';
import { parametersOf, type GetParameter } from '../input/parameters';
import { requiredChoice } from '../input/scalars';
import type { Field } from './field';

const DETAILS = ['none', 'variables', 'all'] as const;

/** What was chosen to be told of each client that was found. */
export const detailsOf = (get: GetParameter): (typeof DETAILS)[number] =>
	requiredChoice(get('details'), 'With Details', DETAILS);

/** What is told of a client beside the ID; `running/clientDetails.ts` asks for it. */
export const withDetails: Field = {
	displayName: 'With Details',
	name: 'details',
	type: 'options',
	options: [
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
	default: 'none',
	description: 'What else to return of the clients that are found',
	routing: {
		send: {
			preSend: [
				// Once something is found, it is too late to see that an expression gave no choice.
				beforeSending(function () {
					detailsOf(parametersOf(this));
				}),
			],
		},
	},
};
