import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Agent, request } from 'undici';
import {
	addClient,
	startMavibotApi,
	type MavibotApi,
	type MavibotApiOptions,
	type WebhookMessage,
} from '../support/mavibot-api';
import { methodsOf, readContract } from '../support/mavibot-api/contract';
import { handlers } from '../support/mavibot-api/methods';

type Json = Record<string, unknown>;
interface Reply {
	status: number;
	headers: Record<string, string | string[] | undefined>;
	text: string;
	json: Json;
}

const methods = methodsOf(readContract());
const agent = new Agent();
let api: MavibotApi;
const others: MavibotApi[] = [];

/** Another server, stopped after its test also when the test fails. */
async function startOther(options: MavibotApiOptions = {}): Promise<MavibotApi> {
	const other = await startMavibotApi(options);
	others.push(other);
	return other;
}

afterEach(() => Promise.all(others.splice(0).map((other) => other.stop())));

beforeAll(async () => {
	api = await startMavibotApi();
});

beforeEach(() => api.reset());

afterAll(async () => {
	await api?.stop();
	await agent.close();
});

interface CallOptions {
	query?: Json;
	body?: unknown;
	key?: string;
	verb?: 'GET' | 'POST';
	origin?: string;
}

async function call(action: string, options: CallOptions = {}): Promise<Reply> {
	const { query = {}, body, key = api.apiKey, origin = api.origin } = options;
	const search = new URLSearchParams(
		Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
	);
	const suffix = search.size > 0 ? `?${search}` : '';
	const answer = await request(`${origin}/api/${encodeURIComponent(key)}/${action}${suffix}`, {
		dispatcher: agent,
		method: options.verb ?? methods.get(action)?.verb ?? 'GET',
		headers: body === undefined ? {} : { 'content-type': 'application/json' },
		body: body === undefined ? undefined : JSON.stringify(body),
	});
	const text = await answer.body.text();
	let json: Json = {};
	try {
		json = JSON.parse(text) as Json;
	} catch {
		// A fault can answer text.
	}
	return { status: answer.statusCode, headers: answer.headers, text, json };
}

async function until(condition: () => boolean): Promise<void> {
	const deadline = Date.now() + 5_000;
	while (!condition()) {
		if (Date.now() > deadline) throw new Error('the condition did not come true');
		await new Promise((resolve) => setImmediate(resolve));
	}
}

/** A request that each method accepts, on the seed state. */
const accepted: Record<string, CallOptions> = {
	callback: { body: { client_id: 101, message: 'start' } },
	whatsapp_callback: { body: { phone: '+1 555 0102', message: 'start' } },
	tg_callback: { body: { message: 'start', user_id: 777000101, group_id: 'tea_shop_bot' } },
	email_callback: { body: { email: 'new@example.com', message: 'start' } },
	send_callback_by_platform_id: {
		body: { platform_ids: ['777000101', '15550102'], callback_text: 'start' },
	},
	message: { body: { client_id: 101, message: 'Hello' } },
	whatsapp_message: { body: { phone: '15550102', message: 'Hello' } },
	broadcast: { body: { list: 5, message: 'Hello' } },
	get_history: { query: { client_id: 101 } },
	clear_history: { query: { client_id: 101 } },
	assign_to_user: { body: { client_id: 101 } },
	load_clients: {
		body: [{ platform_id: '777000199', group_id: 'tea_shop_bot', client_type: 1 }],
	},
	add_to_list: { body: { list_id: 5, clients: [103] } },
	remove_from_list: { body: { list_id: 5, clients: [101] } },
	get_clients: {},
	delete_clients: { body: { client_ids: [103] } },
	find_client_id_by_platform_id: {
		body: { platform_ids: ['777000101'], group_id: 'tea_shop_bot' },
	},
	online_chat_client_id: { query: { recipient: 'visitor-1', tag: 'site' } },
	whatsapp_client_id: { query: { phone: '15550102' } },
	find_client_id_by_phone: { query: { phone: '+1 (555) 0101' } },
	find_client_id_by_email: { query: { email: 'clara@example.com' } },
	find_client_id_by_var: { query: { var: 'phone', val: '15550101' } },
	find_latest_client_id_by_var: { query: { var: 'phone', val: '15550101' } },
	find_all_client_id_by_var: { query: { var: 'phone', val: '15550101' } },
	find_all_client_id_by_several_vars: { query: { phone: '15550103', email: 'clara@example.com' } },
	find_clients: { body: { q: { phone: { _in: ['15550101', '15550102'] } } } },
	save_variables: { body: { client_id: 101, variables: { 'client.phone': '1', note: 'x' } } },
	get_variables: { query: { client_id: 101 } },
	get_current_order_id: { query: { client_id: 101 } },
	get_orders: { query: { client_id: 101, order_status: 0 } },
	create_order: { body: { client_id: 101, name: 'Tea' } },
	get_order_vars: { body: { client_id: 101, order_id: 40632 } },
	set_order_vars: { body: { client_id: 101, order_id: 40632, variables: { size: 'L' } } },
	get_order_state: { query: { client_id: 101 } },
	set_order_state: { body: { client_id: 101, state_id: 38 } },
	move_order_to_next_state: { body: { client_id: 101, order_id: 40632 } },
	connected_channels: {},
	check_whatsapp: { query: { phone: '15550102' } },
	get_messages: {},
};

