import type { INodeProperties } from 'n8n-workflow';
import { inBulk } from '../../shared/bulk';
import { clientIds } from '../../shared/fields/clientIds';
import type { Operation } from '../../shared/operation';
import { requiredIdList } from '../../shared/values/idList';
import { clientIdOf } from '../../shared/values/ids';

const { execute, routing } = inBulk({
	method: 'delete_clients',
	limit: 500,
	read: (get) => ({ values: requiredIdList(get('clients'), 'Client IDs', clientIdOf), rest: {} }),
	body: (client_ids) => ({ client_ids }),
	results: (_answer, ids) => ids.map((client_id) => [{ deleted: true, client_id }]),
});

const notice: INodeProperties = {
	displayName:
		'This deletes the clients of all input items from Mavibot. They cannot be brought back.',
	name: 'deleteNotice',
	type: 'notice',
	default: '',
};

/** Method `delete_clients`. */
export const deleteClients: Operation = {
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete clients permanently',
		description: 'Delete clients for good; up to 500 of them make one request',
		routing,
	},
	fields: [notice, clientIds],
	execute,
};
