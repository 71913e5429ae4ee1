import { clientNotFound, ok, success, type Handler } from '../answer';
import type { Client } from '../clients';
import { clientTypes, findByPlatformId, findClient, messengers, type Id } from '../lookup';
import { addClient, type MavibotState } from '../state';

// Any e-mail is an employee's here, and with none one is picked: the contract does not say which.
const assign_to_user: Handler = (request, project) => {
	const { client_id, email } = request.body as { client_id: Id; email?: string };
	const client = findClient(project.state, client_id);
	if (!client) return clientNotFound;
	client.assigned_to = email ?? 'manager@example.com';
	return success;
};

interface NewClient {
	platform_id: Id;
	group_id: Id;
	client_type: number;
}

/** Whether a bot with this group_id is connected; "" is right for telephony (contract, schema `GroupId`). */
function hasGroup(state: MavibotState, { group_id, client_type }: NewClient): boolean {
	if (client_type === clientTypes.telephony && group_id === '') return true;
	const messenger = messengers[client_type];
	const bots =
		messenger === undefined ? Object.values(state.channels).flat() : state.channels[messenger];
	return (bots ?? []).some((bot) => String(bot.group_id) === String(group_id));
}

/** The words of an element's status are the local server's, but for "success". */
function loadOne(state: MavibotState, element: NewClient): { status: string; id?: number } {
	if (String(element.platform_id).trim() === '') return { status: 'platform_id is empty' };
	if (!hasGroup(state, element)) return { status: 'group not found' };
	const known = findByPlatformId(state, element.platform_id, element.group_id)[0];
	const client =
		known ??
		addClient(state, {
			platform_id: String(element.platform_id),
			group: String(element.group_id),
			client_type: element.client_type,
		});
	return { status: 'success', id: client.id };
}

const load_clients: Handler = (request, project) => {
	const elements = request.body as NewClient[];
	const items = elements.map(({ platform_id, group_id, client_type }) => ({
		platform_id,
		group_id,
		client_type,
		...loadOne(project.state, { platform_id, group_id, client_type }),
	}));
	return ok({ status: 'success', items });
};

function isYes(value: unknown): boolean {
	return ['true', '1'].includes(String(value).toLowerCase());
}

function page(ids: readonly number[], offset: number, limit: number, oldestFirst: boolean) {
	if (oldestFirst) return ids.slice(offset, offset + limit);
	const end = Math.max(0, ids.length - offset);
	return ids.slice(Math.max(0, end - limit), end).reverse();
}

function clientAnswer(client: Client) {
	const answer: Partial<Client> = { ...client };
	delete answer.variables;
	delete answer.assigned_to;
	return answer;
}

const get_clients: Handler = (request, project) => {
	const { clients, lists } = project.state;
	const query = request.query as { offset?: number; limit?: number; list?: Id; reverse?: unknown };
	const ids =
		query.list === undefined
			? clients.idsAscending()
			: [...(lists.get(Number(query.list)) ?? [])].sort((first, second) => first - second);
	// "Oldest first; ignored together with list" (contract).
	const oldestFirst = query.list === undefined && isYes(query.reverse);
	const found = page(ids, query.offset ?? 0, query.limit ?? 500, oldestFirst)
		.map((id) => clients.get(id))
		.filter((client) => client !== undefined);
	return ok({ status: 'success', clients: found.map(clientAnswer) });
};

// An id that is not known is passed over: the contract does not say.
const delete_clients: Handler = (request, project) => {
	const { state } = project;
	const { client_ids } = request.body as { client_ids: Id[] };
	const gone = new Set(client_ids.map(Number));
	for (const id of gone) state.clients.delete(id);
	for (const members of state.lists.values()) for (const id of gone) members.delete(id);
	for (const deal of state.deals.values()) {
		if (gone.has(deal.client_id)) state.deals.delete(deal.id);
	}
	state.messages = state.messages.filter((message) => !gone.has(message.client_id));
	return success;
};

export const clientMethods: Record<string, Handler> = {
	assign_to_user,
	load_clients,
	get_clients,
	delete_clients,
};
