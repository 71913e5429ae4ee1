import { clientId } from '../../shared/fields/client';
import type { Operation } from '../../shared/operation';

/** Method `get_variables`: the variables of one client. */
export const getVariables: Operation = {
	option: {
		name: 'Get Variables',
		value: 'getVariables',
		action: 'Get variables of client',
		description: 'Get the variables of a client',
		routing: { request: { method: 'GET', url: '/get_variables' } },
	},
	fields: [clientId],
};
