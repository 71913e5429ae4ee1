import type { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import express, { type RequestHandler, type Response, type Router } from 'express';
import type { MavibotApi } from './index';
import { messengers } from './lookup';
import { addClient, type MavibotState } from './state';
import type { WebhookDelivery } from './webhook';

const loopbackNames = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Keeps other sites out: a page elsewhere could otherwise post here, or reach it under a name of its own. */
const sameSiteOnly: RequestHandler = (request, response, next) => {
	const host = request.headers.host ?? '';
	const origin = request.headers.origin;
	const isLoopback = loopbackNames.has(host.replace(/:\d+$/, ''));
	if (!isLoopback || (origin !== undefined && origin !== `http://${host}`)) {
		response.status(403).json({ status: 'error', message: 'only from this page' });
		return;
	}
	next();
};

/** What the page shows of a delivery. */
export const deliveryLine = ({ time, url, status, error }: WebhookDelivery) => ({
	...{ time, url, status, error },
	accepted: status !== undefined && status < 300,
});

/** The newest clients; a page is no place for 300,000. */
function chatClients(state: MavibotState) {
	return state.clients
		.idsAscending()
		.slice(-200)
		.flatMap((id) => state.clients.get(id) ?? [])
		.map(({ id, name, client_type, group, platform_id }) => ({
			id,
			name,
			messenger: messengers[client_type] ?? `type ${client_type}`,
			group,
			platform_id,
		}));
}

function refuse(response: Response, message: string): void {
	response.status(400).json({ status: 'error', message });
}

/**
 * The page at `/`, and what it talks to under `/chat`.
 * @param events emits `told` with what the page is told as it happens: the event's name, and its data
 */
export function chatRouter(
	api: MavibotApi,
	events: EventEmitter,
	webhookUrl: () => string | undefined,
): Router {
	const router = express.Router();
	const page = readFileSync(join(__dirname, 'chat.html'), 'utf8');

	router.get('/', sameSiteOnly, (_request, response) => {
		response.setHeader(
			'content-security-policy',
			"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; img-src http: https: data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
		);
		response.type('html').send(page);
	});

	router.use('/chat', sameSiteOnly, express.json());

	router.get('/chat/state', (_request, response) => {
		const last = api.webhookDeliveries.at(-1);
		response.json({
			clients: chatClients(api.state),
			messengers: Object.keys(api.state.channels).filter(
				(messenger) =>
					api.state.channels[messenger].length > 0 && Object.values(messengers).includes(messenger),
			),
			webhookUrl: webhookUrl() ?? '',
			lastDelivery: last ? deliveryLine(last) : null,
		});
	});

	router.get('/chat/messages/:clientId', (request, response) => {
		const clientId = Number(request.params.clientId);
		response.json(api.state.messages.filter((each) => each.client_id === clientId && each.shown));
	});

	router.get('/chat/events', (_request, response) => {
		response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
		response.flushHeaders();
		const send = (event: string, data: unknown) =>
			response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
		events.on('told', send);
		response.on('close', () => events.off('told', send));
	});

	router.post('/chat/clients', (request, response) => {
		const { name, messenger } = request.body as { name?: unknown; messenger?: unknown };
		const type = Object.keys(messengers).find((each) => messengers[Number(each)] === messenger);
		const bot = api.state.channels[String(messenger)]?.[0];
		if (type === undefined || !bot || typeof name !== 'string' || name.trim() === '') {
			return refuse(response, 'name and messenger are required');
		}
		const platformId = `${api.state.nextClientId}${Date.now()}`.slice(0, 12);
		const client = addClient(api.state, {
			name: name.trim(),
			client_type: Number(type),
			platform_id: messenger === 'email' ? `client${platformId}@example.com` : platformId,
			group: String(bot.group_id),
		});
		response.json({ id: client.id });
	});

	router.post('/chat/messages/:clientId', async (request, response) => {
		const { text } = request.body as { text?: unknown };
		const clientId = Number(request.params.clientId);
		if (typeof text !== 'string' || text === '' || !api.state.clients.has(clientId)) {
			return refuse(response, 'a known client and text are required');
		}
		const delivery = await api.clientWrites(clientId, text);
		response.json(deliveryLine(delivery));
	});

	router.put('/chat/webhook', (request, response) => {
		const { url } = request.body as { url?: unknown };
		const text = typeof url === 'string' ? url.trim() : '';
		if (text !== '' && !(URL.canParse(text) && /^https?:/i.test(text))) {
			return refuse(response, 'the URL must start with http:// or https://');
		}
		api.setWebhookUrl(text === '' ? undefined : text);
		response.json({ webhookUrl: text });
	});

	return router;
}
