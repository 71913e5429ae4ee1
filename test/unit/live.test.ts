import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { methods } from '../../tools/live/answers';
import { readArguments, USAGE } from '../../tools/live/arguments';
import type { Reply } from '../../tools/live/caller';
import { judged } from '../../tools/live/compare';
import { liveCheck, type ExitCode } from '../../tools/live/live';
import { READS } from '../../tools/live/reads';
import { shapeOf } from '../../tools/live/shape';
import { NEVER, WRITES } from '../../tools/live/writes';
import {
	addClient,
	addDeal,
	startMavibotApi,
	type Fault,
	type MavibotApi,
} from '../support/mavibot-api';

const ROOT = path.resolve(__dirname, '../..');
const KEY = 'live-key-5f1b/7c+9e';
/** In every text of the project that is about somebody or by somebody. */
const MARK = 'zq';
const PHONE = '4917612345678';
const TEST_CLIENT = 103;

let api: MavibotApi;
const servers: Server[] = [];

/** Puts people into the local Mavibot whose every value is marked, to be looked for in the report. */
async function fill(): Promise<void> {
	const { state } = api;
	for (const client of state.clients.values()) client.name = `${MARK}${client.name}`;
	addClient(state, {
		id: 900_000_001,
		name: `${MARK}Dora Doe`,
		client_type: 6,
		platform_id: `${PHONE}@s.whatsapp.net`,
		group: '34810',
		tag: `${MARK}tag`,
		avatar: `https://example.com/${MARK}.png`,
		created_at: 1_767_500_000,
		variables: {
			phone: PHONE,
			email: `${MARK}dora@example.com`,
			[`${MARK}city`]: `${MARK}town`,
			[`${MARK}Иван`]: `${MARK}Петров`,
		},
	});
	addDeal(state, {
		client_id: 900_000_001,
		name: `${MARK}deal`,
		variables: { [`${MARK}sum`]: `${MARK}money` },
	});
	state.blocks.push({ id: 900_000_204, message: `${MARK}block` });
	state.channels.telegram?.push({ id: 24, name: `${MARK}bot`, group_id: `${MARK}_bot` });
	await api.clientWrites(900_000_001, `${MARK} hello`, {
		attachments: [{ url: `https://example.com/${MARK}.pdf`, [`${MARK}name`]: 'a' }],
	});
	await api.clientWrites(900_000_001, `${MARK} second`);
}

interface Report {
	code: ExitCode;
	lines: string[];
	text: string;
}

/** No line may hold the key, or anything that is about somebody. */
function expectSafe(text: string): void {
	expect(text).not.toContain(KEY);
	expect(text).not.toContain(encodeURIComponent(KEY));
	expect(text.toLowerCase()).not.toContain(MARK);
	for (const value of [PHONE, '900000001', '900000204', 'Anna', 'Boris', 'clara@', 'Green tea']) {
		expect(text).not.toContain(value);
	}
}

async function run(args: string[] = [], env: Record<string, string> = {}): Promise<Report> {
	const lines: string[] = [];
	const settings = readArguments(['--pause', '0', ...args], {
		MAVIBOT_API_KEY: KEY,
		MAVIBOT_SERVER: api.origin,
		...env,
	});
	const code = await liveCheck(settings, (line) => lines.push(line));
	const text = lines.join('\n');
	expectSafe(text);
	return { code, lines, text };
}

/** The methods that were called with the project's key, each once. */
const called = () => [...new Set(api.journal.map(({ action }) => action))];

const asked = (action: string) => api.journal.filter((entry) => entry.action === action);

/** Everything that the local Mavibot remembers, to be compared. */
const remembered = () =>
	JSON.stringify(api.state, (_key, value: unknown) => {
		if (value instanceof Map) return [...value];
		return value instanceof Set ? [...value] : value;
	});

