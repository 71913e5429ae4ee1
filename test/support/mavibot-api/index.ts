import { randomBytes } from 'node:crypto';
import { EventEmitter, setMaxListeners } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler } from 'express';
import { apiHandler } from './api';
import { chatRouter, deliveryLine } from './chat';
import { allPermissions, type Permission } from './contract';
import type { Fault, Faults, Limit } from './faults';
import type { JournalEntry } from './journal';
import type { Client } from './clients';
import { currentDeal } from './lookup';
import { seededState } from './seed';
import { storeMessage, type Message, type Project } from './state';
import {
	createWebhook,
	webhookMessage,
	type WebhookDelivery,
	type WebhookMessage,
} from './webhook';

export type { Fault } from './faults';
export type { JournalEntry } from './journal';
export { addClient, addDeal, type Buttons, type Message } from './state';
export type { WebhookMessage } from './webhook';

/** What `message_from_outside` is of a callback (contract, schema `HistoryMessage`). */
const CALLBACK = 3;

/** How a callback may reach the webhook: the sources disagree (contract, webhooks.projectWebhook). */
export interface PostedCallbacks {
	/** Whether it looks like the client's. */
	isInput: 0 | 1;
	/** Whether it has the mark of get_history, which no source shows here. */
	isMarked?: boolean;
}

/** A running local Mavibot. */
export type MavibotApi = Awaited<ReturnType<typeof startMavibotApi>>;

function listen(server: Server, port: number): Promise<AddressInfo> {
	return new Promise((resolve, reject) => {
		server.once('error', (error: NodeJS.ErrnoException) => {
			const taken = error.code === 'EADDRINUSE';
			reject(taken ? new Error(`Port ${port} of 127.0.0.1 is taken`, { cause: error }) : error);
		});
		server.listen(port, '127.0.0.1', () => resolve(server.address() as AddressInfo));
	});
}

/**
 * Starts a local Mavibot on 127.0.0.1, held to the contract in openapi.yaml.
 * @param options by default any free port, and a key of random letters
 * @throws Error when the port is taken
 */
