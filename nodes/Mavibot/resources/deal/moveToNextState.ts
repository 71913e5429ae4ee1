import { requestOf } from '../../api/methods';
import { withoutStatus } from '../../answers/output';
import { clientId } from '../../fields/client';
import { includeInputFields } from '../../fields/results';
import type { Operation } from '../../running/operation';
import { whichDeal } from './whichDeal';

/** Method `move_order_to_next_state`. */
export const moveToNextState: Operation = {
	option: {
		name: 'Move to Next State',
		value: 'moveToNextState',
		action: 'Move deal to next state',
		description: 'Move a deal to the next state of its funnel',
		routing: {
			request: requestOf('move_order_to_next_state'),
			output: { postReceive: [withoutStatus] },
		},
	},
	fields: [clientId, ...whichDeal, includeInputFields],
};
