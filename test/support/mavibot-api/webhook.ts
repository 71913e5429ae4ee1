import { Agent, request } from 'undici';
import type { Client } from './clients';
import type { Attachment, Message, MavibotState } from './state';

/** The contract's schema `WebhookMessage`. */
export interface WebhookMessage {
	id: number;
	client: {
		id: number;
		/** The client's id in the messenger; the vendor spells it so. */
		recepient: string;
		client_type: number;
		name: string | null;
		avatar: string | null;
		created_at: number | string | null;
		tag: string | null;
		group: string;
		variables: Record<string, unknown>;
	};
	message: string | null;
	attachments: Attachment[] | Record<string, unknown> | null;
	message_id: number | null;
	project_id: number;
	is_input: 0 | 1;
	delivered: 0 | 1;
	error_message: string | null;
	internal_id: string | null;
}

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

export interface Webhook {
	url: string | undefined;
	/** Posts once; an error is recorded and not retried (contract, webhooks.projectWebhook). */
	post(event: WebhookMessage): Promise<WebhookDelivery>;
	/** Breaks off what is under way and forgets it. */
	reset(): void;
	stop(): Promise<void>;
}

/** Only what hangs takes longer; how long Mavibot waits is not known. */
const timeoutInMilliseconds = 100_000;

/** The event for a message of the state. */
export function webhookMessage(
	state: MavibotState,
	client: Client,
	message: Message,
): WebhookMessage {
	return {
		id: message.id,
		client: {
			id: client.id,
			recepient: client.platform_id,
			client_type: client.client_type,
			name: client.name,
			avatar: client.avatar,
			created_at: client.created_at,
			tag: client.tag,
			group: client.group,
			variables: { ...client.variables },
		},
		message: message.text,
		attachments: message.attachments,
		message_id: message.message_id,
		project_id: state.projectId,
		is_input: message.client_replica ? 1 : 0,
		delivered: message.delivered ? 1 : 0,
		error_message: message.error_message,
		internal_id: String(message.id),
	};
}

/** Whether a delivery reached somebody who accepted it. */
export function isAccepted(delivery: WebhookDelivery): boolean {
	return delivery.status !== undefined && delivery.status < 300;
}

export function createWebhook(
	deliveries: WebhookDelivery[],
	posted: (delivery: WebhookDelivery) => void,
): Webhook {
	const agent = new Agent();
	let underWay = new AbortController();
	return {
		url: undefined,
		async post(event) {
			const { url } = this;
			const delivery: WebhookDelivery = {
				time: Date.now(),
				url,
				event,
				status: undefined,
				body: '',
				error: url === undefined ? 'No webhook URL is set' : undefined,
			};
			if (url === undefined) return delivery;
			const { signal } = underWay;
			try {
				const answer = await request(url, {
					method: 'POST',
					dispatcher: agent,
					headers: { 'content-type': 'application/json' },
					body: JSON.stringify(event),
					signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutInMilliseconds)]),
				});
				delivery.body = await answer.body.text();
				delivery.status = answer.statusCode;
			} catch (error) {
				delivery.error = error instanceof Error ? error.message : String(error);
			}
			if (!signal.aborted) {
				deliveries.push(delivery);
				posted(delivery);
			}
			return delivery;
		},
		reset() {
			underWay.abort();
			underWay = new AbortController();
			this.url = undefined;
		},
		async stop() {
			underWay.abort();
			await agent.destroy();
		},
	};
}
