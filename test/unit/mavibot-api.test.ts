import { EventEmitter, once } from 'node:events';
import type { Socket } from 'node:net';
import { request } from 'undici';
import { loopbacksOfTests } from '../support/e2e/loopback';
import { startMavibotApi, type MavibotApi, type WebhookMessage } from '../support/mavibot-api';
import { methodsOf, readContract } from '../support/mavibot-api/contract';

interface Asked {
	query?: Record<string, string>;
	body?: unknown;
	key?: string;
}

const methods = methodsOf(readContract());
let api: MavibotApi;

beforeAll(async () => {
	api = await startMavibotApi();
});

beforeEach(() => api.reset());

afterAll(async () => await api?.stop());

async function call(action: string, { query = {}, body, key = api.apiKey }: Asked = {}) {
	const answer = await request(`${api.origin}/api/${key}/${action}?${new URLSearchParams(query)}`, {
		method: methods.get(action)?.verb ?? 'GET',
		headers: body === undefined ? {} : { 'content-type': 'application/json' },
		body: body === undefined ? undefined : JSON.stringify(body),
	});
	const text = await answer.body.text();
	return { status: answer.statusCode, headers: answer.headers, text };
}

const hello = { body: { client_id: 101, message: 'Hello' } };

test('another key of the project is taken beside the first one, until a reset', async () => {
	api.acceptKey('another-key');
	expect((await call('message', { ...hello, key: 'another-key' })).status).toBe(200);
	expect((await call('message', hello)).status).toBe(200);

	api.reset();
	expect((await call('message', { ...hello, key: 'another-key' })).status).toBe(401);
});

describe('journal', () => {
	test('holds what was sent and answered, and never the key', async () => {
		await call('message', hello);
		await call('get_clients', { query: { limit: '1' }, key: 'another-key' });

		expect(api.journal).toMatchObject([
			{ method: 'POST', action: 'message', body: { message: 'Hello' }, status: 200 },
			{ method: 'GET', action: 'get_clients', query: { limit: '1' }, status: 401 },
		]);
		expect(api.journal.map(({ processed }) => processed)).toEqual([true, false]);
		expect(JSON.stringify(api.journal)).not.toContain(api.apiKey);
		expect(JSON.stringify(api.journal)).not.toContain('another-key');
	});

	// A validator that let everything pass would be missed by no test of the node.
	test.each<[action: string, asked: Asked, field: string]>([
		['tg_callback', { body: { message: 'x', group_id: 'tea_shop_bot' } }, 'user_id'],
		['assign_to_user', { body: { client_id: 101, employee: 'x' } }, 'additional'],
		['load_clients', { body: [{ platform_id: '1', group_id: 'x' }] }, '/body/0/client_type'],
		['load_clients', { body: [] }, '/body'],
		['broadcast', { body: { message: 'to nobody' } }, 'list'],
		['broadcast', { body: { list: 5, clients: [101], message: 'x' } }, 'oneOf'],
		[
			'message',
			{ body: { client_id: 101, attachment_url: 'https://x.example' } },
			'attachment_type',
		],
		['message', { body: { ...hello.body, buttons: [{ text: 'a "b"' }] } }, 'buttons/0/text'],
		['message', { body: { ...hello.body, send_time: '01.02.2026' } }, 'send_time'],
		['get_clients', { query: { limit: '501' } }, 'limit'],
		['get_clients', { query: { page: '2' } }, 'page'],
		['get_history', { query: { client_id: '101', start_date: '01.02.2026' } }, 'stop_date'],
		['get_orders', { query: { client_id: '101', order_status: '3' } }, 'order_status'],
		[
			'find_all_client_id_by_several_vars',
			{ query: { a: '1', b: '2', c: '3', d: '4' } },
			'variables',
		],
		['find_all_client_id_by_several_vars', {}, 'variables'],
		[
			'send_callback_by_platform_id',
			{ body: { platform_ids: Array(301).fill(1), callback_text: 'x' } },
			'platform_ids',
		],
	])('says what the contract does not allow: %s, case %#', async (action, asked, field) => {
		const { status, text } = await call(action, asked);

		expect(status).toBe(400);
		expect(JSON.parse(text)).toEqual({ status: 'error', message: expect.stringContaining(field) });
		expect(api.state.messages).toEqual([]);
		expect(api.journal).toMatchObject([{ action, status: 400 }]);
	});
});

