import type { INodeProperties } from 'n8n-workflow';
import { prepare } from '../prepare';
import { requiredChoice } from '../values/scalars';

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
					if (requiredChoice(choice, 'Search In', ['client', 'order']) === 'order') {
						body.search_in = 'order';
					}
				}),
			],
		},
	},
};
