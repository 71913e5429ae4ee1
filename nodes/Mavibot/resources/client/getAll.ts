import type { Field } from '../../fields/field';
import { addNamesAndDates, clientsOf, simpleClient } from '../../answers/clients';
import { limitFields, requiredSimplify, simplify } from '../../fields/results';
import type { Operation } from '../../running/operation';
import { inPages } from '../../running/inPages';
import { listIdOf } from '../../input/ids';
import { settingsOf } from '../../input/collections';
import { requiredBoolean } from '../../input/scalars';

const filters: Field = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	description: 'Which clients to return',
	options: [
		{
			displayName: 'List ID',
			name: 'list',
			type: 'string',
			default: '',
			placeholder: 'e.g. 5',
			description: 'Only the clients of this list, by its number',
		},
		{
			displayName: 'Oldest First',
			name: 'reverse',
			type: 'boolean',
			default: true,
			description:
				'Whether the oldest clients come first. Mavibot ignores it together with a list.',
		},
	],
};

const { execute, routing } = inPages({
	method: 'get_clients',
	query(get) {
		// Before anything is sent, since it is read of the clients only.
		requiredSimplify(get);
		const filters = settingsOf(get('filters', {}), 'Filters');
		const { list, reverse } = filters;
		return {
			// A list that was added and comes out empty must not become all clients.
			...('list' in filters ? { list: listIdOf(list, 'List ID') } : {}),
			...('reverse' in filters && requiredBoolean(reverse, 'Oldest First')
				? { reverse: true }
				: {}),
		};
	},
	elements: clientsOf,
	content: (client, get) =>
		requiredSimplify(get) ? simpleClient(client) : addNamesAndDates(client),
});

/** Method `get_clients`, page by page. */
export const getAll: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many clients',
		description: 'Get the clients of the project, newest first, all or up to a limit',
		routing,
	},
	fields: [...limitFields, simplify, filters],
	execute,
};
