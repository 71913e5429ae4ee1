import type { INodeProperties } from 'n8n-workflow';
import { dealIdOf, stateIdOf } from '../values/ids';
import { asRequired } from './checks';

/** The deal that an operation is about. */
export const orderId: INodeProperties = {
	displayName: 'Deal ID',
	name: 'orderId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 40632',
	description: 'The ID of the deal in Mavibot',
	routing: {
		send: {
			type: 'body',
			property: 'order_id',
			preSend: [asRequired('order_id', 'Deal ID', dealIdOf)],
		},
	},
};

/** A state of a funnel. */
export const stateId: INodeProperties = {
	displayName: 'State ID',
	name: 'stateId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 37',
	description: 'The ID of the funnel state in Mavibot',
	routing: {
		send: {
			type: 'body',
			property: 'state_id',
			preSend: [asRequired('state_id', 'State ID', stateIdOf)],
		},
	},
};
