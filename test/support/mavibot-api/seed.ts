import { ClientTable } from './clients';
import { addClient, addDeal, type MavibotState } from './state';

/** A state with nothing in it. */
export function emptyState(projectId: number): MavibotState {
	return {
		projectId,
		clients: new ClientTable(),
		messages: [],
		deals: new Map(),
		lists: new Map(),
		blocks: [],
		channels: {},
		funnelStates: [],
		numbersWithoutWhatsApp: new Set(),
		nextClientId: 101,
		nextMessageId: 22563045582,
		nextDealId: 40632,
	};
}

/** Puts a small tea shop into the state, in place of what was there; the object stays the same. */
export function seed(state: MavibotState): void {
	Object.assign(state, emptyState(state.projectId));
	state.funnelStates.push(36, 37, 38, 39);
	state.channels = {
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
	};
	addClient(state, {
		id: 101,
		name: 'Anna',
		client_type: 1,
		platform_id: '777000101',
		group: 'tea_shop_bot',
		created_at: 1767225600,
		updated_at: 1767225600,
		variables: { phone: '15550101' },
	});
	addClient(state, {
		id: 102,
		name: 'Boris',
		client_type: 6,
		platform_id: '15550102@s.whatsapp.net',
		group: '34810',
		created_at: 1767312000,
		updated_at: 1767312000,
		variables: { phone: '15550102' },
	});
	addClient(state, {
		id: 103,
		name: 'Clara',
		client_type: 14,
		platform_id: 'clara@example.com',
		group: 'shop@example.com',
		created_at: 1767398400,
		updated_at: 1767398400,
		variables: { phone: '15550103', email: 'clara@example.com' },
	});
	state.lists.set(5, new Set([101, 102]));
	state.blocks.push(
		{ id: 201, message: 'Welcome to the tea shop!' },
		{ id: 202, message: 'Your order is on its way.' },
		{ id: 203, message: 'Thank you for your order.' },
	);
	addDeal(state, {
		client_id: 101,
		state_id: 37,
		name: 'Green tea',
		budget: 1200,
		variables: { product: 'Green tea' },
	});
	state.numbersWithoutWhatsApp.add('15550199');
}
