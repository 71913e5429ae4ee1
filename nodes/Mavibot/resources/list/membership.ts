import type { INodeProperties } from 'n8n-workflow';
import { asItemContent } from '../../shared/answer';
import type { BulkOperation } from '../../shared/bulk';
import { requiredIdList } from '../../shared/values/idList';
import { clientIdOf, listIdOf } from '../../shared/values/ids';

/** The list that clients are added to or removed from. */
export const listId: INodeProperties = {
	displayName: 'List ID',
	name: 'listId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 5',
	description: 'The number of the list in Mavibot',
};

/** Adding and removing differ in the method alone. The contract sets no limit; 500 is that of the other bulk methods. */
export const membership = (method: 'add_to_list' | 'remove_from_list'): BulkOperation<string> => ({
	method,
	limit: 500,
	read: (get) => ({
		values: requiredIdList(get('clients'), 'Client IDs', clientIdOf),
		rest: { list_id: listIdOf(get('listId'), 'List ID') },
	}),
	body: (clients, rest) => ({ ...rest, clients }),
	results: (answer, clients, rest) =>
		clients.map((client_id) => [{ ...asItemContent(answer), ...rest, client_id }]),
});
