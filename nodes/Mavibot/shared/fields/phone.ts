import type { INodeProperties } from 'n8n-workflow';
import { phoneOf } from '../values/ids';
import { asRequired } from './checks';

/** A phone number that the operation cannot do without. */
export const phone: INodeProperties = {
	displayName: 'Phone',
	name: 'phone',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 15550100',
	description: 'The phone number, with the code of the country',
	routing: {
		send: { type: 'body', property: 'phone', preSend: [asRequired('phone', 'Phone', phoneOf)] },
	},
};