describe('every method of the contract', () => {
	test('there are 39, each with a handler, and no handler besides', () => {
		expect(methods.size).toBe(39);
		expect(Object.keys(handlers).sort()).toEqual([...methods.keys()].sort());
	});

	test.each([...methods.keys()])('%s answers', async (action) => {
		addClient(api.state, { platform_id: 'visitor-1', client_type: 5, group: '51' });
		const options = accepted[action];
		if (!options) throw new Error(`no request for ${action}`);
		const { status, json } = await call(action, options);
		expect(status).toBe(200);
		expect(json.status ?? 'success').toBe('success');
	});

	test.each([...methods.values()].filter((method) => method.verbs.length > 1))(
		'$action answers to its other verb',
		async ({ action, verb }) => {
			const { query, body } = accepted[action] ?? {};
			const { status, json } = await call(
				action,
				verb === 'POST' ? { verb: 'GET', query: body as Json } : { verb: 'POST', body: query },
			);
			expect({ status, ...json }).toMatchObject({ status: 'success' });
		},
	);

	test.each([...methods.values()])('$action is refused without $permission', async (method) => {
		api.setPermissions([]);
		const { status, json } = await call(method.action, accepted[method.action]);
		expect(status).toBe(403);
		expect(json.message).toContain(method.permission);
	});
});

