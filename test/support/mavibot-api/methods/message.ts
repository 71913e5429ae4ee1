import { fail, Refusal, success } from '../answer';
import type { Client } from '../clients';
import { theClient, type Id } from '../lookup';
import type { Buttons, MavibotState, Message, Project } from '../state';
import { timing, whatsAppClient, type Timing } from './bot';
import { setVariables } from './client';

/** The fields that say what a message holds. */
interface Content extends Timing {
	message?: string;
	message_id?: Id;
	attachment_type?: string;
	attachment_url?: string;
	buttons?: Buttons;
}

/** @throws Refusal where there is nothing to send */
function requireContent({ blocks }: MavibotState, content: Content): void {
	const { message = '', message_id, attachment_url } = content;
	if (message_id !== undefined && !blocks.some(({ id }) => id === Number(message_id))) {
		fail(`block ${message_id} not found`);
	}
	if (message === '' && message_id === undefined && attachment_url === undefined) {
		fail('message is required unless attachment_url or message_id is given');
	}
}

/** Sends a message to a client; a scheduled one is recorded as such and delivered at once. */
function send({ state, record }: Project, client: Client, content: Content, action: string): void {
	const block = state.blocks.find(({ id }) => id === Number(content.message_id));
	const { attachment_type: type, attachment_url: url } = content;
	record(client, {
		text: content.message ?? block?.answer ?? null,
		attachments: url === undefined ? null : [{ type, url }],
		buttons: content.buttons ?? null,
		message_id: block?.id ?? null,
		message_from_outside: 1,
		action,
		...timing(content),
	});
}

interface Audience {
	list?: Id;
	clients?: Id[];
	platform_ids?: Id[];
	group_id?: Id;
}

function audience(state: MavibotState, { list, clients = [], ...rest }: Audience): Set<Client> {
	const { platform_ids = [], group_id } = rest;
	const ids = [...(state.lists.get(Number(list)) ?? []), ...clients];
	return new Set([
		...ids.flatMap((id) => state.clients.get(Number(id)) ?? []),
		...platform_ids.flatMap((id) => state.clients.withPlatformId(id, group_id)),
	]);
}

/** The start of a day dd.mm.yyyy in Unix seconds. The local project's clock is UTC. */
function day(text: string): number {
	const [date, month, year] = text.split('.').map(Number);
	return Date.UTC(year, month - 1, date) / 1000;
}

const historyMessage = (each: Message) => ({
	id: each.id,
	answered: each.answered,
	client_replica: each.client_replica,
	message_id: each.message_id,
	message_from_outside: each.message_from_outside,
	created_at: each.created_at,
	text: each.text,
	// The vendor's example has {} for none.
	attachments: each.attachments ?? {},
	delivered: each.delivered,
	error_message: each.error_message,
	manager_id: each.manager_id,
	manager_email: each.manager_email,
});

interface HistoryQuery {
	client_id: Id;
	limit?: number;
	start_date?: string;
	stop_date?: string;
}

export const messageMethods = {
	// By client_id alone: the contract has no other way for this method.
	message(content: { client_id?: Id } & Content, project: Project, variables: object) {
		const client = theClient(project.state, content.client_id ?? fail('client_id is required'));
		requireContent(project.state, content);
		setVariables(project.state, client, variables);
		send(project, client, content, 'message');
		return success;
	},

	whatsapp_message(
		content: Content & { phone: string; whatsapp_bot_id?: Id },
		project: Project,
		variables: object,
	) {
		requireContent(project.state, content);
		const client = whatsAppClient(project.state, content.phone, content.whatsapp_bot_id);
		setVariables(project.state, client, variables);
		send(project, client, content, 'whatsapp_message');
		return success;
	},

	broadcast(content: Audience & Content, project: Project) {
		requireContent(project.state, content);
		const clients = audience(project.state, content);
		if (clients.size === 0) fail('no recipients');
		for (const client of clients) send(project, client, content, 'broadcast');
		return success;
	},

	// Newest first, and both days included: the contract does not say.
	get_history({ client_id, limit = 2000, ...days }: HistoryQuery, { state }: Project) {
		const client = theClient(state, client_id);
		const { start_date, stop_date } = days;
		if ((start_date === undefined) !== (stop_date === undefined)) {
			const missing = start_date === undefined ? 'start_date' : 'stop_date';
			const message = `/query/${missing}: both dates or neither`;
			throw new Refusal(400, { status: 'error', message });
		}
		const from = start_date === undefined ? -Infinity : day(start_date);
		const until = stop_date === undefined ? Infinity : day(stop_date) + 86_400;
		const result = state.messages
			.filter((each) => each.client_id === client.id)
			.filter((each) => each.created_at >= from && each.created_at < until)
			.reverse()
			.slice(0, limit)
			.map(historyMessage);
		return { status: 'success', result };
	},

	clear_history({ client_id }: { client_id: Id }, { state }: Project) {
		const { id } = theClient(state, client_id);
		state.messages = state.messages.filter((each) => each.client_id !== id);
		return success;
	},
};
