import type { Client } from './clients';
import type { Id } from './lookup';
import type { Project } from './project';
import type { Attachment, Buttons, MavibotState, Message } from './state';

/** The fields that say when something happens. */
export interface Timing {
	time_shift?: number | string;
	send_time?: string;
}

/** The fields that say what a message holds. */
export interface Content extends Timing {
	message?: string;
	message_id?: Id;
	attachment_type?: string;
	attachment_url?: string;
	buttons?: Buttons;
}

/** A delay wins over a time (contract, schema `TimeShift`). */
function timing({ time_shift, send_time }: Timing): Pick<Message, 'time_shift' | 'send_time'> {
	if (time_shift !== undefined) return { time_shift: Number(time_shift), send_time: null };
	return { time_shift: null, send_time: send_time ?? null };
}

/** Why a content cannot be sent, or undefined. */
export function contentProblem(state: MavibotState, content: Content): string | undefined {
	const { message, message_id, attachment_url } = content;
	if (message_id !== undefined && !state.blocks.some((block) => block.id === Number(message_id))) {
		return `block ${message_id} not found`;
	}
	if ((message ?? '') === '' && message_id === undefined && attachment_url === undefined) {
		return 'message is required unless attachment_url or message_id is given';
	}
	return undefined;
}

/** Sends a message to a client; a scheduled one is recorded as such and delivered at once. */
export function sendContent(
	project: Project,
	client: Client,
	content: Content,
	action: string,
): Message {
	const block = project.state.blocks.find((each) => each.id === Number(content.message_id));
	const attachments: Attachment[] | null =
		content.attachment_url === undefined
			? null
			: [{ type: content.attachment_type, url: content.attachment_url }];
	return project.record(client, {
		text: content.message ?? block?.message ?? null,
		attachments,
		buttons: content.buttons ?? null,
		message_id: block?.id ?? null,
		message_from_outside: 1,
		action,
		...timing(content),
	});
}

/** Writes a callback down; "the client does not see the callback text" (contract, callback). */
export function recordCallback(
	project: Project,
	client: Client,
	text: string | undefined,
	times: Timing,
	action: string,
): Message {
	return project.record(client, {
		text: text ?? null,
		client_replica: true,
		shown: false,
		message_from_outside: 3,
		action,
		...timing(times),
	});
}
