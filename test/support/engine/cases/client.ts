import { addClient } from '../../mavibot-api';
import { byId } from '../mavibot';
import { casesOf, type Request } from './types';

const PHONE_IS = { var: 'phone', val: '15550101' };

/**
 * Finding one client by what goes into the query under the names of the fields.
 *
 * @param given the fields; the last of them may not be empty
 * @param words the name of that field
 * @param more what the fullest request has besides
 */
function finding(
	action: string,
	given: Record<string, string>,
	clientId: number,
	words: string,
	more: Request = { parameters: {} },
) {
	const field = Object.keys(given).slice(-1)[0];
	return {
		action,
		smallest: { parameters: given, query: given },
		fullest: {
			parameters: { ...given, ...more.parameters, ifNothingFound: 'item' },
			query: { ...given, ...more.query },
		},
		output: [{ client_id: clientId }],
		needs: { field, inWords: `${words} is empty` },
	};
}

export const clientCases = casesOf('client', {
	getVariables: {
		action: 'get_variables',
		smallest: { parameters: { clientId: byId('101') }, query: { client_id: '101' } },
		fullest: { parameters: { clientId: byId('101') }, query: { client_id: '101' } },
		output: [expect.any(Object)],
		needs: { field: 'clientId', inWords: 'Client is empty' },
	},
	setVariables: {
		action: 'save_variables',
		smallest: {
			parameters: {
				clientId: byId('101'),
				variables: { variable: [{ name: 'client.phone', value: '15550101' }] },
			},
			body: { client_id: '101', variables: { 'client.phone': '15550101' } },
		},
		fullest: {
			parameters: {
				clientId: byId('101'),
				specifyVariables: 'json',
				variablesJson: '{ "client.phone": "15550101", "сумма заказа": 12.5, "a b": true }',
			},
			body: {
				client_id: '101',
				variables: { 'client.phone': '15550101', 'сумма заказа': 12.5, 'a b': true },
			},
		},
		output: [expect.objectContaining({ status: 'success', client_id: '101' })],
		needs: { field: 'clientId', inWords: 'Client is empty' },
		isBulk: true,
	},
	assign: {
		action: 'assign_to_user',
		smallest: { parameters: { clientId: byId('101') }, body: { client_id: '101' } },
		fullest: {
			parameters: { clientId: byId('101'), email: 'ivan@example.com' },
			body: { client_id: '101', email: 'ivan@example.com' },
		},
		output: [expect.objectContaining({ status: 'success' })],
		needs: { field: 'clientId', inWords: 'Client is empty' },
	},
	delete: {
		action: 'delete_clients',
		smallest: { parameters: { clients: '101' }, body: { client_ids: ['101'] } },
		fullest: {
			parameters: { clients: '[101, 102]' },
			body: { client_ids: ['101', '102'] },
		},
		output: [{ deleted: true, client_id: '101' }],
		needs: { field: 'clients', inWords: 'Client IDs is empty' },
		isBulk: true,
	},
	import: {
		action: 'load_clients',
		smallest: {
			parameters: { platformId: '777000999', groupId: byId('tea_shop_bot') },
			body: [{ platform_id: '777000999', group_id: 'tea_shop_bot', client_type: 1 }],
		},
		fullest: {
			parameters: {
				platformId: '-1001234567890',
				groupId: byId('={{ 11 }}'),
				clientType: '={{ "2" }}',
			},
			body: [{ platform_id: '-1001234567890', group_id: '11', client_type: 2 }],
		},
		output: [
			expect.objectContaining({
				platform_id: '777000999',
				status: 'success',
				id: expect.any(Number),
			}),
		],
		needs: { field: 'platformId', inWords: 'Messenger ID is empty' },
		isBulk: true,
	},
	getAll: {
		action: 'get_clients',
		// As many as there are, so that it is one request; what follows after it is in bulk.test.ts.
		smallest: { parameters: { limit: 3 }, query: { offset: '0', limit: '3' } },
		fullest: {
			parameters: {
				limit: 2,
				simplify: false,
				filters: { list: '5', reverse: true },
			},
			query: { offset: '0', limit: '2', list: '5', reverse: 'true' },
		},
		output: [103, 102, 101].map((id) =>
			expect.objectContaining({
				id,
				messenger: expect.any(String),
				created_at: expect.any(Number),
				created_at_iso: expect.stringMatching(/^2026-01-0\dT00:00:00Z$/),
			}),
		),
		needs: { field: 'limit', inWords: 'Limit is empty', good: '3' },
	},
	findByEmail: finding('find_client_id_by_email', { email: 'clara@example.com' }, 103, 'Email'),
	findByWhatsApp: finding('whatsapp_client_id', { phone: '15550102' }, 102, 'Phone', {
		parameters: { groupId: byId('34810') },
		query: { group_id: '34810' },
	}),
	findByOnlineChat: {
		...finding('online_chat_client_id', { recipient: '104-abc' }, 104, 'Recipient', {
			parameters: { options: { name: 'Dora', tag: 'new' } },
			query: { name: 'Dora', tag: 'new' },
		}),
		before: ({ state }) =>
			addClient(state, { client_type: 5, platform_id: '104-abc', group: '51' }),
	},
	findByPlatformId: {
		action: 'find_client_id_by_platform_id',
		smallest: {
			parameters: { platformIds: '777000101', groupId: byId('tea_shop_bot') },
			body: { platform_ids: ['777000101'], group_id: 'tea_shop_bot' },
		},
		fullest: {
			parameters: {
				platformIds: '777000101, 777000102',
				groupId: byId('tea_shop_bot'),
				ifNothingFound: 'noItem',
			},
			body: { platform_ids: ['777000101', '777000102'], group_id: 'tea_shop_bot' },
		},
		output: [
			expect.objectContaining({
				id: 101,
				created_at_iso: expect.any(String),
				variables: expect.any(Object),
			}),
		],
		needs: { field: 'platformIds', inWords: 'Messenger IDs is empty' },
		isBulk: true,
	},
	findByVariable: {
		...finding('find_client_id_by_var', PHONE_IS, 101, 'Value'),
		fullest: {
			parameters: {
				var: 'product',
				val: 'Green tea',
				searchIn: 'order',
				groupId: byId('tea_shop_bot'),
				ifNothingFound: 'item',
			},
			query: { var: 'product', val: 'Green tea', search_in: 'order', group_id: 'tea_shop_bot' },
		},
	},
	findLatestByVariable: {
		...finding('find_latest_client_id_by_var', PHONE_IS, 101, 'Value'),
		needs: { field: 'var', inWords: 'Variable is empty' },
	},
	findAllByVariable: finding('find_all_client_id_by_var', PHONE_IS, 101, 'Value'),
	findAllByVariables: {
		action: 'find_all_client_id_by_several_vars',
		smallest: {
			parameters: { specifyVariables: 'json', variablesJson: '{ "phone": "15550103" }' },
			query: { phone: '15550103' },
		},
		fullest: {
			parameters: {
				variables: {
					variable: [
						{ name: 'phone', value: '15550103' },
						{ name: 'email', value: 'clara@example.com' },
						{ name: 'a b', value: '={{ 1 }}' },
					],
				},
				ifNothingFound: 'item',
			},
			query: { phone: '15550103', email: 'clara@example.com', 'a b': '1' },
		},
		output: [{ client_id: 103 }],
		needs: { field: 'variablesJson', inWords: 'Variables (JSON) is empty' },
	},
	search: {
		action: 'find_clients',
		smallest: {
			parameters: { specifyConditions: 'json', conditionsJson: '{ "phone": "15550101" }' },
			body: { q: { phone: '15550101' }, include_all: true },
		},
		fullest: {
			parameters: {
				conditions: {
					condition: [
						{ variable: 'a', condition: 'is', value: 'x' },
						{ variable: 'b', condition: 'isNot', value: 'x' },
						{ variable: 'c', condition: 'isOneOf', value: 'x, y' },
						{ variable: 'd', condition: 'isNoneOf', value: '["x", "y,z"]' },
					],
				},
				includeAll: false,
				searchIn: 'order',
				ifNothingFound: 'item',
			},
			body: {
				q: {
					a: 'x',
					b: { _not: 'x' },
					c: { _in: ['x', 'y'] },
					d: { _not_in: ['x', 'y,z'] },
				},
				include_all: false,
				search_in: 'order',
			},
		},
		output: [{ client_id: 101 }],
		needs: { field: 'conditionsJson', inWords: 'Conditions is empty' },
	},
	findByPhone: {
		...finding('find_client_id_by_phone', { phone: '15550102' }, 102, 'Phone'),
		output: [expect.objectContaining({ client_id: 102 })],
	},
});
