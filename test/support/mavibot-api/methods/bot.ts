import { clientNotFound, fail, success, type Answer, type Handler } from '../answer';
import { barePlatformId, type Client } from '../clients';
import {
	clientTypes,
	digitsOf,
	findBot,
	findByEmail,
	findByEmailChannel,
	findByPhone,
	findByPlatformId,
	findByWhatsApp,
	findClient,
	type Id,
} from '../lookup';
import type { Project } from '../project';
import { recordCallback, type Timing } from '../sending';
import { addClient, type MavibotState } from '../state';
import type { MethodRequest } from '../validate';
import { setVariables } from '../variables';

/** The fields by which callback and message find their client, the universal webhook's included. */
export interface Whom {
	client_id?: Id;
	client_phone?: string;
	client_email?: string;
	user_id?: Id;
	group_id?: Id;
}

/** Whether a request says at all whom it means. */
export function namesClient(whom: Whom): boolean {
	return [whom.client_id, whom.client_phone, whom.client_email, whom.user_id].some(
		(each) => each !== undefined,
	);
}

/** The client by id, or phone, or e-mail, or messenger id, in the order of the contract's callback. */
export function findWhom(state: MavibotState, whom: Whom): Client | undefined {
	if (whom.client_id !== undefined) return findClient(state, whom.client_id);
	if (whom.client_phone !== undefined) return findByPhone(state, whom.client_phone);
	if (whom.client_email !== undefined) return findByEmail(state, whom.client_email);
	if (whom.user_id !== undefined) return findByPlatformId(state, whom.user_id, whom.group_id)[0];
	return undefined;
}

function start(project: Project, client: Client, request: MethodRequest, action: string): Answer {
	const body = request.body as Timing & { message?: string };
	setVariables(project.state, client, request.variables);
	recordCallback(project, client, body.message, body, action);
	return success;
}

const callback: Handler = (request, project) => {
	const whom = request.body as Whom;
	if (!namesClient(whom)) return fail('client_id, client_phone or client_email is required');
	const client = findWhom(project.state, whom);
	return client ? start(project, client, request, 'callback') : clientNotFound;
};

// Whether a Telegram user whom the bot does not know is created, the contract does not say: not here.
const tg_callback: Handler = (request, project) => {
	const { user_id, group_id } = request.body as { user_id: Id; group_id: string };
	if (!findBot(project.state, 'telegram', group_id)) return fail(`bot ${group_id} not found`);
	const client = findByPlatformId(project.state, user_id, group_id)[0];
	return client ? start(project, client, request, 'tg_callback') : clientNotFound;
};

/**
 * The client of a phone number in a WhatsApp bot, created if there is none: the contract says "a
 * phone number, such as one left on a site", so the client need not be known.
 */
export function whatsAppClient(
	state: MavibotState,
	phone: string,
	botId: Id | undefined,
	name?: string,
): Client | string {
	const bot =
		botId === undefined
			? (state.channels.whatsapp ?? []).find((each) => each.status === 1)
			: findBot(state, 'whatsapp', botId);
	if (!bot) return `WhatsApp bot ${botId ?? ''} not found`.replace('  ', ' ');
	if (bot.status !== 1) return `WhatsApp bot ${bot.group_id} is not started`;
	const digits = digitsOf(phone);
	if (digits === '') return 'phone is not a phone number';
	const known = findByWhatsApp(state, digits, botId === undefined ? undefined : bot.group_id);
	return (
		known ??
		addClient(state, {
			name: name ?? null,
			client_type: clientTypes.whatsapp,
			platform_id: `${digits}@s.whatsapp.net`,
			group: String(bot.group_id),
			variables: { phone: digits },
		})
	);
}

const whatsapp_callback: Handler = (request, project) => {
	const body = request.body as { phone?: string; name?: string; bot_id?: Id };
	if (body.phone === undefined) return fail('phone is required');
	const client = whatsAppClient(project.state, body.phone, body.bot_id, body.name);
	if (typeof client === 'string') return fail(client);
	return start(project, client, request, 'whatsapp_callback');
};

const email_callback: Handler = (request, project) => {
	const { state } = project;
	const body = request.body as { email: string; name?: string; email_id_bot?: string };
	const bot =
		body.email_id_bot === undefined
			? state.channels.email?.[0]
			: findBot(state, 'email', body.email_id_bot);
	if (!bot) return fail(`e-mail bot ${body.email_id_bot ?? ''} not found`);
	const client =
		findByEmailChannel(state, body.email) ??
		addClient(state, {
			name: body.name ?? null,
			client_type: clientTypes.email,
			platform_id: body.email,
			group: String(bot.group_id),
			variables: { email: body.email },
		});
	return start(project, client, request, 'email_callback');
};

const send_callback_by_platform_id: Handler = (request, project) => {
	const body = request.body as Timing & {
		platform_ids: Id[];
		callback_text: string;
		group_id?: Id;
	};
	for (const platformId of new Set(body.platform_ids.map(barePlatformId))) {
		for (const client of findByPlatformId(project.state, platformId, body.group_id)) {
			recordCallback(project, client, body.callback_text, body, 'send_callback_by_platform_id');
		}
	}
	return success;
};

export const botMethods: Record<string, Handler> = {
	callback,
	tg_callback,
	whatsapp_callback,
	email_callback,
	send_callback_by_platform_id,
};
