import { clientId } from '../../shared/fields/client';
import { stateId } from '../../shared/fields/deal';
import type { Operation } from '../../shared/operation';

/** Method `set_order_state`: moves the client's deal. */
export const setState: Operation = {
	option: {
		name: 'Set State',
		value: 'setState',
		action: 'Set state of deal',
		description: "Move a client's deal to a funnel state",
		routing: { request: { method: 'POST', url: '/set_order_state' } },
	},
	fields: [clientId, stateId],
};
