import type { INodeProperties } from 'n8n-workflow';
import { requiredText } from '../values/scalars';
import { asOptional } from './checks';

/** The name of a client that the operation may create. */
export const contactName: INodeProperties = {
	displayName: 'Client Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Nathan',
	description: 'The name of the client, if known',
	routing: {
		send: {
			type: 'body',
			property: 'name',
			preSend: [asOptional('name', 'Client Name', 'name', requiredText)],
		},
	},
};
