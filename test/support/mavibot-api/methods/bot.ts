import { fail, success } from '../answer';
import type { Client } from '../clients';
import {
	addByEmail,
	addByPhone,
	clientTypes,
	digitsOf,
	findBot,
	findByEmail,
	findByPhone,
	findByWhatsApp,
	theClient,
	type Id,
} from '../lookup';
import type { MavibotState, Message, Project } from '../state';
import { setVariables } from './client';

/** The fields that say when something happens. */
export interface Timing {
	time_shift?: number | string;
	send_time?: string;
}

/** A delay wins over a time (contract, schema `TimeShift`). */
export function timing({ time_shift, send_time }: Timing): Partial<Message> {
	if (time_shift !== undefined) return { time_shift: Number(time_shift) };
	return { send_time: send_time ?? null };
}

/** The fields by which callback and message find their client, the universal webhook's included. */
export interface Whom {
	client_id?: Id;
	client_phone?: string;
	client_email?: string;
	user_id?: Id;
	group_id?: Id;
}

/**
 * The client by id, or phone, or e-mail, or messenger id, in the order of the contract's callback.
 * @returns undefined where the request does not say whom it means
 * @throws Refusal where there is no such client
 */
export function findWhom(state: MavibotState, whom: Whom): Client | undefined {
	const { client_id, client_phone, client_email, user_id, group_id } = whom;
	if (client_id !== undefined) return theClient(state, client_id);
	if (client_phone !== undefined) return theClient(state, findByPhone(state, client_phone));
	if (client_email !== undefined) return theClient(state, findByEmail(state, client_email));
	if (user_id === undefined) return undefined;
	return theClient(state, state.clients.withPlatformId(user_id, group_id)[0]);
}

/**
 * The client of a phone number in a WhatsApp bot, created if there is none: the contract says "a
 * phone number, such as one left on a site", so the client need not be known.
 * @throws Refusal where the bot is not there or not started
 */
export function whatsAppClient(
	state: MavibotState,
	phone: string,
	botId: Id | undefined,
	name?: string,
): Client {
	const bot =
		botId === undefined
			? state.channels.whatsapp?.find(({ status }) => status === 1)
			: findBot(state, 'whatsapp', botId);
	if (!bot)
		return fail(botId === undefined ? 'no WhatsApp bot' : `WhatsApp bot ${botId} not found`);
	if (bot.status !== 1) fail(`WhatsApp bot ${bot.group_id} is not started`);
	const digits = digitsOf(phone);
	if (digits === '') fail('phone is not a phone number');
	const known = findByWhatsApp(state, digits, botId === undefined ? undefined : bot.group_id);
	return known ?? addByPhone(state, digits, bot.group_id, name);
}

type Callback = Timing & { message?: string };

/** Writes a callback down; "the client does not see the callback text" (contract, callback). */
function start(
	{ state, record }: Project,
	client: Client,
	callback: Callback,
	action: string,
	variables: object = {},
) {
	setVariables(state, client, variables);
	record(client, {
		text: callback.message ?? null,
		shown: false,
		message_from_outside: 3,
		action,
		...timing(callback),
	});
	return success;
}

export const botMethods = {
	callback(body: Callback & Whom, project: Project, variables: object) {
		const client =
			findWhom(project.state, body) ?? fail('client_id, client_phone or client_email is required');
		return start(project, client, body, 'callback', variables);
	},

	// Whether a Telegram user whom the bot does not know is created, the contract does not say: not here.
	tg_callback(
		body: Callback & { user_id: Id; group_id: string },
		project: Project,
		variables: object,
	) {
		const { state } = project;
		const { user_id, group_id } = body;
		if (!findBot(state, 'telegram', group_id)) fail(`bot ${group_id} not found`);
		const client = theClient(state, state.clients.withPlatformId(user_id, group_id)[0]);
		return start(project, client, body, 'tg_callback', variables);
	},

	whatsapp_callback(
		body: Callback & { phone?: string; name?: string; bot_id?: Id },
		project: Project,
		variables: object,
	) {
		const { phone = fail('phone is required'), bot_id, name } = body;
		const client = whatsAppClient(project.state, phone, bot_id, name);
		return start(project, client, body, 'whatsapp_callback', variables);
	},

	email_callback(
		body: Callback & { email: string; name?: string; email_id_bot?: string },
		project: Project,
		variables: object,
	) {
		const { state } = project;
		const { email, name, email_id_bot: botId } = body;
		const bot = botId === undefined ? state.channels.email?.[0] : findBot(state, 'email', botId);
		if (!bot) return fail(`e-mail bot ${botId ?? ''} not found`);
		const known = state.clients
			.withPlatformId(email)
			.find(({ client_type }) => client_type === clientTypes.email);
		const client = known ?? addByEmail(state, email, bot.group_id, name);
		return start(project, client, body, 'email_callback', variables);
	},

	send_callback_by_platform_id(
		body: Timing & { platform_ids: Id[]; callback_text: string; group_id?: Id },
		project: Project,
	) {
		const { platform_ids, callback_text, group_id, ...times } = body;
		const find = (id: Id) => project.state.clients.withPlatformId(id, group_id);
		for (const client of new Set(platform_ids.flatMap(find))) {
			const callback = { message: callback_text, ...times };
			start(project, client, callback, 'send_callback_by_platform_id');
		}
		return success;
	},
};
