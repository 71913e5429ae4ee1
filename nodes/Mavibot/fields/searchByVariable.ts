import { beforeSending } from '../input/beforeSending';
import { variableNameOf } from '../input/names';
import { requiredChoice, requiredText } from '../input/scalars';
import { type Field, sendRequired } from './field';

/** The variable that is looked for, and its value. */
export const variableAndValue: Field[] = [
	{
		displayName: 'Variable',
		name: 'var',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. city',
		description: 'The name of the variable',
		routing: sendRequired('var', 'Variable', variableNameOf),
	},
	{
		displayName: 'Value',
		name: 'val',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Berlin',
		description: 'The value that the variable has',
		routing: sendRequired('val', 'Value', requiredText),
	},
];

/** Whose variables are searched; the API is told only where it is the deals' (the contract's search_in). */
export const searchIn: Field = {
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
				beforeSending(function (body) {
					const choice = this.getNodeParameter('searchIn');
					if (requiredChoice(choice, 'Search In', ['client', 'order']) === 'order') {
						body.search_in = 'order';
					}
				}),
			],
		},
	},
};
