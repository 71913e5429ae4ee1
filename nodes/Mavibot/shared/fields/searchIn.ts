import type { INodeProperties } from 'n8n-workflow';
import { InputProblem, prepare } from '../prepare';
import { kindOf } from '../values/scalars';

/** Whose variables are searched; the API is told only where it is the deals' (the contract's search_in). */
export const searchIn: INodeProperties = {
	displayName: 'Search In',
	name: 'searchIn',
	type: 'options',
	options: [
		{ name: 'Client Variables', value: 'client' },
		{ name: 'Deal Variables', value: 'order' },
	],
	default: 'client',
	description: 'Whose variables to search',
	routing: {
		send: {
			preSend: [
				prepare(function (body) {
					const choice = this.getNodeParameter('searchIn');
					if (choice === 'order') body.search_in = 'order';
					else if (choice !== 'client') {
						throw new InputProblem(`Search In has to be client or order, and is ${kindOf(choice)}`);
					}
				}),
			],
		},
	},
};