describe('faults', () => {
	test('429 with its header, as often as asked, for one method only', async () => {
		const headers = { 'Retry-After': '1' };
		api.fail({ action: 'message', times: 2, status: 429, headers, body: 'slow' });

		expect((await call('get_messages')).status).toBe(200);
		const first = await call('message', hello);
		expect(first).toMatchObject({ status: 429, text: 'slow' });
		expect(first.headers['retry-after']).toBe('1');
		expect((await call('message', hello)).status).toBe(429);
		expect((await call('message', hello)).status).toBe(200);
		expect(api.messagesTo(101)).toHaveLength(1);
	});

	test('a body of its own answers 200', async () => {
		api.fail({ body: { status: 'limit exceeded' } });

		expect(await call('get_messages')).toMatchObject({
			status: 200,
			text: '{"status":"limit exceeded"}',
		});
	});

	test.each([
		[false, 0],
		[true, 1],
	])('a connection dropped before the answer, processed: %s', async (processed, sent) => {
		api.fail({ drop: 'before', processed });

		await expect(call('message', hello)).rejects.toThrow();
		expect(api.messagesTo(101)).toHaveLength(sent);
		expect(api.journal).toMatchObject([{ dropped: 'before', status: undefined, processed }]);
	});

	test('a connection dropped in the middle of the body', async () => {
		api.fail({ drop: 'middle' });

		await expect(call('get_messages')).rejects.toThrow();
		expect(api.journal).toMatchObject([{ dropped: 'middle', status: 200 }]);
		expect((await call('get_messages')).status).toBe(200);
	});

	test.each(['before', 'middle'] as const)('silence: %s', async (silent) => {
		const begun = new Promise<Socket>((onSilent) => api.fail({ silent, onSilent }));
		const answer = expect(call('get_messages')).rejects.toThrow();
		(await begun).destroy();

		await answer;
		expect(api.journal).toMatchObject([{ status: silent === 'before' ? undefined : 200 }]);
	});

	test('a delay, and Infinity until cleared', async () => {
		api.fail({ times: Infinity, delay: 30 });
		const start = performance.now();
		await call('get_messages');
		// A timer may come a little early, and never late enough to fail this.
		expect(performance.now() - start).toBeGreaterThanOrEqual(25);

		api.clearFaults();
		api.fail({ times: Infinity, status: 503 });
		expect((await call('get_messages')).status).toBe(503);
		expect((await call('get_messages')).status).toBe(503);
		api.clearFaults();
		expect((await call('get_messages')).status).toBe(200);
	});
});

describe('webhook', () => {
	const hook = new EventEmitter();
	const startServer = loopbacksOfTests();
	const received: WebhookMessage[] = [];

	/** Listens at the webhook URL; answers each event with this status. */
	async function listen(status = 200): Promise<string> {
		received.length = 0;
		const { origin } = await startServer((_request, response, body) => {
			received.push(JSON.parse(body) as WebhookMessage);
			response.writeHead(status).end('thanks');
			hook.emit('event');
		});
		api.setWebhookUrl(`${origin}/hook`);
		return `${origin}/hook`;
	}

	test('is posted once when a client writes, also when refused', async () => {
		const url = await listen(500);

		const delivery = await api.clientWrites(101, 'Hi', { attachments: ['https://x.example/a'] });

		expect(delivery).toMatchObject({ status: 500, body: 'thanks', url });
		expect(received).toMatchObject([
			{
				...{ message: 'Hi', is_input: 1, project_id: 1, attachments: ['https://x.example/a'] },
				client: { id: 101, recepient: '777000101', group: 'tea_shop_bot' },
			},
		]);
		expect(received[0].id).toBeGreaterThan(2 ** 32);
		await api.clientWrites(102, 'Hello');
		expect(received.map(({ message }) => message)).toEqual(['Hi', 'Hello']);
		expect(api.webhookDeliveries).toHaveLength(2);
	});

	test('tells of outgoing messages, and not of callbacks', async () => {
		await listen();
		const posted = once(hook, 'event');

		await call('callback', { body: { client_id: 101, message: 'secret' } });
		await call('message', { body: { ...hello.body, message_id: 201 } });
		await posted;

		expect(received).toMatchObject([{ message: 'Hello', is_input: 0, message_id: 201 }]);
	});

	test.each([
		[{ isInput: 1 } as const, { is_input: 1 }, true],
		[{ isInput: 0, isMarked: true } as const, { is_input: 0, message_from_outside: 3 }, false],
	])('tells of callbacks where it is to, as %j', async (form, fields, isTheirs) => {
		await listen();
		api.postCallbacks(form);
		const posted = once(hook, 'event');

		await call('callback', { body: { client_id: 101, message: 'order_paid' } });
		await posted;

		expect(received).toEqual([expect.objectContaining({ message: 'order_paid', ...fields })]);
		expect('message_from_outside' in received[0]).toBe('message_from_outside' in fields);
		expect(api.state.messages).toMatchObject([{ client_replica: isTheirs }]);
	});

	test('without a URL nothing is posted, and nobody listening is recorded', async () => {
		expect(await api.clientWrites(101, 'Hi')).toMatchObject({ url: undefined, status: undefined });
		expect(api.webhookDeliveries).toEqual([]);

		const gone = await startServer(() => undefined);
		await gone.stop();
		api.setWebhookUrl(`${gone.origin}/hook`);
		expect(await api.clientWrites(101, 'Hi')).toMatchObject({ status: undefined });
		expect(api.webhookDeliveries).toMatchObject([
			{ error: expect.stringContaining('ECONNREFUSED') },
		]);
	});

	test('a client that is not there cannot write', async () => {
		await expect(api.clientWrites(999, 'Hi')).rejects.toThrow('999');
	});
});