describe('requests that the contract does not allow', () => {
	test.each([
		['tg_callback', { body: { message: 'x', group_id: 'tea_shop_bot' } }, 'user_id'],
		['assign_to_user', { body: {} }, 'client_id'],
		['assign_to_user', { body: { client_id: 101, employee: 'x' } }, 'additional'],
		['load_clients', { body: [{ platform_id: '1', group_id: 'x' }] }, '/body/0/client_type'],
		['load_clients', { body: [] }, '/body'],
		['broadcast', { body: { message: 'to nobody' } }, 'list'],
		['broadcast', { body: { list: 5, clients: [101], message: 'x' } }, 'oneOf'],
		[
			'message',
			{ body: { client_id: 101, attachment_url: 'https://x.example/a.png' } },
			'attachment_type',
		],
		[
			'message',
			{ body: { client_id: 101, message: 'x', buttons: [{ text: 'a "b"' }] } },
			'buttons/0/text',
		],
		['message', { body: { client_id: 101, message: 'x', send_time: '01.02.2026' } }, 'send_time'],
		['get_clients', { query: { limit: 501 } }, 'limit'],
		['get_clients', { query: { page: 2 } }, 'page'],
		['get_history', { query: { client_id: 101, start_date: '01.02.2026' } }, 'stop_date'],
		['get_orders', { query: { client_id: 101, order_status: 3 } }, 'order_status'],
		['find_all_client_id_by_several_vars', { query: { a: 1, b: 2, c: 3, d: 4 } }, 'variables'],
		['find_all_client_id_by_several_vars', {}, 'variables'],
		[
			'send_callback_by_platform_id',
			{ body: { platform_ids: Array(301).fill(1), callback_text: 'x' } },
			'platform_ids',
		],
	] satisfies Array<[string, CallOptions, string]>)('%s %j', async (action, options, field) => {
		const { status, json } = await call(action, options);
		expect(status).toBe(400);
		expect(json.status).toBe('error');
		expect(json.message).toContain(field);
		expect(api.state.messages).toEqual([]);
	});

	test('a body that is no JSON', async () => {
		const { statusCode, body } = await request(`${api.origin}/api/${api.apiKey}/message`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: '{',
		});
		expect(statusCode).toBe(400);
		expect(await body.json()).toMatchObject({ status: 'error' });
	});

	test('a verb that the method does not take, and a method that is not there', async () => {
		expect((await call('get_clients', { verb: 'POST' })).status).toBe(405);
		expect((await call('no_such_method')).status).toBe(404);
	});

	test('a wrong key', async () => {
		const { status, json } = await call('get_clients', { key: 'wrong' });
		expect(status).toBe(401);
		expect(json).toEqual({ status: 'fail', message: 'api key not found' });
	});
});

test('a key with characters that a path does not take is decoded', async () => {
	const other = await startOther({ apiKey: 'a/b c%?ü' });
	expect((await call('get_messages', { origin: other.origin, key: other.apiKey })).status).toBe(
		200,
	);
});

test('a query value may hold reserved characters and be empty', async () => {
	const answer = await request(
		`${api.origin}/api/${api.apiKey}/find_client_id_by_var?var=a:b&val=x@y,z/&group_id=`,
	);
	expect(answer.statusCode).toBe(404);
	await answer.body.dump();
});

describe('finding', () => {
	test('find-one answers 404 and find-all says fail when there is none', async () => {
		expect((await call('find_client_id_by_phone', { query: { phone: '999' } })).status).toBe(404);
		const all = await call('find_all_client_id_by_var', { query: { var: 'x', val: 'y' } });
		expect(all.status).toBe(200);
		expect(all.json).toMatchObject({ status: 'fail', message: expect.any(String) });
	});

	test('several variables, conditions, and deal variables', async () => {
		const several = await call('find_all_client_id_by_several_vars', {
			query: { phone: '15550103', email: 'clara@example.com' },
		});
		expect(several.json.client_ids).toEqual([103]);
		const q = { phone: '15550101', email: { _in: ['clara@example.com'] } };
		expect((await call('find_clients', { body: { q } })).json.status).toBe('fail');
		const any = await call('find_clients', { body: { q, include_all: false } });
		expect(any.json.client_ids).toEqual([101, 103]);
		const deal = await call('find_clients', {
			body: { q: { product: 'Green tea' }, search_in: 'order' },
		});
		expect(deal.json.client_ids).toEqual([101]);
	});

	test('a WhatsApp id is found with and without its ending', async () => {
		const { text } = await call('find_client_id_by_platform_id', {
			body: { platform_ids: ['15550102', '15550102@s.whatsapp.net', 'x'], group_id: 34810 },
		});
		expect((JSON.parse(text) as Array<{ id: number }>).map(({ id }) => id)).toEqual([102]);
	});
});

