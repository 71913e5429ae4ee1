import { requestOf } from '../../api/methods';
import { clientId } from '../../fields/client';
import type { Operation } from '../../running/operation';

/** Method `get_variables`: the variables of one client. */
export const getVariables: Operation = {
	option: {
		name: 'Get Variables',
		value: 'getVariables',
		action: 'Get variables of client',
		description: 'Get the variables of a client, as one list without a mark of whose each is',
		routing: { request: requestOf('get_variables') },
	},
	fields: [clientId],
};
