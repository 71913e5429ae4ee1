import { requestOf } from '../../api/methods';
import { clientId } from '../../fields/client';
import { stateId } from '../../fields/deal';
import { includeInputFields } from '../../fields/results';
import type { Operation } from '../../running/operation';

/** Method `set_order_state`: moves the client's deal. */
export const setState: Operation = {
	option: {
		name: 'Set State',
		value: 'setState',
		action: 'Set state of deal',
		description: "Move a client's deal to a funnel state",
		routing: { request: requestOf('set_order_state') },
	},
	fields: [clientId, stateId, includeInputFields],
};
