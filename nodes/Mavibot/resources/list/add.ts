import { inBulk } from '../../running/inBulk';
import { clientIds } from '../../fields/client';
import type { Operation } from '../../running/operation';
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
