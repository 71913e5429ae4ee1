import { requestOf } from '../../api/methods';
import { clientId } from '../../fields/client';
import { ifNothingFound, includeInputFields } from '../../fields/results';
import { foundDealId } from '../../answers/nothingFound';
import type { Operation } from '../../running/operation';
import { addDetails, withDetails } from './details';

/** Method `get_current_order_id`. */
export const getCurrent: Operation = {
	option: {
		name: 'Get Current',
		value: 'getCurrent',
		action: 'Get current deal of client',
		description: "Get a client's current deal: the ID and, on request, state and variables",
		routing: {
			request: requestOf('get_current_order_id'),
			output: { postReceive: [foundDealId, addDetails] },
		},
	},
	fields: [clientId, withDetails, ifNothingFound, includeInputFields],
};
