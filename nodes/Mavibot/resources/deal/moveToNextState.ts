import { withoutStatus } from '../../shared/answer';
import { clientId } from '../../shared/fields/client';
import { orderId } from '../../shared/fields/deal';
import type { Operation } from '../../shared/operation';

/** Method `move_order_to_next_state`. */
export const moveToNextState: Operation = {
	option: {
		name: 'Move to Next State',
		value: 'moveToNextState',
		action: 'Move deal to next state',
		description: 'Move a deal to the next state of its funnel',
		routing: {
			request: { method: 'POST', url: '/move_order_to_next_state' },
			output: { postReceive: [withoutStatus] },
		},
	},
	fields: [clientId, orderId],
};