export async function startMavibotApi({
	port: wantedPort = 0,
	apiKey = `test-key-${randomBytes(6).toString('hex')}`,
}: { port?: number; apiKey?: string } = {}) {
	const apiKeys = new Set([apiKey]);
	const permissions = new Set<Permission>(allPermissions);
	const state = seededState();
	const journal: JournalEntry[] = [];
	const webhookDeliveries: WebhookDelivery[] = [];
	const faults: Faults = [];
	const limit: Limit = { second: 0, taken: 0 };
	const stopping = new AbortController();
	const toChat = new EventEmitter();
	// Every answer that is held back listens to the one, every open page to the other.
	setMaxListeners(0, stopping.signal, toChat);
	const webhook = createWebhook((delivery) => {
		webhookDeliveries.push(delivery);
		toChat.emit('told', 'delivery', deliveryLine(delivery));
	});

	let callbacks: PostedCallbacks | undefined;

	const setPermissions = (wanted: readonly Permission[]): void => {
		permissions.clear();
		for (const permission of wanted) permissions.add(permission);
	};
	const limitTo = (requestsPerSecond: number | undefined): void => {
		limit.most = requestsPerSecond;
		limit.taken = 0;
	};

	const api = {
		/** http://127.0.0.1:PORT */
		origin: '',
		apiKey,
		state,
		/** The requests to the API, in the order in which they came. */
		journal,
		/** What was posted to the webhook URL, in the order in which it was answered. */
		webhookDeliveries,
		fail: (fault: Fault) => void faults.push({ fault, left: fault.times ?? 1 }),
		clearFaults: () => void (faults.length = 0),
		/** Takes so many requests in each second and answers the others 429; any number with undefined. */
		limitTo,
		setPermissions,
		/** Takes another key of the same project beside `apiKey`, as after a person has made a new one in Mavibot. */
		acceptKey: (key: string) => void apiKeys.add(key),
		/** Has callbacks posted to the webhook as well; with undefined, as at the start, they are not. */
		postCallbacks(form: PostedCallbacks | undefined): void {
			callbacks = form;
		},
		setWebhookUrl(url: string | undefined): void {
			webhook.url = url;
		},
		/**
		 * The client writes: stores the message and posts it to the webhook URL, once.
		 * @param extras replace fields of the event, such as `attachments`
		 * @returns the delivery; without a webhook URL its `url` and `status` are undefined
		 * @throws Error when there is no such client
		 */
		async clientWrites(
			clientId: number,
			text: string,
			extras: Partial<WebhookMessage> = {},
		): Promise<WebhookDelivery> {
			const client = state.clients.get(clientId);
			if (!client) throw new Error(`There is no client ${clientId}`);
			const attachments = extras.attachments ? [extras.attachments].flat() : null;
			const message = storeMessage(state, client, { text, attachments, client_replica: true });
			toChat.emit('told', 'message', message);
			return await webhook.post({ ...eventFor(client, message), ...extras });
		},
		/** The outgoing messages that reached this client, in order. */
		messagesTo: (clientId: number): Message[] =>
			state.messages.filter(
				(message) => message.client_id === clientId && message.shown && !message.client_replica,
			),
		/** Where the buttons of the messages that reached this client lead, by what stands on them. */
		linksTo: (clientId: number): Record<string, string> =>
			Object.fromEntries(
				api
					.messagesTo(clientId)
					.flatMap(({ buttons }) => (Array.isArray(buttons) ? buttons : (buttons?.buttons ?? [])))
					.flatMap(({ text, url }) => (url === undefined ? [] : [[text, url]])),
			),
		/** Back to the seed state, all permissions, one key, no webhook URL, no limit; empties journal, faults and deliveries. */
		reset(): void {
			Object.assign(state, seededState());
			journal.length = 0;
			webhookDeliveries.length = 0;
			faults.length = 0;
			limitTo(undefined);
			webhook.reset();
			setPermissions(allPermissions);
			apiKeys.clear();
			apiKeys.add(apiKey);
			callbacks = undefined;
			toChat.emit('told', 'reset', {});
		},
		/** Closes everything; resolves when the port is free. */
		async stop(): Promise<void> {
			stopping.abort();
			const closed = new Promise<void>((resolve) => server.close(() => resolve()));
			server.closeAllConnections();
			await Promise.all([closed, webhook.stop()]);
		},
	};

	const eventFor = (client: Client, message: Message) =>
		webhookMessage(client, message, currentDeal(state, client.id)?.variables);

	const project: Project = {
		state,
		record(client, fields) {
			if (fields.message_from_outside !== CALLBACK) {
				const message = storeMessage(state, client, fields);
				toChat.emit('told', 'message', message);
				void webhook.post(eventFor(client, message));
				return;
			}
			const client_replica = callbacks?.isInput !== 0;
			const message = storeMessage(state, client, { ...fields, client_replica });
			if (!callbacks) return;
			const mark = callbacks.isMarked ? { message_from_outside: CALLBACK } : {};
			void webhook.post({ ...eventFor(client, message), ...mark });
		},
	};

	const app = express();
	app.disable('x-powered-by');
	app.use(
		'/api/:key',
		express.json({ limit: '64mb' }),
		apiHandler({
			apiKeys,
			permissions,
			project,
			journal,
			faults,
			limit,
			stopping: stopping.signal,
		}),
	);
	app.use(chatRouter(api, toChat, () => webhook.url));
	app.use((_request, response) => {
		response.status(404).json({ status: 'error', message: 'not found' });
	});
	const onError: ErrorRequestHandler = (error: Error & { status?: number }, _, response, next) => {
		// A delay that stop() broke off; the connection is gone.
		if (stopping.signal.aborted || response.headersSent) return next(error);
		response.status(error.status ?? 500).json({ status: 'error', message: error.message });
	};
	app.use(onError);

	const server = createServer(app);
	// Node closes an idle connection after five seconds, which can meet the client's next request.
	// Only a fault that was asked for may drop one.
	server.keepAliveTimeout = 0;
	const { port } = await listen(server, wantedPort);
	api.origin = `http://127.0.0.1:${port}`;
	return api;
}
