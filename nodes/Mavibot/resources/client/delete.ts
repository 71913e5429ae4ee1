import type { Field } from '../../fields/field';
import { inBulk } from '../../running/inBulk';
import { clientIds } from '../../fields/client';
import type { Operation } from '../../running/operation';
import { requiredIdList } from '../../input/idList';
import { clientIdOf } from '../../input/ids';

const { execute, routing } = inBulk({
	method: 'delete_clients',
	read: (get) => ({ values: requiredIdList(get('clients'), 'Client IDs', clientIdOf), rest: {} }),
	body: (client_ids) => ({ client_ids }),
	results: (_answer, ids) => ids.map((client_id) => [{ deleted: true, client_id }]),
});

const notice: Field = {
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
