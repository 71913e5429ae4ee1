import { Agent, request } from 'undici';
import type { Client } from './clients';
import type { Attachment, Message } from './state';

/** The event for a message, as in the contract's schema `WebhookMessage`. */
export const webhookMessage = (
	client: Client,
	message: Message,
	dealVariables: Record<string, unknown> | [] = [],
) => ({
	id: message.id,
	client: {
		id: client.id,
		// The client's id in the messenger; the vendor spells it so.
		recepient: client.platform_id,
		client_type: client.client_type,
		name: client.name,
		avatar: client.avatar,
		created_at: client.created_at,
		tag: client.tag,
		group: client.group,
		variables: { ...client.variables },
		// Observed in one integration.
		order_variables: dealVariables,
	},
	message: message.text,
	attachments: message.attachments as Attachment[] | Record<string, unknown> | null,
	message_id: message.message_id,
	project_id: client.project_id,
	is_input: message.client_replica ? 1 : 0,
	delivered: message.delivered ? 1 : 0,
	error_message: message.error_message,
	// Of the messenger, so that it is no id of Mavibot's.
	internal_id: `${client.platform_id}:${message.id % 100_000}`,
});

export type WebhookMessage = ReturnType<typeof webhookMessage>;

/** What became of one post to the webhook URL. */
export interface WebhookDelivery {
	/** When it was posted, in milliseconds since 1970. */
	time: number;
	/** Undefined when no webhook URL is set; then nothing was posted. */
	url: string | undefined;
	event: WebhookMessage;
	/** Undefined when there was no answer. */
	status: number | undefined;
	/** The answer's text. */
	body: string;
	/** Why there was no answer. */
	error: string | undefined;
}

/** Only what hangs takes longer; how long Mavibot waits is not known. */
const LIMIT_MS = 100_000;

/** @param posted is told of each post that was answered, or could not be */
export function createWebhook(posted: (delivery: WebhookDelivery) => void) {
	const dispatcher = new Agent();
	let underWay = new AbortController();
	const webhook = {
		url: undefined as string | undefined,
		/** Posts once; an error is recorded and not retried (contract, webhooks.projectWebhook). */
		async post(event: WebhookMessage): Promise<WebhookDelivery> {
			const { url } = webhook;
			const made = { time: Date.now(), url, event, status: undefined, body: '' };
			if (url === undefined) return { ...made, error: 'No webhook URL is set' };
			const delivery: WebhookDelivery = { ...made, error: undefined };
			const { signal } = underWay;
			try {
				const answer = await request(url, {
					method: 'POST',
					dispatcher,
					headers: { 'content-type': 'application/json' },
					body: JSON.stringify(event),
					signal: AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MS)]),
				});
				delivery.body = await answer.body.text();
				delivery.status = answer.statusCode;
			} catch (error) {
				delivery.error = error instanceof Error ? error.message : String(error);
			}
			if (!signal.aborted) posted(delivery);
			return delivery;
		},
		/** Breaks off what is under way and forgets it. */
		reset() {
			underWay.abort();
			underWay = new AbortController();
			webhook.url = undefined;
		},
		async stop() {
			underWay.abort();
			await dispatcher.destroy();
		},
	};
	return webhook;
}
