import { fail, success } from '../answer';
import type { Client } from '../clients';
import { clientTypes, currentDeal, messengers, theClient, type Id } from '../lookup';
import { addClient, addDeal, type MavibotState, type Project } from '../state';

const OWN = 'client.';

/**
 * Sets variables: "a plain name is a deal variable; 'client.' before it makes it the client's own"
 * (contract, save_variables). A client without a deal gets one: the local server's choice.
 */
export function setVariables(state: MavibotState, client: Client, variables: object): void {
	const ofDeal: Record<string, unknown> = {};
	for (const [name, value] of Object.entries(variables)) {
		if (name.startsWith(OWN)) client.variables[name.slice(OWN.length)] = value;
		else ofDeal[name] = value;
	}
	if (Object.keys(ofDeal).length === 0) return;
	const deal = currentDeal(state, client.id) ?? addDeal(state, { client_id: client.id });
	Object.assign(deal.variables, ofDeal);
}

interface NewClient {
	platform_id: Id;
	group_id: Id;
	client_type: number;
}

/** Whether a bot with this group_id is connected; "" is right for telephony (contract, schema `GroupId`). */
function hasGroup({ channels }: MavibotState, { group_id, client_type }: NewClient): boolean {
	if (client_type === clientTypes.telephony && group_id === '') return true;
	const messenger = messengers[client_type];
	const bots = messenger === undefined ? Object.values(channels).flat() : channels[messenger];
	return (bots ?? []).some((bot) => String(bot.group_id) === String(group_id));
}

/** The words of an element's status are the local server's, but for "success". */
function loadOne(state: MavibotState, element: NewClient): { status: string; id?: number } {
	const { platform_id, group_id, client_type } = element;
	if (String(platform_id).trim() === '') return { status: 'platform_id is empty' };
	if (!hasGroup(state, element)) return { status: 'group not found' };
	const [known] = state.clients.withPlatformId(platform_id, group_id);
	if (known && state.knownClients === 'refused') return { status: 'fail: the client exists' };
	if (known && state.knownClients === 'given without an ID') return { status: 'success' };
	const given = { platform_id: String(platform_id), group: String(group_id), client_type };
	return { status: 'success', id: (known ?? addClient(state, given)).id };
}

function page(ids: readonly number[], offset: number, limit: number, oldestFirst: boolean) {
	if (oldestFirst) return ids.slice(offset, offset + limit);
	const end = Math.max(0, ids.length - offset);
	return ids.slice(Math.max(0, end - limit), end).reverse();
}

interface PageQuery {
	offset?: number;
	limit?: number;
	list?: Id;
	reverse?: unknown;
}

interface Members {
	list_id: Id;
	clients: Id[];
}

export const clientMethods = {
	// Any e-mail is an employee's here, and with none one is picked: the contract does not say which.
	assign_to_user({ client_id, email }: { client_id: Id; email?: string }, { state }: Project) {
		theClient(state, client_id).assigned_to = email ?? 'manager@example.com';
		return success;
	},

	load_clients(elements: NewClient[], { state }: Project) {
		const items = elements.map(({ platform_id, group_id, client_type }) => {
			const element = { platform_id, group_id, client_type };
			return { ...element, ...loadOne(state, element) };
		});
		return { status: 'success', items };
	},

	get_clients({ offset = 0, limit = 500, list, reverse }: PageQuery, { state }: Project) {
		const ids =
			list === undefined
				? state.clients.idsAscending()
				: [...(state.lists.get(Number(list)) ?? [])].sort((first, second) => first - second);
		// "Oldest first; ignored together with list" (contract).
		const oldestFirst = list === undefined && ['true', '1'].includes(String(reverse).toLowerCase());
		const clients = page(ids, offset, limit, oldestFirst)
			.flatMap((id) => state.clients.get(id) ?? [])
			.map((client) => ({ ...client, variables: undefined, assigned_to: undefined }));
		return { status: 'success', clients };
	},

	// An id that is not known is passed over: the contract does not say.
	delete_clients({ client_ids }: { client_ids: Id[] }, { state }: Project) {
		const gone = new Set(client_ids.map(Number));
		for (const id of gone) {
			state.clients.delete(id);
			for (const members of state.lists.values()) members.delete(id);
		}
		for (const { id, client_id } of state.deals.values()) {
			if (gone.has(client_id)) state.deals.delete(id);
		}
		state.messages = state.messages.filter(({ client_id }) => !gone.has(client_id));
		return success;
	},

	// Of many clients those that are not known are passed over: the contract does not say.
	save_variables(body: { client_id?: Id; clients?: Id[]; variables: object }, { state }: Project) {
		const ids = body.clients ?? [body.client_id];
		const found = ids.flatMap((id) => state.clients.get(Number(id)) ?? []);
		for (const client of found) setVariables(state, client, body.variables);
		return found.length > 0 ? success : { status: 'client_not_found' };
	},

	// A flat object with built-in names in it, observed (contract, response `ClientVariables`). That the client's own
	// stand over those of the current deal is the local server's choice.
	get_variables({ client_id }: { client_id: Id }, { state }: Project) {
		const { id, avatar, message_id, variables } = theClient(state, client_id);
		const builtIn = { avatar, main_client_id: 'NONE', message_id: message_id ?? 'NONE' };
		return { ...builtIn, ...currentDeal(state, id)?.variables, ...variables };
	},

	// A list that is not there yet is made, and a client that is not known is passed over: the contract does not say.
	add_to_list({ list_id, clients }: Members, { state }: Project) {
		const number = Number(list_id);
		if (!Number.isInteger(number)) fail(`list ${list_id} not found`);
		const members = state.lists.get(number) ?? new Set();
		state.lists.set(number, members);
		for (const id of clients.map(Number)) if (state.clients.has(id)) members.add(id);
		return success;
	},

	remove_from_list({ list_id, clients }: Members, { state }: Project) {
		const members = state.lists.get(Number(list_id)) ?? fail(`list ${list_id} not found`);
		for (const id of clients) members.delete(Number(id));
		return success;
	},
};
