import { requestOf } from '../../api/methods';
import { withoutStatus } from '../../answers/output';
import { clientId } from '../../fields/client';
import { includeInputFields } from '../../fields/results';
import type { Operation } from '../../running/operation';
import { whichDealIfAny } from './whichDeal';

/** Method `get_order_state`: of the current deal, where it is told none. */
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
	fields: [clientId, ...whichDealIfAny, includeInputFields],
};
