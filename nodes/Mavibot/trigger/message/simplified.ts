import type { IDataObject } from 'n8n-workflow';
import { messengerName } from '../../api/messengers';
import type { AttachmentList } from '../../answers/attachments';
import type { MessageEvent } from './event';
import type { WebhookMessage } from './payload';

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
	return {
		event,
		text: message.message ?? '',
		client_id: client.id ?? null,
		client_name: client.name ?? '',
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
