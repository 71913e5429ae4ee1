import { inBulk } from '../../shared/bulk';
import { clientIds } from '../../shared/fields/clientIds';
import type { Operation } from '../../shared/operation';
import { listId, membership } from './membership';

const { execute, routing } = inBulk(membership('add_to_list'));

/** Method `add_to_list`. */
export const add: Operation = {
	option: {
		name: 'Add Clients',
		value: 'add',
		action: 'Add clients to list',
		description: 'Add clients to a list; up to 500 of them make one request',
		routing,
	},
	fields: [listId, clientIds],
	execute,
};