describe('callbacks', () => {
	test('further fields become variables and the client sees nothing', async () => {
		await call('callback', {
			body: {
				client_email: 'clara@example.com',
				message: 'start',
				city: 'Riga',
				'client.vip': true,
			},
		});
		expect(api.messagesTo(103)).toEqual([]);
		expect(api.state.messages).toMatchObject([
			{ client_id: 103, text: 'start', message_from_outside: 3, shown: false },
		]);
		const { json } = await call('get_variables', { query: { client_id: 103 } });
		expect(json).toMatchObject({ city: 'Riga', vip: true });
	});

	test('the universal webhook finds phone and text where the query says', async () => {
		const { json } = await call('callback', {
			query: { value_message: 'event', delimiter: '1', delimiter_value_phone: 'order1buyer1phone' },
			body: { event: 'paid', order: { buyer: { phone: 15550102 } } },
		});
		expect(json.status).toBe('success');
		expect(api.state.messages).toMatchObject([{ client_id: 102, text: 'paid' }]);
	});

	test('the universal webhook fills what a method requires', async () => {
		const { json } = await call('tg_callback', {
			query: { value_message: 'what', value_user_id: 'who', value_group_id: 'bot' },
			body: { what: 'start', who: 777000101, bot: 'tea_shop_bot' },
		});
		expect(json.status).toBe('success');
	});

	test('an unknown client', async () => {
		const { status, json } = await call('callback', { body: { client_id: 999 } });
		expect({ status, json }).toEqual({ status: 200, json: { status: 'client_not_found' } });
	});

	test('an e-mail client is created', async () => {
		await call('email_callback', { body: { email: 'new@example.com', name: 'Nina' } });
		const { json } = await call('find_client_id_by_email', { query: { email: 'new@example.com' } });
		expect(json.client_id).toBe(104);
	});
});

describe('messages', () => {
	test('buttons, attachment, block and times are kept', async () => {
		const buttons = { hint: 'Choose', buttons: [{ text: 'Yes', type: 'reply' }] };
		await call('message', {
			body: {
				client_id: '101',
				message: 'Look',
				buttons,
				attachment_type: 'image',
				attachment_url: 'https://shop.example/tea.png',
				time_shift: 60,
				send_time: '2026-12-01 10:00:00',
			},
		});
		await call('message', { body: { client_id: 101, message_id: 202 } });
		expect(api.messagesTo(101)).toMatchObject([
			{
				text: 'Look',
				buttons,
				attachments: [{ type: 'image', url: 'https://shop.example/tea.png' }],
				time_shift: 60,
				send_time: null,
				action: 'message',
			},
			{ text: 'Your order is on its way.', message_id: 202 },
		]);
		expect(api.messagesTo(101)[0]?.id).toBeGreaterThan(2 ** 32);
	});

	test.each([
		[{ list: 5 }, [101, 102]],
		[{ clients: [103, '101', 103] }, [101, 103]],
		[{ platform_ids: ['15550102'], group_id: 34810 }, [102]],
	])('a broadcast to %j', async (audience, expected) => {
		await call('broadcast', { body: { ...audience, message: 'Sale' } });
		const reached = api.state.messages.map((message) => message.client_id).sort();
		expect(reached).toEqual(expected);
	});

	test('history: limit, days, clearing', async () => {
		for (const text of ['one', 'two', 'three']) {
			await call('message', { body: { client_id: 101, message: text } });
		}
		const first = api.state.messages[0];
		if (first) first.created_at = Date.UTC(2026, 0, 5, 23) / 1000;
		const ask = async (query: Json) => {
			const { json } = await call('get_history', { query: { client_id: 101, ...query } });
			return (json.result as Array<{ text: string }>).map(({ text }) => text);
		};
		expect(await ask({ limit: 2 })).toEqual(['three', 'two']);
		expect(await ask({ start_date: '05.01.2026', stop_date: '05.01.2026' })).toEqual(['one']);
		await call('clear_history', { query: { client_id: 101 } });
		expect(await ask({})).toEqual([]);
	});

	test('a WhatsApp bot that is asleep sends nothing', async () => {
		const { json } = await call('whatsapp_message', {
			body: { phone: '15550102', whatsapp_bot_id: 34811, message: 'Hi' },
		});
		expect(json.status).toBe('fail');
		expect(api.state.messages).toEqual([]);
	});
});

