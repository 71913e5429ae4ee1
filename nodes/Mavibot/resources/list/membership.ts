import type { Field } from '../../fields/field';
import { putClientId } from '../../answers/ids';
import { asItemContent } from '../../answers/output';
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

/** Adding and removing differ in the method alone. */
export const membership = (method: 'add_to_list' | 'remove_from_list'): BulkOperation<string> => ({
	method,
	read: (get) => ({
		values: requiredIdList(get('clients'), 'Client IDs', clientIdOf),
		rest: { list_id: listIdOf(get('listId'), 'List ID') },
	}),
	body: (clients, rest) => ({ ...rest, clients }),
	results: (answer, clients, rest) =>
		clients.map((clientId) => [putClientId({ ...asItemContent(answer), ...rest }, clientId)]),
});
