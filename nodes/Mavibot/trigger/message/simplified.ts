import type { IDataObject } from 'n8n-workflow';
import { messengerName, WHATSAPP } from '../../api/messengers';
import type { AttachmentList } from '../../answers/attachments';
import { isEmpty, isObject } from '../../input/objects';
import type { MessageEvent } from './event';
import { LONGEST_ID, type WebhookMessage } from './payload';

/** A text or a number that shows something; null for all else, so that the field is there for an expression. */
function shown(value: unknown): string | number | null {
	if (typeof value === 'number') return value;
	if (typeof value !== 'string') return null;
	// A stranger can post megabytes of spaces, which take long to look through.
	return value.length > LONGEST_ID || !isEmpty(value) ? value : null;
}

/** The number in a WhatsApp client's ID, with or without what WhatsApp puts behind it (the contract's PlatformId). */
const whatsAppNumber = ({ client_type, recepient }: IDataObject): string | null =>
	Number(shown(client_type)) === WHATSAPP
		? (/^\s*\+?(\d+)(?:@s\.whatsapp\.net)?\s*$/.exec(String(shown(recepient)))?.[1] ?? null)
		: null;

/**
 * The fields of a message that workflows use, flat.
 *
 * @param receivedAt ISO 8601; the payload holds no time of its own
 */
export function simplified(
	event: MessageEvent,
	message: WebhookMessage,
	{ attachments, areLeftOut }: AttachmentList,
	receivedAt: string,
): IDataObject {
	const { client } = message;
	const variables = isObject(client.variables) ? client.variables : {};
	return {
		event,
		text: message.message ?? '',
		client_id: client.id ?? null,
		client_name: client.name ?? '',
		client_tag: shown(client.tag),
		client_phone: shown(variables.phone) ?? whatsAppNumber(client),
		client_email: shown(variables.email),
		messenger: messengerName(client.client_type),
		// The vendor spells the field so.
		platform_id: client.recepient ?? null,
		bot: client.group ?? null,
		message_id: message.message_id ?? null,
		attachments,
		...(areLeftOut && { attachments_left_out: true }),
		received_at: receivedAt,
	};
}
