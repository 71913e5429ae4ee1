import type { IDataObject } from 'n8n-workflow';
import { messengerName } from '../shared/messengers';
import { isObject } from '../shared/values/objects';

/** A message as the project's webhook posts it (the contract's WebhookMessage). */
export type WebhookMessage = IDataObject & {
	id: number | string;
	client: IDataObject;
	project_id: number | string;
	is_input: number;
};

/** Whether a posted body is a message of the project's webhook, by the fields that the contract requires. */
export const isWebhookMessage = (body: unknown): body is WebhookMessage =>
	isObject(body) &&
	['number', 'string'].includes(typeof body.id) &&
	isObject(body.client) &&
	['number', 'string'].includes(typeof body.project_id) &&
	(body.is_input === 0 || body.is_input === 1);

const nameInUrl = (url: string): string | undefined =>
	url.split(/[?#]/)[0].split('/').pop() || undefined;

/** Attachments, however they came (links, objects that hold links, null), as a list of `{ url, name, type }`. */
export function attachmentsOf(attachments: unknown): IDataObject[] {
	const list = Array.isArray(attachments) ? attachments : [attachments];
	return list.flatMap((attachment): IDataObject[] => {
		if (typeof attachment === 'string' && attachment !== '') {
			return [{ url: attachment, name: nameInUrl(attachment), type: undefined }];
		}
		if (!isObject(attachment)) return [];
		const url = [attachment.url, attachment.file].find((link) => typeof link === 'string');
		if (typeof url !== 'string') return [];
		const name = attachment.name ?? attachment.filename ?? nameInUrl(url);
		return [{ url, name, type: attachment.type }];
	});
}

/**
 * The fields of a message that workflows use, flat.
 *
 * @param receivedAt ISO 8601; the payload holds no time of its own
 */
export function simplified(
	event: string,
	message: WebhookMessage,
	receivedAt: string,
): IDataObject {
	const { client } = message;
	return {
		event,
		text: message.message ?? '',
		client_id: client.id,
		client_name: client.name ?? '',
		messenger: messengerName(client.client_type),
		// The vendor spells the field so.
		platform_id: client.recepient,
		bot: client.group,
		message_id: message.message_id ?? null,
		attachments: attachmentsOf(message.attachments),
		received_at: receivedAt,
	};
}