async function serve(listener: RequestListener): Promise<string> {
	const server = createServer(listener);
	servers.push(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A message of get_history, with every field of the contract. */
const message = (fields: object = {}) => ({
	...{ id: 1, answered: true, client_replica: true, message_id: null, message_from_outside: 0 },
	...{ created_at: 1_767_225_600, text: null, attachments: null, delivered: true },
	...{ error_message: null, manager_id: null, manager_email: null },
	...fields,
});
const history = (...result: unknown[]) => ({ status: 'success', result });

beforeAll(async () => {
	api = await startMavibotApi({ apiKey: KEY });
});

beforeEach(async () => {
	api.reset();
	await fill();
});

afterEach(async () => {
	for (const server of servers.splice(0)) {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	}
});

afterAll(async () => await api?.stop());

describe('the methods of the contract', () => {
	const [reads, writes, never] = [READS, Object.keys(WRITES), Object.keys(NEVER)];

	it('are each read, written with --write, or never called', () => {
		expect([...reads, ...writes, ...never].sort()).toEqual([...methods.keys()].sort());
	});

	it('are read only where the contract asks for the permission to read', () => {
		const permissions = reads.map((action) => methods.get(action)?.permission);

		expect(new Set(permissions)).toEqual(new Set(['readClients', 'readCrm']));
	});
});

describe('a run that only reads', () => {
	it('finds no difference at the local Mavibot', async () => {
		const { code, text } = await run();

		expect(text).not.toContain('DIFFERS');
		expect(text).toMatch(/^\d+ as in the contract, 0 different/m);
		expect(code).toBe(0);
	});

	it('calls every method that only reads, and no other', async () => {
		await run(['--list', '5', '--client', '101']);

		expect(called().sort()).toEqual([...READS].sort());
	});

	it('changes nothing', async () => {
		const before = remembered();

		await run(['--list', '5', '--client', '101']);

		expect(remembered()).toBe(before);
	});

	it('works with a project that has nothing in it', async () => {
		const { state } = api;
		for (const each of [state.clients, state.deals, state.lists]) each.clear();
		Object.assign(state, { messages: [], blocks: [], channels: {} });

		const { code, text } = await run();

		expect(code).toBe(0);
		expect(text).toContain('get_variables');
		expect(text).toMatch(/^ {2}check_whatsapp: among the clients/m);
	});

	it('says of every method that it left out why', async () => {
		const { text } = await run();

		for (const action of [...Object.keys(WRITES), ...Object.keys(NEVER)]) {
			expect(text).toMatch(new RegExp(`^ {2}.*\\b${action}\\b.*--write is not given$`, 'm'));
		}
	});

	it('tells what the contract leaves open', async () => {
		const { lines } = await run();

		expect(lines).toEqual(
			expect.arrayContaining([
				'  type of group_id: viber: integer; telegram: string; whatsapp: integer; vkontakte: string; email: string; online_chat: integer',
				'  form of get_variables: the variables themselves; 5 names, 0 with "client." before it',
				'  order of get_history: newest first',
				'  ids in get_history: beyond 32 bits',
				'  nothing found, find_clients: HTTP 200, { status: "fail", message: string of 17 characters }',
				'  answer to a key that does not exist: HTTP 401, { status: "fail", message: string of 17 characters }',
			]),
		);
	});

	it('waits between two requests as long as it is told', async () => {
		await run(['--pause', '10']);

		// Without the last, which is of a key of its own. A timer may come a millisecond early.
		const times = api.journal.map(({ time }) => time).slice(0, -1);
		const pauses = times.slice(1).map((time, index) => time - times[index]);
		expect(Math.min(...pauses)).toBeGreaterThanOrEqual(8);
	});
});

describe('a run with --write', () => {
	const ALL = [
		['--write', '--client', String(TEST_CLIENT)],
		['--callback', 'hello', '--block', '201', '--broadcast', '--employee', 'a@example.com'],
		['--recipient', 'nobody', '--create-deal', '--state', '38'],
		['--bot', 'tea_shop_bot', '--bot-type', '1', '--list', '5'],
	].flat();

	/** The requests that change something, by the contract. */
	const changes = () =>
		api.journal.filter(
			({ action }) => !methods.get(action)?.permission.startsWith('read') || action in WRITES,
		);

	it('calls all that it may, and finds no difference', async () => {
		const { code, text } = await run(ALL);

		expect(text).not.toContain('DIFFERS');
		expect(code).toBe(0);
		expect(called().sort()).toEqual([...READS, ...Object.keys(WRITES)].sort());
	});

	it('touches nobody but the test client', async () => {
		const others = () =>
			JSON.stringify(
				[...api.state.clients.values()]
					.filter(({ id }) => id !== TEST_CLIENT)
					.map((client) => [client, api.messagesTo(client.id)]),
			);
		const before = others();
		const ofOthers = api.state.deals.get(40632);
		const deal = JSON.stringify(ofOthers);

		await run(ALL);

		expect(others()).toBe(before);
		expect(JSON.stringify(ofOthers)).toBe(deal);
		expect(api.state.lists.get(5)).toEqual(new Set([101, 102]));
		expect(api.messagesTo(TEST_CLIENT)).toHaveLength(3);
		const made = asked('load_clients').map(({ answer }) => JSON.stringify(answer));
		for (const { action, query, body } of changes()) {
			const { client_id, clients, client_ids } = (body ?? {}) as Record<string, unknown>;
			if (action === 'delete_clients') {
				expect(made[0]).toContain(`"id":${String([client_ids].flat()[0])}}`);
			} else if (action === 'online_chat_client_id') expect(query).toEqual({ recipient: 'nobody' });
			else if (action === 'load_clients') expect(JSON.stringify(body)).toContain('live-check-');
			else expect([client_id ?? clients].flat()).toEqual([TEST_CLIENT]);
		}
	});

	it('writes a message and a variable only, unless more is allowed by name', async () => {
		const { text } = await run(['--write', '--client', String(TEST_CLIENT)]);

		expect(changes().map(({ action }) => action)).toEqual(['save_variables', 'message']);
		expect(text).toMatch(/^ {2}broadcast: needs --broadcast$/m);
		expect(text).toMatch(/^ {2}clear_history: it deletes/m);
		expect(text).toContain('the variable client.mavibot_live_check of the test client');
	});

	it('finds a test client that is not on the first page', async () => {
		for (let id = 2_000; id < 2_600; id++) {
			addClient(api.state, {
				...{ id, platform_id: String(id), client_type: 1, group: 'tea_shop_bot' },
				...{ created_at: 1_767_450_000, updated_at: 1_767_450_000 },
			});
		}

		const { code } = await run(['--write', '--client', '101']);

		expect(asked('message').map(({ body }) => body)).toEqual([
			expect.objectContaining({ client_id: 101 }),
		]);
		expect(code).toBe(0);
	});

	it('changes nothing where the project has no such client', async () => {
		const before = remembered();

		const { code, text } = await run(['--write', '--client', '4711', '--broadcast']);

		expect(code).toBe(2);
		expect(text).toContain('Stopped. The test client is not among');
		expect(changes()).toEqual([]);
		expect(remembered()).toBe(before);
	});

	it('leaves a list alone that the test client is in already', async () => {
		const { text } = await run(['--write', '--client', '101', '--list', '5']);

		expect(text).toContain('add_to_list, remove_from_list: the test client is in the list already');
		expect(api.state.lists.get(5)).toEqual(new Set([101, 102]));
		expect(called()).not.toContain('remove_from_list');
	});

	it('does not take a client out of a list that it could not be put into', async () => {
		api.fail({ action: 'add_to_list', status: 500 });

		const { text } = await run(['--write', '--client', '103', '--list', '5']);

		expect(called()).not.toContain('remove_from_list');
		expect(text).toContain('remove_from_list: the test client was not added');
	});

	it('moves no deal by set_order_state where the test client has another', async () => {
		const { text } = await run([
			...['--write', '--client', '101', '--create-deal', '--state', '39'],
		]);

		expect(called()).not.toContain('set_order_state');
		expect(text).toContain('set_order_state: the test client has other deals');
		expect(api.state.deals.get(40632)?.state_id).toBe(37);
	});

	it.each([
		['a client of the project', [{ id: 101, platform_id: 'live-check-0' }]],
		['several', [{ id: 5_001 }, { id: 5_002 }]],
		['nobody', []],
	])('deletes nothing where looking up the new client gives %s', async (_name, body) => {
		api.fail({ action: 'find_client_id_by_platform_id', times: Infinity, body });

		const { text } = await run(ALL);

		expect(called()).toContain('load_clients');
		expect(called()).not.toContain('delete_clients');
		expect(text).toContain(
			'delete_clients: the client that was made could not be told for certain',
		);
		expect(text).toMatch(/^ {2}a client that begins with live-check-/m);
	});

	it('does not delete a client that was there before, whatever Mavibot answers', async () => {
		// Passes everything on to the local Mavibot, but gives the new client the id of another.
		const confused = await serve(async (request, response) => {
			const chunks = (await request.toArray()) as Buffer[];
			const answer = await fetch(`${api.origin}${request.url}`, {
				method: request.method,
				headers: { 'content-type': 'application/json' },
				...(request.method === 'POST' && { body: Buffer.concat(chunks) }),
			});
			const text = await answer.text();
			const isNew = text.includes('live-check-');
			response.writeHead(answer.status, { 'content-type': 'application/json' });
			response.end(isNew ? text.replace(/"id":\d+/, '"id":101') : text);
		});

		const { text } = await run(ALL, { MAVIBOT_SERVER: confused });

		expect(called()).toContain('load_clients');
		expect(called()).not.toContain('delete_clients');
		expect(text).toContain(
			'delete_clients: the client that was made could not be told for certain',
		);
	});

	it('does not send a message again that was answered with 429', async () => {
		api.fail({ action: 'message', status: 429, headers: { 'retry-after': '0' }, times: Infinity });

		const { code } = await run(['--write', '--client', '103', '--broadcast']);

		expect(asked('message')).toHaveLength(1);
		expect(called()).not.toContain('broadcast');
		expect(code).toBe(2);
	});
});

describe('a difference', () => {
	const withoutText: Record<string, unknown> = message();
	delete withoutText.text;
	const page = (...times: number[]) => ({
		status: 'success',
		clients: times.map((created_at, id) => ({
			...{ id, platform_id: 'p', client_type: 1, name: null, avatar: null, message_id: null },
			...{ project_id: 1, created_at, updated_at: 1_767_225_600, custom_answer: null, tag: null },
			...{ group: 'g', operator_start_dialog: null },
		})),
	});
	/** A reply with this body, as JSON with status 200 unless it is said otherwise. */
	const reply = (body: unknown, rest: Partial<Reply> = {}): Reply => ({
		...{ status: 200, mediaType: 'application/json', isJson: true, bytes: 15, body },
		...rest,
	});
	const withContentType = (type: string) => ({ headers: { 'content-type': type } });

	const SHAPES: Array<[name: string, action: string, reply: Reply, line: string]> = [
		[
			'a wrong type in some elements',
			'get_history',
			reply(history(message(), message({ text: 5 }), message({ text: 6 }))),
			'result[].text is integer where the contract has string or null (2 of 3)',
		],
		[
			'a wrong type under a key that is data',
			'connected_channels',
			reply({ project_id: 1, [`${MARK}anna`]: MARK }),
			'* is string where the contract has array',
		],
		[
			'a key of every object',
			'connected_channels',
			reply({ project_id: 1, constructor: MARK }),
			'* is string where the contract has array',
		],
		[
			'a missing field',
			'get_history',
			reply(history(message(), withoutText)),
			'result[] lacks text (1 of 2)',
		],
		['no status', 'get_orders', reply({ order_id: [1] }), 'the answer lacks status'],
		[
			'an array for an object',
			'get_orders',
			reply([MARK]),
			'the answer is array where the contract has object',
		],
		[
			'a field more in every record',
			'get_history',
			reply(history(...[1, 2, 3].map((id) => message({ id, likes: 1 })))),
			'result[] has likes, which the contract does not know (3 of 3)',
		],
		[
			'a field more that could be named after somebody',
			'find_client_id_by_var',
			reply({ client_id: 101, [`${MARK}anna`]: 1, [`${MARK}b`]: MARK }),
			'the answer has 2 fields that the contract does not know, not shown by name (integer, string)',
		],
		[
			'another status, where nothing found is one',
			'find_client_id_by_var',
			reply({ error: MARK }, { status: 422 }),
			'HTTP 422 where the contract has 200 or 404',
		],
		[
			'a redirect',
			'get_orders',
			reply(undefined, { status: 302, isJson: false, bytes: 0, mediaType: '' }),
			'HTTP 302 where the contract has 200',
		],
		[
			'a content type that could hold anything',
			'get_orders',
			reply({ status: 'success', order_id: [] }, { mediaType: `text/html-${MARK} ${KEY}` }),
			'an odd content type where the contract has application/json',
		],
		[
			'an empty answer',
			'get_clients',
			reply(undefined, { isJson: false, bytes: 0, mediaType: 'text/plain' }),
			'no JSON: text/plain, 0 bytes',
		],
		[
			'a refusal that nothing calls for',
			'get_orders',
			reply({ status: `${MARK} oh no, fail` }),
			'refused: HTTP 200, { status: string of 14 characters }',
		],
	];

	it.each(SHAPES)('is seen: %s', (_name, action, given, line) => {
		const { kind, details } = judged(action, given, {}, false);

		expect(details).toContain(line);
		expect(kind).toBe('differs');
		expectSafe(details.join());
	});

	const DIFFERENCES: Array<[name: string, fault: Fault, line: string]> = [
		[
			'a wrong type',
			{ action: 'find_client_id_by_var', body: { client_id: `${MARK}101` } },
			'client_id is string where the contract has integer',
		],
		[
			'a missing field',
			{ action: 'get_history', body: history(withoutText) },
			'result[] lacks text',
		],
		[
			'a field more',
			{ action: 'find_client_id_by_var', body: { client_id: 101, total: 1 } },
			'the answer has total, which the contract does not know',
		],
		[
			'another status',
			{ action: 'get_messages', status: 500, body: { error: `${MARK} ${KEY}` } },
			'HTTP 500 where the contract has 200',
		],
		[
			'a page of HTML',
			{ action: 'get_messages', body: `<html>${MARK}</html>`, ...withContentType('text/html') },
			'no JSON: text/html, 15 bytes',
		],
		[
			'JSON that calls itself something else',
			{ action: 'get_orders', ...withContentType('text/html; charset=utf-8') },
			'text/html where the contract has application/json',
		],
		[
			'JSON cut off',
			{ action: 'get_clients', body: '{"status":"succ', ...withContentType('application/json') },
			'no JSON: application/json, 15 bytes',
		],
		[
			'another word for a refusal',
			{ action: 'find_clients', body: { status: 'error', message: MARK }, times: Infinity },
			'the status is "error" where the contract has "fail"',
		],
		[
			'milliseconds for seconds',
			{ action: 'get_clients', body: page(1_767_225_600_000) },
			'created_at is not in Unix seconds (1 of 1)',
		],
		[
			'another order',
			{ action: 'get_clients', body: page(1_767_225_600, 1_767_225_601, 1_767_225_600) },
			'not newest first by created_at (1 of 2 neighbours)',
		],
		[
			'more than was asked for',
			{ action: 'get_clients', body: page(3e9, 2e9), times: Infinity },
			'2 where at most 1 were asked for',
		],
		[
			'a lost connection',
			{ action: 'get_orders', drop: 'before' },
			'the connection failed (ECONNRESET)',
		],
		[
			'a connection lost in the middle',
			{ action: 'get_clients', drop: 'middle' },
			'the connection failed (UND_ERR_SOCKET)',
		],
	];

	it.each(DIFFERENCES)('is reported: %s', async (_name, fault, line) => {
		api.fail(fault);

		const { code, lines, text } = await run();

		expect(text).toContain('DIFFERS');
		expect(lines.map((each) => each.trim())).toContain(line);
		expect(code).toBe(1);
	});

	it('is reported: no answer in time', async () => {
		api.fail({ action: 'get_orders', delay: 5_000 });

		const { code, lines } = await run(['--timeout', '0.3']);

		expect(lines.map((each) => each.trim())).toContain('no whole answer within 0.3 s');
		expect(code).toBe(1);
	});

	it('is counted', async () => {
		api.fail({ action: 'get_messages', status: 500 });
		api.fail({ action: 'find_client_id_by_var', body: { client_id: 'x' } });

		const { text } = await run();

		expect(text).toMatch(/^\d+ as in the contract, 2 different/m);
	});
});

describe('an undocumented answer', () => {
	it.each([
		['keys that are data', { [`${MARK}1`]: { total: 1 }, [`${MARK}2`]: { total: 2 } }],
		['text', `"${MARK}"`],
		['deep', { data: [[[[[[[[{ data: MARK }]]]]]]]] }],
	])('is shown by its shape, without what is in it: %s', async (_name, body) => {
		const headers = { 'content-type': 'application/json' };
		api.fail({ action: 'get_messages', body, headers });

		const { code, text } = await run();

		expect(text).toMatch(/^open {6}200 {2}get_messages\n {15}HTTP 200, \S/m);
		expect(code).toBe(0);
	});

	it('can wrap the variables, and they are found all the same', async () => {
		const result = { phone: PHONE, [`${MARK}city`]: MARK };
		api.fail({ action: 'get_variables', body: { status: 'success', result } });

		const { text } = await run();

		expect(text).toContain(
			'form of get_variables: the variables under result, beside the status; 2 names, 0 with',
		);
	});
});

describe('shapeOf', () => {
	it.each([
		['no name that stands in some records only', [{ anna: 1 }, { boris: 1 }, { clara: 1 }]],
		['no name of few records', [{ anna: 1 }, { anna: 1 }]],
		['no name with signs or capitals', [{ 'a.b': 1 }, { 'a.b': 1 }, { 'a.b': 1 }]],
		['no name of variables', [{ variables: { phone: 1 } }, { variables: { phone: 1 } }]],
	])('shows %s', (_name, values) => {
		expect(shapeOf(values)).not.toMatch(/anna|boris|clara|a\.b|phone/);
		expect(shapeOf(values)).toMatch(/\d fields? whose names? (is|are) not shown: integer/);
	});

	it('shows types, lengths, counts and what is not in each', () => {
		const values = [
			{ id: 1, name: 'ab', tag: null },
			{ id: 2, name: 'abcd' },
		];

		expect(shapeOf(values)).toBe('{ id: integer, name: string of 2 to 4 characters, tag?: null }');
	});
});

describe('a run that cannot go on', () => {
	it('says that the key was refused, after one request', async () => {
		const { code, text } = await run([], { MAVIBOT_API_KEY: `${MARK}-wrong` });

		expect(code).toBe(2);
		expect(text).toContain('Stopped. Mavibot refused the key, or the key may not read clients');
		expect(api.journal).toHaveLength(1);
	});

	it.each([
		['inside a 200', { body: { status: 'fail', message: `${KEY} ${MARK}` } }],
		['for lack of a permission', { status: 403, body: { status: 'fail' } }],
	])('says so where the key is refused %s', async (_name, fault) => {
		api.fail({ action: 'connected_channels', ...fault });

		const { code, text } = await run();

		expect(code).toBe(2);
		expect(text).toContain('Mavibot refused the key, or the key may not read clients');
		expect(api.journal).toHaveLength(1);
	});

	it('stops where the key is refused later', async () => {
		api.fail({ action: 'get_orders', status: 401 });

		const { code, text } = await run();

		expect(code).toBe(2);
		expect(text).toContain('Stopped. Mavibot refused the key (HTTP 401)');
		expect(text).toMatch(/^\d+ as in the contract/m);
		expect(asked('get_order_vars')).toEqual([]);
	});

	it('sends the key nowhere else, and says so', async () => {
		const urls: string[] = [];
		const other = await serve((request, response) => {
			urls.push(request.url ?? '');
			response.end('{}');
		});
		const moved = await serve((request, response) => {
			response.writeHead(307, { location: `${other}${request.url}` }).end();
		});

		const { code, text } = await run([], { MAVIBOT_SERVER: moved });

		expect(code).toBe(2);
		expect(text).toContain('sends the request on to another address (HTTP 307)');
		expect(urls).toEqual([]);
	});

	it('says that a server is not that of Mavibot', async () => {
		const other = await serve((_request, response) => void response.end(`<p>${MARK}</p>`));

		const { code, text } = await run([], { MAVIBOT_SERVER: other });

		expect(code).toBe(2);
		expect(text).toContain("Is this Mavibot's server?");
	});

	it('refuses a server that is no address', async () => {
		await expect(run([], { MAVIBOT_SERVER: 'ftp://example.com' })).rejects.toThrow(
			'The server of the Mavibot credential is not an address that can be used',
		);
	});

	it('says that nobody answers', async () => {
		const gone = await serve(() => undefined);
		for (const server of servers.splice(0)) await new Promise((done) => server.close(done));

		const { code, text } = await run([], { MAVIBOT_SERVER: gone });

		expect(code).toBe(2);
		expect(text).toContain(`${gone} gave no answer: the connection failed (ECONNREFUSED).`);
	});

	it('stops where three requests one after the other get no answer', async () => {
		api.fail({ action: 'get_clients', drop: 'before', times: Infinity });

		const { code, text } = await run();

		expect(code).toBe(2);
		expect(text).toContain('Stopped. Mavibot does not answer any more.');
		expect(asked('get_clients')).toHaveLength(3);
	});

	it('waits as long as a 429 asks, and goes on', async () => {
		api.fail({ action: 'get_orders', status: 429, headers: { 'retry-after': '0.3' } });

		const { code, text } = await run();

		const [refused, repeated] = asked('get_orders');
		expect(repeated.time - refused.time).toBeGreaterThanOrEqual(290);
		expect(code).toBe(0);
		expect(text).toContain('limit on requests: HTTP 429 1 time, 1 with Retry-After');
		expect(text).toContain('headers that tell of a limit: retry-after');
	});

	it.each([
		['goes on', '0', 3],
		['asks for more than a minute', '3600', 1],
	])('stops where a 429 %s', async (_name, seconds, times) => {
		const headers = { 'retry-after': seconds };
		api.fail({ action: 'get_orders', status: 429, headers, times: Infinity });

		const { code, text } = await run();

		expect(code).toBe(2);
		expect(text).toContain('Stopped. Mavibot asks for fewer requests');
		expect(asked('get_orders')).toHaveLength(times);
	});

	it('names the permission that the key lacks, and goes on', async () => {
		api.setPermissions(['readClients']);

		const { code, text } = await run();

		expect(text).toMatch(/^not seen {2}403 {2}get_orders, won\n {15}refused; .* readCrm$/m);
		expect(code).toBe(0);
	});

	it('takes a refusal inside a 200 that speaks of a permission for one', async () => {
		const body = { status: 'fail', message: 'no permission' };
		api.fail({ action: 'get_orders', body, times: 3 });

		const { code, text } = await run();

		expect(text).toMatch(/^not seen {2}200 {2}get_orders, won\n/m);
		expect(code).toBe(0);
	});
});

describe('docs/live-check.md', () => {
	const page = readFileSync(path.join(ROOT, 'docs/live-check.md'), 'utf8');
	const [differences, example] = [...page.matchAll(/```text\n(.*?)\n```/gs)].map(
		([, text]) => text,
	);

	it('shows what the local Mavibot gives', async () => {
		api.reset();

		const { text } = await run();

		expect(example).toBe(text.replace(api.origin, 'http://127.0.0.1:5691'));
	});

	it('shows differences as they are reported', async () => {
		const { manager_email, ...without } = message();
		api.fail({ action: 'get_messages', status: 500, body: { error: 'out of memory!' } });
		api.fail({
			action: 'get_history',
			body: history({ ...without, manager_email, text: 5 }, without, without),
		});

		const { text } = await run();

		for (const entry of differences.split(/\n(?=DIFFERS)/)) expect(text).toContain(entry);
	});

	it('counts the methods, and names every option and every method that is never called', () => {
		expect(page).toContain(`It calls the ${READS.length} methods that **only read**`);
		const options = [...USAGE.matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, option]) => option);
		expect(options).toHaveLength(15);
		for (const name of [
			...options.filter((option) => option !== '--help'),
			...Object.keys(NEVER),
		]) {
			expect(page).toContain(name);
		}
	});
});

