import type { INodeParameters } from 'n8n-workflow';
import { addClient } from '../../mavibot-api';
import { byId } from '../mavibot';
import { casesOf } from './types';

const ANNA = { clientId: byId('101') };
const TEA_SHOP = { groupId: byId('tea_shop_bot') };
const PHONE_IS = { var: 'phone', val: '15550101' };

/**
 * Finding one client.
 *
 * @param needs the one of the given fields that may not be empty
 * @param more what the fullest request has besides
 */
const finding = (
	action: string,
	given: INodeParameters,
	clientId: number,
	needs: Record<string, string>,
	more: INodeParameters = {},
) => ({
	action,
	isGet: true,
	smallest: given,
	fullest: { ...given, ...more, details: 'none', ifNothingFound: 'item', includeInputFields: true },
	output: [{ client_id: clientId }],
	needs,
});

export const clientCases = casesOf('client', {
	getVariables: {
		action: 'get_variables',
		isGet: true,
		smallest: ANNA,
		output: [expect.objectContaining({ client_id: '101' })],
		needs: { clientId: 'Client' },
	},
	setVariables: {
		action: 'save_variables',
		smallest: { ...ANNA, variables: { variable: [{ name: 'phone', value: '15550101' }] } },
		smallestSent: { variables: { 'client.phone': '15550101' } },
		fullest: {
			...ANNA,
			saveTo: 'deal',
			specifyVariables: 'json',
			variablesJson: '{ "client.phone": "15550101", "сумма заказа": 12.5, "a b": true }',
			includeInputFields: true,
		},
		fullestSent: { variables: { 'client.phone': '15550101', 'сумма заказа': 12.5, 'a b': true } },
		output: [expect.objectContaining({ status: 'success', client_id: '101' })],
		needs: { clientId: 'Client' },
		isBulk: true,
	},
	assign: {
		action: 'assign_to_user',
		smallest: ANNA,
		fullest: { ...ANNA, email: 'ivan@example.com' },
		output: [expect.objectContaining({ status: 'success', client_id: '101' })],
		needs: { clientId: 'Client' },
	},
	delete: {
		action: 'delete_clients',
		smallest: { clients: '101' },
		smallestSent: { clients: undefined, client_ids: ['101'] },
		fullest: { clients: '[101, 102]' },
		fullestSent: { clients: undefined, client_ids: ['101', '102'] },
		output: [{ deleted: true, client_id: '101' }],
		needs: { clients: 'Client IDs' },
		isBulk: true,
	},
	import: {
		action: 'load_clients',
		smallest: { platformId: '777000999', ...TEA_SHOP },
		smallestSent: [{ platform_id: '777000999', group_id: 'tea_shop_bot', client_type: 1 }],
		fullest: {
			platformId: '-1001234567890',
			groupId: byId('={{ 11 }}'),
			clientType: '={{ "2" }}',
		},
		fullestSent: [{ platform_id: '-1001234567890', group_id: '11', client_type: 2 }],
		output: [
			expect.objectContaining({
				platform_id: '777000999',
				status: 'success',
				id: expect.any(Number),
				client_id: expect.any(Number),
			}),
		],
		needs: { platformId: 'Messenger ID' },
		isBulk: true,
	},
	upsert: {
		action: 'load_clients',
		smallest: { platformId: '777000999', ...TEA_SHOP },
		smallestSent: [{ platform_id: '777000999', group_id: 'tea_shop_bot', client_type: 1 }],
		fullest: {
			...{ platformId: '777000101', groupId: byId('tea_shop_bot'), clientType: 1 },
			...{ listIds: '6, 7', saveTo: 'client', includeInputFields: true },
			variables: { variable: [{ name: 'city', value: 'Kazan' }] },
		},
		fullestSent: [{ platform_id: '777000101', group_id: 'tea_shop_bot', client_type: 1 }],
		fullestFurther: [
			{
				action: 'save_variables',
				body: { client_id: '101', variables: { 'client.city': 'Kazan' } },
			},
			{ action: 'add_to_list', body: { list_id: '6', clients: ['101'] } },
			{ action: 'add_to_list', body: { list_id: '7', clients: ['101'] } },
		],
		output: [
			{
				...{ client_id: 104, platform_id: '777000999', client_type: 1, group_id: 'tea_shop_bot' },
				...{ status: 'success', variables_saved: [], lists: [] },
			},
		],
		needs: { platformId: 'Messenger ID' },
		isBulk: true,
	},
	getAll: {
		action: 'get_clients',
		isGet: true,
		// As many as there are, so that it is one request; what follows after it is in bulk.test.ts.
		smallest: { limit: 3 },
		smallestSent: { offset: 0 },
		fullest: { limit: 2, simplify: false, filters: { list: '5', reverse: true } },
		fullestSent: { offset: 0 },
		output: [103, 102, 101].map((id) =>
			expect.objectContaining({
				id,
				client_id: id,
				messenger: expect.any(String),
				created_at: expect.any(Number),
				created_at_iso: expect.stringMatching(/^2026-01-0\dT00:00:00Z$/),
			}),
		),
		needs: { limit: 'Limit' },
	},
	findByEmail: finding('find_client_id_by_email', { email: 'clara@example.com' }, 103, {
		email: 'Email',
	}),
	findByWhatsApp: finding(
		'whatsapp_client_id',
		{ phone: '15550102' },
		102,
		{ phone: 'Phone' },
		{ groupId: byId('34810') },
	),
	findByOnlineChat: {
		...finding(
			'online_chat_client_id',
			{ recipient: '104-abc' },
			104,
			{ recipient: 'Recipient' },
			{ options: { name: 'Dora', tag: 'new' } },
		),
		before: ({ state }) =>
			addClient(state, { client_type: 5, platform_id: '104-abc', group: '51' }),
	},
	findByPlatformId: {
		action: 'find_client_id_by_platform_id',
		smallest: { platformIds: '777000101', ...TEA_SHOP },
		smallestSent: { platform_ids: ['777000101'] },
		fullest: {
			platformIds: '777000101, 777000102',
			...TEA_SHOP,
			ifNothingFound: 'noItem',
			includeInputFields: true,
		},
		fullestSent: { platform_ids: ['777000101', '777000102'] },
		output: [
			expect.objectContaining({
				id: 101,
				client_id: 101,
				created_at_iso: expect.any(String),
				variables: expect.any(Object),
			}),
		],
		needs: { platformIds: 'Messenger IDs' },
		isBulk: true,
	},
	findByVariable: {
		...finding('find_client_id_by_var', PHONE_IS, 101, { val: 'Value' }),
		fullest: {
			...{ var: 'product', val: 'Green tea', searchIn: 'order', ...TEA_SHOP },
			details: 'none',
			ifNothingFound: 'item',
			includeInputFields: true,
		},
	},
	findLatestByVariable: finding('find_latest_client_id_by_var', PHONE_IS, 101, { var: 'Variable' }),
	findAllByVariable: finding('find_all_client_id_by_var', PHONE_IS, 101, { val: 'Value' }),
	findAllByVariables: {
		action: 'find_all_client_id_by_several_vars',
		isGet: true,
		smallest: { specifyVariables: 'json', variablesJson: '{ "phone": "15550103" }' },
		smallestSent: { phone: '15550103' },
		fullest: {
			variables: {
				variable: [
					{ name: 'phone', value: '15550103' },
					{ name: 'email', value: 'clara@example.com' },
					{ name: 'a b', value: '={{ 1 }}' },
				],
			},
			details: 'none',
			ifNothingFound: 'item',
			includeInputFields: true,
		},
		fullestSent: { phone: '15550103', email: 'clara@example.com', 'a b': '1' },
		output: [{ client_id: 103 }],
		needs: { variablesJson: 'Variables (JSON)' },
	},
	search: {
		action: 'find_clients',
		smallest: { specifyConditions: 'json', conditionsJson: '{ "phone": "15550101" }' },
		smallestSent: { q: { phone: '15550101' }, include_all: true },
		fullest: {
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
			details: 'none',
			ifNothingFound: 'item',
			includeInputFields: true,
		},
		fullestSent: {
			q: { a: 'x', b: { _not: 'x' }, c: { _in: ['x', 'y'] }, d: { _not_in: ['x', 'y,z'] } },
		},
		output: [{ client_id: 101 }],
		needs: { conditionsJson: 'Conditions' },
	},
	findByPhone: {
		...finding('find_client_id_by_phone', { phone: '15550102' }, 102, { phone: 'Phone' }),
		output: [expect.objectContaining({ client_id: 102 })],
	},
});
