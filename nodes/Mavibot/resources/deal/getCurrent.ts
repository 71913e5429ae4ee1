import { requestOf } from '../../api/methods';
import { clientId } from '../../fields/client';
import { ifNothingFound, includeInputFields } from '../../fields/results';
import { foundDealId } from '../../answers/nothingFound';
import type { Operation } from '../../running/operation';

/** Method `get_current_order_id`. */
export const getCurrent: Operation = {
	option: {
		name: 'Get Current',
		value: 'getCurrent',
		action: 'Get current deal of client',
		description: "Get the ID of a client's current deal",
		routing: {
			request: requestOf('get_current_order_id'),
			output: { postReceive: [foundDealId] },
		},
	},
	fields: [clientId, ifNothingFound, includeInputFields],
};