describe('the options', () => {
	const env = { MAVIBOT_API_KEY: KEY };

	it.each([
		['no key', [], {}, 'MAVIBOT_API_KEY holds no key'],
		['a key of spaces', [], { MAVIBOT_API_KEY: '  ' }, 'MAVIBOT_API_KEY holds no key'],
		['--write without a client', ['--write'], env, '--write needs --client'],
		['a broadcast without --write', ['--broadcast'], env, '--broadcast needs --write'],
		['an id that is none', ['--client', 'x'], env, '--client takes a whole number'],
		['a key as an option', [KEY], env, 'The key is given in MAVIBOT_API_KEY'],
		['an unknown option', [`--key=${KEY}`], env, 'An option is not known'],
		['an endless time-out', ['--timeout', '0'], env, '--timeout takes seconds'],
		[
			'a state without a deal',
			['--write', '--client', '1', '--state', '3'],
			env,
			'--state needs --create-deal',
		],
		[
			'a bot without its type',
			['--write', '--client', '1', '--bot', 'b'],
			env,
			'--bot and --bot-type are given together',
		],
	])('are refused: %s', (_name, args, given, words) => {
		const read = () => readArguments(args, given);

		expect(read).toThrow(words);
		expect(read).toThrow(expect.objectContaining({ message: expect.not.stringContaining(KEY) }));
	});
});

describe('the command', () => {
	let child: ChildProcess | undefined;

	afterEach(() => void child?.kill('SIGKILL'));

	async function command(args: string[], env: Record<string, string>) {
		const main = path.join(ROOT, 'tools/live/main.ts');
		child = spawn(process.execPath, ['--import', 'tsx', main, ...args], {
			cwd: ROOT,
			env: { PATH: process.env.PATH, ...env },
		});
		let output = '';
		child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
		child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
		const [code] = (await once(child, 'close')) as [number | null];
		expectSafe(output);
		return { code, output };
	}

	it('prints the report, and ends with 1 where something differs', async () => {
		api.fail({ action: 'get_messages', status: 500 });
		const env = { MAVIBOT_API_KEY: ` ${KEY} `, MAVIBOT_SERVER: api.origin };

		const { code, output } = await command(['--pause', '0'], env);

		expect(output).toContain(' 1 different');
		expect(code).toBe(1);
	});

	it('ends with 2 where it cannot run', async () => {
		const { code, output } = await command([KEY], { MAVIBOT_API_KEY: KEY });

		expect(output).toContain('An option is not known');
		expect(code).toBe(2);
	});
});
