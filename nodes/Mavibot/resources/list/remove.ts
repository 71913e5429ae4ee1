import { inBulk } from '../../running/inBulk';
import { clientIds } from '../../fields/client';
import type { Operation } from '../../running/operation';
import { listId, membership } from './membership';

const { execute, routing } = inBulk(membership('remove_from_list'));

/** Method `remove_from_list`. */
export const remove: Operation = {
	option: {
		name: 'Remove Clients',
		value: 'remove',
		action: 'Remove clients from list',
		description: 'Take clients out of a list; up to 500 of them make one request',
		routing,
	},
	fields: [listId, clientIds],
	execute,
};
