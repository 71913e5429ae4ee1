import type { INodeProperties } from 'n8n-workflow';
import { withoutStatus } from '../../shared/answer';
import { asOptional } from '../../shared/fields/checks';
import { clientId } from '../../shared/fields/client';
import type { Operation } from '../../shared/operation';
import { dealIdOf } from '../../shared/values/ids';

const optionalOrderId: INodeProperties = {
	displayName: 'Deal ID',
	name: 'orderId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 40632',
	description: 'The ID of the deal; left empty, the current deal of the client is meant',
	routing: {
		send: {
			type: 'body',
			property: 'order_id',
			preSend: [asOptional('order_id', 'Deal ID', 'orderId', dealIdOf)],
		},
	},
};

/** Method `get_order_state`. */
export const getState: Operation = {
	option: {
		name: 'Get State',
		value: 'getState',
		action: 'Get state of deal',
		description: 'Get the funnel state of a deal',
		routing: {
			request: { method: 'GET', url: '/get_order_state' },
			output: { postReceive: [withoutStatus] },
		},
	},
	fields: [clientId, optionalOrderId],
};
