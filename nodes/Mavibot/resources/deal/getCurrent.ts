import { clientId } from '../../shared/fields/client';
import { ifNothingFound } from '../../shared/fields/ifNothingFound';
import { foundDealId } from '../../shared/found';
import type { Operation } from '../../shared/operation';

/** Method `get_current_order_id`. */
export const getCurrent: Operation = {
	option: {
		name: 'Get Current',
		value: 'getCurrent',
		action: 'Get current deal of client',
		description: "Get the ID of a client's current deal",
		routing: {
			request: { method: 'GET', url: '/get_current_order_id' },
			output: { postReceive: [foundDealId] },
		},
	},
	fields: [clientId, ifNothingFound],
};
