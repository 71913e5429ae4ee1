import { barePlatformId, type Client } from './clients';
import type { Channel, Deal, MavibotState } from './state';

/** The messengers that have bots here, by the number that the contract gives them (schema `ClientType`). */
export const messengers: Readonly<Record<number, string>> = {
	0: 'vkontakte',
	1: 'telegram',
	2: 'viber',
	3: 'facebook',
	5: 'online_chat',
	6: 'whatsapp',
	14: 'email',
};

export const clientTypes = { telegram: 1, onlineChat: 5, whatsapp: 6, telephony: 13, email: 14 };

export type Id = string | number;

export function digitsOf(phone: unknown): string {
	return String(phone ?? '').replace(/\D/g, '');
}

export function findClient(state: MavibotState, id: unknown): Client | undefined {
	return state.clients.get(Number(id));
}

/** The bot of a messenger whose group_id (or own id, or name) this is. */
export function findBot(state: MavibotState, messenger: string, id: Id): Channel | undefined {
	return (state.channels[messenger] ?? []).find((bot) =>
		[bot.group_id, bot.id, bot.name].some((each) => String(each) === String(id)),
	);
}

/** A WhatsApp client by number. */
export function findByWhatsApp(
	state: MavibotState,
	phone: unknown,
	group?: Id,
): Client | undefined {
	return state.clients
		.withPlatformId(digitsOf(phone), group)
		.find((client) => client.client_type === clientTypes.whatsapp);
}

/** A client by number "among WhatsApp clients and in variables" (contract, find_client_id_by_phone). */
export function findByPhone(state: MavibotState, phone: unknown): Client | undefined {
	const digits = digitsOf(phone);
	if (digits === '') return undefined;
	const client = findByWhatsApp(state, digits);
	if (client) return client;
	for (const each of state.clients.values()) {
		if (digitsOf(each.variables.phone) === digits) return each;
	}
	return undefined;
}

/** An e-mail client by address. */
export function findByEmailChannel(state: MavibotState, email: string): Client | undefined {
	return state.clients
		.withPlatformId(email)
		.find((client) => client.client_type === clientTypes.email);
}

/** A client "with this e-mail in a variable" (contract, find_client_id_by_email). */
export function findByEmail(state: MavibotState, email: unknown): Client | undefined {
	const address = String(email).trim().toLowerCase();
	for (const client of state.clients.values()) {
		if (String(client.variables.email ?? '').toLowerCase() === address) return client;
	}
	return undefined;
}

export function findByPlatformId(state: MavibotState, id: Id, group?: Id): Client[] {
	return state.clients.withPlatformId(barePlatformId(id), group);
}

export function dealsOf(state: MavibotState, clientId: number): Deal[] {
	return [...state.deals.values()].filter((deal) => deal.client_id === clientId);
}

/** The newest active deal; which deal is "current" the contract does not say. */
export function currentDeal(state: MavibotState, clientId: number): Deal | undefined {
	return dealsOf(state, clientId)
		.filter((deal) => deal.status === 0)
		.at(-1);
}
