import { randomBytes } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type NextFunction, type Request, type Response } from 'express';
import { apiHandler } from './api';
import { chatRouter, createChat } from './chat';
import { allPermissions, type Permission } from './contract';
import { createFaults, createLimit, type Fault } from './faults';
import type { JournalEntry } from './journal';
import { storeMessage, type Project } from './project';
import { emptyState, seed } from './seed';
import type { MavibotState, Message } from './state';
import {
	createWebhook,
	webhookMessage,
	type WebhookDelivery,
	type WebhookMessage,
} from './webhook';

export type { Client } from './clients';
export type { Permission } from './contract';
export type { Fault } from './faults';
export type { JournalEntry } from './journal';
export type { Attachment, Block, Button, Buttons, Channel } from './state';
export type { Deal, MavibotState, Message } from './state';
export { addClient, addDeal } from './state';
export type { WebhookDelivery, WebhookMessage } from './webhook';

export interface MavibotApiOptions {
	/** 0, any free one, by default. */
	port?: number;
	/** `test-key-` and some random letters by default. */
	apiKey?: string;
	/** All by default. */
	permissions?: Permission[];
	/** 1 by default. */
	projectId?: number;
}

/** A running local Mavibot. */
export interface MavibotApi {
	/** http://127.0.0.1:PORT */
	origin: string;
	apiKey: string;
	state: MavibotState;
	/** The requests to the API, in the order in which they came. */
	journal: JournalEntry[];
	/** What was posted to the webhook URL, in the order in which it was answered. */
	webhookDeliveries: WebhookDelivery[];
	fail(fault: Fault): void;
	clearFaults(): void;
	/** Takes so many requests in each second and answers the others 429; any number with undefined. */
	limitTo(requestsPerSecond: number | undefined): void;
	setPermissions(permissions: Permission[]): void;
	setWebhookUrl(url: string | undefined): void;
	/**
	 * The client writes: stores the message and posts it to the webhook URL, once.
	 * @param extras replace fields of the event, such as `attachments`
	 * @returns the delivery; without a webhook URL its `url` and `status` are undefined
	 * @throws Error when there is no such client
	 */
	clientWrites(
		clientId: number,
		text: string,
		extras?: Partial<WebhookMessage>,
	): Promise<WebhookDelivery>;
	/** The outgoing messages that reached this client, in order. */
	messagesTo(clientId: number): Message[];
	/** Back to the seed state, all permissions of the start, no webhook URL; no limit; empties journal, faults and deliveries. */
	reset(): void;
	/** Closes everything; resolves when the port is free. */
	stop(): Promise<void>;
}

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
 * @throws Error when the port is taken
 */
export async function startMavibotApi(options: MavibotApiOptions = {}): Promise<MavibotApi> {
	const apiKey = options.apiKey ?? `test-key-${randomBytes(6).toString('hex')}`;
	const permissions = new Set<Permission>(options.permissions ?? allPermissions);
	const startPermissions = [...permissions];
	const state = emptyState(options.projectId ?? 1);
	seed(state);

	const journal: JournalEntry[] = [];
	const webhookDeliveries: WebhookDelivery[] = [];
	const faults = createFaults();
	const limit = createLimit();
	const stopping = new AbortController();
	// Every answer that is held back listens to it, however many there are.
	setMaxListeners(0, stopping.signal);
	const chat = createChat();
	const webhook = createWebhook(webhookDeliveries, (delivery) => chat.publishDelivery(delivery));

	const project: Project = {
		state,
		record(client, fields) {
			const message = storeMessage(state, client, fields);
			if (message.shown) {
				chat.publishMessage(message);
				void webhook.post(webhookMessage(state, client, message));
			}
			return message;
		},
	};

	const api: MavibotApi = {
		origin: '',
		apiKey,
		state,
		journal,
		webhookDeliveries,
		fail: (fault) => faults.add(fault),
		clearFaults: () => faults.clear(),
		limitTo: (requestsPerSecond) => limit.set(requestsPerSecond),
		setPermissions(wanted) {
			permissions.clear();
			for (const permission of wanted) permissions.add(permission);
		},
		setWebhookUrl(url) {
			webhook.url = url;
		},
		async clientWrites(clientId, text, extras = {}) {
			const client = state.clients.get(clientId);
			if (!client) throw new Error(`There is no client ${clientId}`);
			const { attachments } = extras;
			const message = storeMessage(state, client, {
				text,
				attachments:
					Array.isArray(attachments) || !attachments ? (attachments ?? null) : [attachments],
				client_replica: true,
			});
			chat.publishMessage(message);
			return await webhook.post({ ...webhookMessage(state, client, message), ...extras });
		},
		messagesTo: (clientId) =>
			state.messages.filter(
				(message) => message.client_id === clientId && message.shown && !message.client_replica,
			),
		reset() {
			seed(state);
			journal.length = 0;
			webhookDeliveries.length = 0;
			faults.clear();
			limit.set(undefined);
			webhook.reset();
			api.setPermissions(startPermissions);
			chat.publishReset();
		},
		async stop() {
			stopping.abort();
			const closed = new Promise<void>((resolve) => server.close(() => resolve()));
			server.closeAllConnections();
			await Promise.all([closed, webhook.stop()]);
		},
	};

	const app = express();
	app.disable('x-powered-by');
	app.use(
		'/api/:key',
		express.json({ limit: '64mb' }),
		apiHandler({ apiKey, permissions, project, journal, faults, limit, stopping: stopping.signal }),
	);
	app.use(chatRouter({ api, chat, webhookUrl: () => webhook.url }));
	app.use((_request: Request, response: Response) => {
		response.status(404).json({ status: 'error', message: 'not found' });
	});
	app.use(
		(
			error: Error & { status?: number },
			_request: Request,
			response: Response,
			next: NextFunction,
		) => {
			// A delay that stop() broke off; the connection is gone.
			if (stopping.signal.aborted || response.headersSent) return next(error);
			response.status(error.status ?? 500).json({ status: 'error', message: error.message });
		},
	);

	const server = createServer(app);
	// Node closes an idle connection after five seconds, which can meet the client's next request.
	// Only a fault that was asked for may drop one.
	server.keepAliveTimeout = 0;
	const { port } = await listen(server, options.port ?? 0);
	api.origin = `http://127.0.0.1:${port}`;
	return api;
}
