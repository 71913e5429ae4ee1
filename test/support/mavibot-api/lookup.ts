import { failAs } from './answer';
import type { Client } from './clients';
import { addClient, type Channel, type Deal, type MavibotState } from './state';

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

export const clientTypes = { onlineChat: 5, whatsapp: 6, telephony: 13, email: 14 };

export type Id = string | number;

export const digitsOf = (phone: unknown): string => String(phone ?? '').replace(/\D/g, '');

/** @throws Refusal where there is none (contract, deal methods: `{"status":"client_not_found"}`) */
export function theClient(state: MavibotState, client: Client | Id | undefined): Client {
	const found = typeof client === 'object' ? client : state.clients.get(Number(client));
	return found ?? failAs('client_not_found');
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
	return (
		findByWhatsApp(state, digits) ??
		[...state.clients.values()].find(({ variables }) => digitsOf(variables.phone) === digits)
	);
}

/** A client "with this e-mail in a variable" (contract, find_client_id_by_email). */
export function findByEmail(state: MavibotState, email: unknown): Client | undefined {
	const address = String(email).trim().toLowerCase();
	return [...state.clients.values()].find(
		({ variables }) => String(variables.email ?? '').toLowerCase() === address,
	);
}

/** Adds a client of WhatsApp. */
export const addByPhone = (state: MavibotState, digits: string, group: Id, name?: string): Client =>
	addClient(state, {
		name: name ?? null,
		client_type: clientTypes.whatsapp,
		platform_id: `${digits}@s.whatsapp.net`,
		group: String(group),
		variables: { phone: digits },
	});

/** Adds a client of e-mail. */
export const addByEmail = (state: MavibotState, email: string, group: Id, name?: string): Client =>
	addClient(state, {
		name: name ?? null,
		client_type: clientTypes.email,
		platform_id: email,
		group: String(group),
		variables: { email },
	});

export const dealsOf = (state: MavibotState, clientId: number): Deal[] =>
	[...state.deals.values()].filter((deal) => deal.client_id === clientId);

/** The newest active deal; which deal is "current" the contract does not say. */
export const currentDeal = (state: MavibotState, clientId: number): Deal | undefined =>
	dealsOf(state, clientId).findLast((deal) => deal.status === 0);