describe('clients', () => {
	test('load_clients: one bad element fails alone, a known client keeps its id', async () => {
		const { json } = await call('load_clients', {
			body: [
				{ platform_id: 777000101, group_id: 'tea_shop_bot', client_type: 1 },
				{ platform_id: '777000102', group_id: 'no_such_bot', client_type: 1 },
				{ platform_id: '15550777', group_id: 34810, client_type: 6 },
				{ platform_id: '15550778', group_id: '', client_type: 13 },
			],
		});
		expect(json.items).toMatchObject([
			{ status: 'success', id: 101 },
			{ status: 'group not found', platform_id: '777000102' },
			{ status: 'success', id: 104 },
			{ status: 'success', id: 105 },
		]);
	});

	test('get_clients pages 300,000 clients, newest first, in no more time than few', async () => {
		const addClients = (from: number, to: number) => {
			for (let count = from; count < to; count++) {
				const platform_id = String(888000000 + count);
				addClient(api.state, { platform_id, client_type: 1, group: 'tea_shop_bot' });
			}
		};
		const ids = async (query: Json) => {
			const { json } = await call('get_clients', { query });
			return (json.clients as Array<{ id: number }>).map(({ id }) => id);
		};
		const timeOfPages = async () => {
			const start = performance.now();
			for (let offset = 0; offset < 10_000; offset += 500) await ids({ offset });
			return performance.now() - start;
		};
		addClients(0, 10_000);
		const timeOfFew = await timeOfPages();
		addClients(10_000, 300_000);
		const timeOfMany = await timeOfPages();

		expect(await ids({ limit: 2 })).toEqual([300_103, 300_102]);
		expect(await ids({ limit: 2, offset: 300_001 })).toEqual([102, 101]);
		expect(await ids({ limit: 2, offset: 300_002 })).toEqual([101]);
		expect(await ids({ offset: 300_003 })).toEqual([]);
		expect(await ids({ limit: 2, reverse: 1 })).toEqual([101, 102]);
		expect(await ids({ list: 5, reverse: 1 })).toEqual([102, 101]);
		// A page that cost more with every client would take thirty times as long.
		expect(timeOfMany / timeOfFew).toBeLessThan(10);
	});

	test('delete_clients takes deals, messages and list places along', async () => {
		await call('message', { body: { client_id: 101, message: 'x' } });
		await call('delete_clients', { body: { client_ids: [101, 999] } });
		expect([...api.state.clients.keys()]).toEqual([102, 103]);
		expect(api.state.deals.size + api.state.messages.length).toBe(0);
		expect(api.state.lists.get(5)).toEqual(new Set([102]));
	});
});

describe('deals', () => {
	test('create, move, read and refuse', async () => {
		const created = await call('create_order', { body: { phone: '15559999', budget: '10' } });
		expect(created.json).toEqual({ status: 'success', order_id: 40633 });
		const deal = { client_id: 104, order_id: 40633 };
		const moved = await call('move_order_to_next_state', { body: deal });
		expect(moved.json).toEqual({ status: 'success', state_id: 37 });
		const other = { client_id: 101, order_id: 12345 };
		expect((await call('get_order_vars', { body: other })).json).toEqual({
			status: 'order 12345 not found',
		});
		expect((await call('get_order_state', { query: { client_id: 102 } })).json).toEqual({
			status: 'order not found',
		});
		expect((await call('get_orders', { query: { client_id: 9, order_status: 1 } })).json).toEqual({
			status: 'client_not_found',
		});
	});

	test('a plain name is the deal’s variable and client. the client’s own', async () => {
		await call('save_variables', {
			body: { clients: [101, 102], variables: { 'client.city': 'Riga', size: 'L' } },
		});
		expect(api.state.clients.get(102)?.variables).toMatchObject({ city: 'Riga' });
		const { json } = await call('get_order_vars', {
			body: { client_id: 101, order_id: 40632, variables: ['size'] },
		});
		expect(json.result).toEqual({ size: 'L' });
	});
});

