import { ClientTable } from './clients';
import { addClient, addDeal, type Block, type MavibotState } from './state';

const block = (id: number, fields: Partial<Block>): Block => ({
	id,
	condition: null,
	answer: null,
	message_type: 0,
	description: null,
	...fields,
});

/** A small tea shop. */
export function seededState(): MavibotState {
	const state: MavibotState = {
		projectId: 1,
		clients: new ClientTable(),
		messages: [],
		deals: new Map(),
		lists: new Map([[5, new Set([101, 102])]]),
		blocks: [
			block(201, {
				description: 'Welcome',
				answer: 'Welcome to the tea shop!',
				condition: '/start',
			}),
			block(202, { answer: 'Your order is on its way.' }),
			block(203, { description: '', answer: 'Thank you for your order.', condition: 'order_paid' }),
		],
		channels: {
			viber: [{ id: 14, uri: 'shop', name: 'shop', enabled: true, group_id: 11 }],
			facebook: [],
			telegram: [
				{
					id: 23,
					short_name: 'tea_shop_bot',
					name: 'tea_shop_bot',
					enabled: true,
					group_id: 'tea_shop_bot',
				},
			],
			whatsapp: [
				{ id: 31, name: '15550100', enabled: true, group_id: 34810, status: 1 },
				{ id: 32, name: '15550109', enabled: true, group_id: 34811, status: 2 },
			],
			vkontakte: [{ id: 33, group: '143414131', group_id: '143414131' }],
			email: [{ id: 41, name: 'shop@example.com', enabled: true, group_id: 'shop@example.com' }],
			online_chat: [{ id: 51, name: 'Tea shop site', enabled: true, group_id: 51 }],
		},
		knownClients: 'given',
		funnelStates: [36, 37, 38, 39],
		numbersWithoutWhatsApp: new Set(['15550199']),
		nextClientId: 101,
		nextMessageId: 22563045582,
		nextDealId: 40632,
	};
	const client = (name: string, client_type: number, platform_id: string, group: string) => {
		const created_at = 1767225600 + 86_400 * state.clients.size;
		const times = { created_at, updated_at: created_at };
		return addClient(state, { name, client_type, platform_id, group, ...times });
	};
	client('Anna', 1, '777000101', 'tea_shop_bot').variables = { phone: '15550101' };
	client('Boris', 6, '15550102@s.whatsapp.net', '34810').variables = { phone: '15550102' };
	client('Clara', 14, 'clara@example.com', 'shop@example.com').variables = {
		phone: '15550103',
		email: 'clara@example.com',
	};
	const variables = { product: 'Green tea' };
	addDeal(state, { client_id: 101, state_id: 37, name: 'Green tea', budget: 1200, variables });
	return state;
}
