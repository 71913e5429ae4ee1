import { requestOf } from '../../api/methods';
import { withoutStatus } from '../../answers/output';
import { type Field, sendOptional } from '../../fields/field';
import { clientId } from '../../fields/client';
import { includeInputFields } from '../../fields/results';
import type { Operation } from '../../running/operation';
import { dealIdOf } from '../../input/ids';

const optionalOrderId: Field = {
	displayName: 'Deal ID',
	name: 'orderId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 40632',
	description: 'The ID of the deal; left empty, the current deal of the client is meant',
	routing: sendOptional('order_id', 'Deal ID', 'orderId', dealIdOf),
};

/** Method `get_order_state`. */
export const getState: Operation = {
	option: {
		name: 'Get State',
		value: 'getState',
		action: 'Get state of deal',
		description: 'Get the funnel state of a deal',
		routing: {
			request: requestOf('get_order_state'),
			output: { postReceive: [withoutStatus] },
		},
	},
	fields: [clientId, optionalOrderId, includeInputFields],
};
