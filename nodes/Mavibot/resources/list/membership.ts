import type { Field } from '../../fields/field';
import { putClientId } from '../../answers/ids';
import { asItemContent } from '../../answers/output';
import type { BulkRequests } from '../../running/bulkRequests';
import type { BulkOperation } from '../../running/inBulk';
import { requiredIdList } from '../../input/idList';
import { clientIdOf, listIdOf } from '../../input/ids';

/** The list that clients are added to or removed from. */
export const listId: Field = {
	displayName: 'List ID',
	name: 'listId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 5',
	description: 'The number of the list in Mavibot',
};

/** The requests that add clients to a list; removing differs in the method alone. */
export const changing = (method: 'add_to_list' | 'remove_from_list'): BulkRequests<string> => ({
	method,
	body: (clients, rest) => ({ ...rest, clients }),
	results: (answer, clients, rest) =>
		clients.map((clientId) => [putClientId({ ...asItemContent(answer), ...rest }, clientId)]),
});

/** The same for the clients that an item names. */
export const membership = (method: 'add_to_list' | 'remove_from_list'): BulkOperation<string> => ({
	...changing(method),
	read: (get) => ({
		values: requiredIdList(get('clients'), 'Client IDs', clientIdOf),
		rest: { list_id: listIdOf(get('listId'), 'List ID') },
	}),
});
