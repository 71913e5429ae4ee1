import { clientId } from '../../shared/fields/client';
import { variableFields } from '../../shared/fields/variables';
import type { Operation } from '../../shared/operation';

/** Method `save_variables`: sets variables of one client. */
export const setVariables: Operation = {
	option: {
		name: 'Set Variables',
		value: 'setVariables',
		action: 'Set variables of client',
		description: "Save variables of a client, or of the client's deal",
		routing: { request: { method: 'POST', url: '/save_variables' } },
	},
	fields: [clientId, ...variableFields],
};
