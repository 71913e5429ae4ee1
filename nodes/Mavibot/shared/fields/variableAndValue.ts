import type { INodeProperties } from 'n8n-workflow';
import { variableNameOf } from '../values/names';
import { requiredText } from '../values/scalars';
import { asRequired } from './checks';

/** The variable that is looked for, and its value. */
export const variableAndValue: INodeProperties[] = [
	{
		displayName: 'Variable',
		name: 'var',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. city',
		description: 'The name of the variable',
		routing: {
			send: {
				type: 'body',
				property: 'var',
				preSend: [asRequired('var', 'Variable', variableNameOf)],
			},
		},
	},
	{
		displayName: 'Value',
		name: 'val',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Berlin',
		description: 'The value that the variable has',
		routing: {
			send: { type: 'body', property: 'val', preSend: [asRequired('val', 'Value', requiredText)] },
		},
	},
];
