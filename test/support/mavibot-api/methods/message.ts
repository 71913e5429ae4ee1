import { clientNotFound, fail, ok, success, type Handler } from '../answer';
import type { Client } from '../clients';
import { findByPlatformId, findClient, type Id } from '../lookup';
import { contentProblem, sendContent, type Content } from '../sending';
import type { MavibotState, Message } from '../state';
import { setVariables } from '../variables';
import { findWhom, namesClient, whatsAppClient, type Whom } from './bot';

const message: Handler = (request, project) => {
	const body = request.body as Whom & Content;
	if (!namesClient(body)) return fail('client_id is required');
	const client = findWhom(project.state, body);
	if (!client) return clientNotFound;
	const problem = contentProblem(project.state, body);
	if (problem !== undefined) return fail(problem);
	setVariables(project.state, client, request.variables);
	sendContent(project, client, body, 'message');
	return success;
};

const whatsapp_message: Handler = (request, project) => {
	const body = request.body as Content & { phone: string; whatsapp_bot_id?: Id };
	const problem = contentProblem(project.state, body);
	if (problem !== undefined) return fail(problem);
	const client = whatsAppClient(project.state, body.phone, body.whatsapp_bot_id);
	if (typeof client === 'string') return fail(client);
	setVariables(project.state, client, request.variables);
	sendContent(project, client, body, 'whatsapp_message');
	return success;
};

interface Audience {
	list?: Id;
	clients?: Id[];
	platform_ids?: Id[];
	group_id?: Id;
}

function audience(state: MavibotState, { list, clients, platform_ids, group_id }: Audience) {
	const found = new Set<Client>();
	const add = (client: Client | undefined) => client && found.add(client);
	if (list !== undefined) {
		for (const id of state.lists.get(Number(list)) ?? []) add(findClient(state, id));
	}
	for (const id of clients ?? []) add(findClient(state, id));
	for (const id of platform_ids ?? []) findByPlatformId(state, id, group_id).forEach(add);
	return found;
}

const broadcast: Handler = (request, project) => {
	const body = request.body as Audience & Content;
	const problem = contentProblem(project.state, body);
	if (problem !== undefined) return fail(problem);
	const clients = audience(project.state, body);
	if (clients.size === 0) return fail('no recipients');
	for (const client of clients) sendContent(project, client, body, 'broadcast');
	return success;
};

/** The start of a day dd.mm.yyyy in Unix seconds. The local project's clock is UTC. */
function day(text: string): number {
	const [date, month, year] = text.split('.').map(Number);
	return Date.UTC(year ?? 0, (month ?? 1) - 1, date) / 1000;
}

function historyMessage(each: Message) {
	return {
		id: each.id,
		answered: each.answered,
		client_replica: each.client_replica,
		message_id: each.message_id,
		message_from_outside: each.message_from_outside,
		created_at: each.created_at,
		text: each.text,
		attachments: each.attachments,
		delivered: each.delivered,
		error_message: each.error_message,
		manager_id: each.manager_id,
		manager_email: each.manager_email,
	};
}

// Newest first, and both days included: the contract does not say.
const get_history: Handler = (request, project) => {
	const query = request.query as {
		client_id: Id;
		limit?: number;
		start_date?: string;
		stop_date?: string;
	};
	const client = findClient(project.state, query.client_id);
	if (!client) return clientNotFound;
	const { start_date, stop_date } = query;
	if ((start_date === undefined) !== (stop_date === undefined)) {
		return {
			status: 400,
			body: {
				status: 'error',
				message: `/query/${start_date === undefined ? 'start_date' : 'stop_date'}: both dates or neither`,
			},
		};
	}
	const from = start_date === undefined ? -Infinity : day(start_date);
	const until = stop_date === undefined ? Infinity : day(stop_date) + 86_400;
	const result = project.state.messages
		.filter((each) => each.client_id === client.id)
		.filter((each) => each.created_at >= from && each.created_at < until)
		.reverse()
		.slice(0, query.limit ?? 2000)
		.map(historyMessage);
	return ok({ status: 'success', result });
};

const clear_history: Handler = (request, project) => {
	const { state } = project;
	const client = findClient(state, request.query.client_id);
	if (!client) return clientNotFound;
	state.messages = state.messages.filter((each) => each.client_id !== client.id);
	return success;
};

export const messageMethods: Record<string, Handler> = {
	message,
	whatsapp_message,
	broadcast,
	get_history,
	clear_history,
};