test('connected_channels shows every kind, also an empty one', async () => {
	const { json } = await call('connected_channels');
	expect(json).toMatchObject({
		project_id: 1,
		facebook: [],
		telegram: [{ group_id: 'tea_shop_bot' }],
	});
});

test('check_whatsapp needs a connected bot', async () => {
	const ask = (phone: string) => call('check_whatsapp', { query: { phone } });
	expect((await ask('+1 555 0102')).json.result).toBe(true);
	expect((await ask('1-555-0199')).json.result).toBe(false);
	api.state.channels.whatsapp = [];
	expect((await ask('15550102')).json.status).toBe('fail');
});

describe('journal', () => {
	test('holds what was sent and answered, and never the key', async () => {
		await call('message', { body: { client_id: 101, message: 'Hello' } });
		await call('get_clients', { query: { limit: 1 }, key: 'another-key' });
		expect(api.journal).toMatchObject([
			{ method: 'POST', action: 'message', body: { message: 'Hello' }, status: 200 },
			{ method: 'GET', action: 'get_clients', query: { limit: '1' }, status: 401 },
		]);
		expect(JSON.stringify(api.journal)).not.toContain(api.apiKey);
		expect(JSON.stringify(api.journal)).not.toContain('another-key');
	});
});

describe('faults', () => {
	test('429 with its header, as often as asked, for one method only', async () => {
		api.fail({
			action: 'message',
			times: 2,
			status: 429,
			headers: { 'Retry-After': '1' },
			body: 'slow',
		});
		const send = () => call('message', { body: { client_id: 101, message: 'x' } });
		expect((await call('get_messages')).status).toBe(200);
		const first = await send();
		expect(first).toMatchObject({ status: 429, text: 'slow' });
		expect(first.headers['retry-after']).toBe('1');
		expect((await send()).status).toBe(429);
		expect((await send()).status).toBe(200);
		expect(api.messagesTo(101)).toHaveLength(1);
	});

	test('a body of its own answers 200', async () => {
		api.fail({ body: { status: 'limit exceeded' } });
		expect(await call('get_messages')).toMatchObject({
			status: 200,
			json: { status: 'limit exceeded' },
		});
	});

	test.each([
		[false, 0],
		[true, 1],
	])('a connection dropped before the answer, processed: %s', async (processed, sent) => {
		api.fail({ drop: 'before', processed });
		await expect(call('message', { body: { client_id: 101, message: 'x' } })).rejects.toThrow();
		expect(api.messagesTo(101)).toHaveLength(sent);
		expect(api.journal).toMatchObject([{ dropped: 'before', status: undefined }]);
	});

	test('a connection dropped in the middle of the body', async () => {
		api.fail({ drop: 'middle' });
		await expect(call('get_messages')).rejects.toThrow();
		expect((await call('get_messages')).status).toBe(200);
	});

	test('a delay, and Infinity until cleared', async () => {
		api.fail({ times: Infinity, delay: 30 });
		const start = performance.now();
		await call('get_messages');
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
	const received: WebhookMessage[] = [];
	let status = 200;
	let receiver: Server;
	let url = '';

	beforeAll(async () => {
		receiver = createServer((incoming, outgoing) => {
			let text = '';
			incoming.setEncoding('utf8').on('data', (part: string) => (text += part));
			incoming.on('end', () => {
				received.push(JSON.parse(text) as WebhookMessage);
				outgoing.writeHead(status).end('thanks');
			});
		});
		await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
		url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
	});

	beforeEach(() => {
		received.length = 0;
		status = 200;
	});

	afterAll(() => {
		receiver.closeAllConnections();
		return new Promise((resolve) => receiver.close(resolve));
	});

	test('is posted once when a client writes, also when refused', async () => {
		api.setWebhookUrl(url);
		status = 500;
		const delivery = await api.clientWrites(101, 'Hi', { attachments: ['https://x.example/a'] });
		expect(delivery).toMatchObject({ status: 500, body: 'thanks', url });
		expect(received).toMatchObject([
			{
				message: 'Hi',
				is_input: 1,
				project_id: 1,
				attachments: ['https://x.example/a'],
				client: { id: 101, recepient: '777000101', group: 'tea_shop_bot' },
			},
		]);
		expect(received[0]?.id).toBeGreaterThan(2 ** 32);
		await api.clientWrites(102, 'Hello');
		expect(received.map(({ message }) => message)).toEqual(['Hi', 'Hello']);
		expect(api.webhookDeliveries).toHaveLength(2);
	});

	test('tells of outgoing messages, and not of callbacks', async () => {
		api.setWebhookUrl(url);
		await call('callback', { body: { client_id: 101, message: 'secret' } });
		await call('message', { body: { client_id: 101, message: 'Hello', message_id: 201 } });
		await until(() => api.webhookDeliveries.length === 1);
		expect(received).toMatchObject([{ message: 'Hello', is_input: 0, message_id: 201 }]);
	});

	test('without a URL nothing is posted, and nobody listening is recorded', async () => {
		expect(await api.clientWrites(101, 'Hi')).toMatchObject({ url: undefined, status: undefined });
		expect(api.webhookDeliveries).toEqual([]);
		const gone = await startOther();
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

describe('chat page', () => {
	const ask = async (path: string, options: Parameters<typeof request>[1] = {}) => {
		const answer = await request(`${api.origin}${path}`, options);
		return { status: answer.statusCode, text: await answer.body.text() };
	};

	test('is served, and writes as a client', async () => {
		expect((await ask('/')).text).toContain('<!doctype html>');
		const made = await ask('/chat/clients', {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ name: 'Dana', messenger: 'telegram' }),
		});
		expect(JSON.parse(made.text)).toEqual({ id: 104 });
		await ask('/chat/messages/104', {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ text: 'Hi' }),
		});
		expect(api.state.messages).toMatchObject([
			{ client_id: 104, text: 'Hi', client_replica: true },
		]);
	});

	test.each([
		[{ origin: 'https://evil.example' }],
		[{ host: 'evil.example' }],
		[{ origin: 'null' }],
	])('refuses %j', async (headers) => {
		expect((await ask('/chat/state', { headers })).status).toBe(403);
	});
});

describe('start and stop', () => {
	test('stop closes open event streams and delayed requests, and frees the port', async () => {
		const first = await startOther();
		const port = Number(new URL(first.origin).port);
		await expect(startMavibotApi({ port })).rejects.toThrow(`Port ${port} of 127.0.0.1 is taken`);
		const events = await request(`${first.origin}/chat/events`);
		events.body.on('error', () => undefined);
		first.fail({ delay: 60_000 });
		const delayed = call('get_messages', { origin: first.origin, key: first.apiKey });
		const broken = expect(delayed).rejects.toThrow();
		await until(() => first.journal.length === 1);
		await first.stop();
		await broken;
		const second = await startOther({ port });
		expect(second.origin).toBe(first.origin);
	});

	test('reset brings the seed back', async () => {
		await call('delete_clients', { body: { client_ids: [101] } });
		api.reset();
		expect([...api.state.clients.values()].map(({ name }) => name)).toEqual([
			'Anna',
			'Boris',
			'Clara',
		]);
		expect(api.journal).toEqual([]);
	});
});
