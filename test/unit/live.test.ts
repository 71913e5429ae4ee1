import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createCaller, realClock, type Reply } from '../../tools/live/caller';
import { judged } from '../../tools/live/compare';
import { answersOf, methods, READS, resolved } from '../../tools/live/contract';
import { liveCheck } from '../../tools/live/live';
import { OBSERVED, openPointsOfContract, UNANSWERED } from '../../tools/live/openPoints';
import { OPTIONS, readOptions } from '../../tools/live/options';
import { shapeOf } from '../../tools/live/shape';
import { OPTION_OF } from '../../tools/live/writes';
import { loopbacksOfTests } from '../support/e2e/loopback';
import {
	addClient,
	addDeal,
	type Fault,
	type MavibotApi,
	startMavibotApi,
} from '../support/mavibot-api';
import type { Schema } from '../support/mavibot-api/contract';

const ROOT = path.resolve(__dirname, '../..');
const KEY = 'live-key-5f1b/7c+9e';
/** In every text of the project that is about somebody or by somebody. */
const MARK = 'zq';
const PHONE = '4917612345678';
const TEST_CLIENT = 103;
const WRITE = ['--write', '--client', String(TEST_CLIENT)];
const ALL = [...WRITE, '--callback', 'hello', '--broadcast', '--create-deal', '--state', '38'];

let api: MavibotApi;
const startServer = loopbacksOfTests();

/** Puts people into the local Mavibot whose every value is marked, to be looked for in the report. */
async function fill(): Promise<void> {
	const { state } = api;
	for (const client of state.clients.values()) client.name = `${MARK}${client.name}`;
	addClient(state, {
		...{ id: 900_000_001, name: `${MARK}Dora Doe`, client_type: 6, group: '34810' },
		...{ platform_id: `${PHONE}@s.whatsapp.net`, tag: `${MARK}tag`, created_at: 1_767_500_000 },
		avatar: `https://example.com/${MARK}.png`,
		variables: {
			...{ phone: PHONE, email: `${MARK}dora@example.com` },
			...{ [`${MARK}city`]: `${MARK}town`, [`${MARK}Иван`]: `${MARK}Петров` },
		},
	});
	const variables = { [`${MARK}sum`]: `${MARK}money` };
	addDeal(state, { client_id: 900_000_001, name: `${MARK}deal`, variables });
	const words = { condition: `${MARK}a`, answer: `${MARK}b`, description: `${MARK}c` };
	state.blocks.push({ id: 900_000_204, message_type: 0, ...words });
	state.channels.telegram?.push({ id: 24, name: `${MARK}bot`, group_id: `${MARK}_bot` });
	await api.clientWrites(900_000_001, `${MARK} hello`, {
		attachments: [{ url: `https://example.com/${MARK}.pdf`, [`${MARK}name`]: 'a' }],
	});
	await api.clientWrites(900_000_001, `${MARK} second`);
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

const settingsOf = (args: string[], env = {}) =>
	readOptions(args, { MAVIBOT_API_KEY: KEY, MAVIBOT_SERVER: api.origin, ...env });

const patient = () => new AbortController().signal;

/** Runs the check without waiting; `waits` are the milliseconds for which it would have. */
async function run(args: string[] = [], env = {}, timeout = patient) {
	const lines: string[] = [];
	const waits: number[] = [];
	const clock = { wait: async (ms: number) => await Promise.resolve(waits.push(ms)), timeout };
	const code = await liveCheck(settingsOf(args, env), (line) => void lines.push(line), clock);
	const text = lines.join('\n');
	expectSafe(text);
	return { code, lines: lines.map((line) => line.trim()), text, waits };
}

/** The methods that were called, each once. */
const called = () => [...new Set(api.journal.map(({ action }) => action))];

const asked = (action: string) => api.journal.filter((entry) => entry.action === action);

const changes = () => api.journal.filter(({ action }) => !READS.includes(action));

/** A message of get_history, with every field of the contract. */
const message = (fields: object = {}) => ({
	...{ id: 1, answered: true, client_replica: true, message_id: null, message_from_outside: 0 },
	...{ created_at: 1_767_225_600, text: null, attachments: null, delivered: true },
	...{ error_message: null, manager_id: null, manager_email: null, ...fields },
});
/** Such a message with one field less. */
const without = (name: string) =>
	Object.fromEntries(Object.entries(message()).filter(([each]) => each !== name));
const history = (...result: unknown[]) => ({ status: 'success', result });
const JSON_TYPE = { 'content-type': 'application/json' };

beforeAll(async () => {
	api = await startMavibotApi({ apiKey: KEY });
});

beforeEach(async () => {
	api.reset();
	await fill();
});

afterAll(async () => await api?.stop());

it('knows of each keyword in the contract how an answer is compared with it', () => {
	const keywords = new Set<string>();
	const visit = (reference: Schema) => {
		const { properties, items, additionalProperties: further, ...rest } = resolved(reference);
		for (const keyword of Object.keys(rest)) keywords.add(keyword);
		for (const inner of [properties ?? {}, { items }, { further }].flatMap(Object.values)) {
			if (typeof inner === 'object') visit(inner as Schema);
		}
	};
	for (const action of methods.keys()) visit(answersOf(action).schema ?? {});

	// An open point changes nothing of how an answer is compared.
	expect([...keywords].sort()).toEqual([
		...['const', 'description', 'enum', 'required', 'type', 'x-open'],
	]);
});

describe('the open points of the contract', () => {
	const pointsIn = (text: string) => {
		const lines = text.split('\n').slice(text.split('\n').indexOf(TITLE) + 1);
		return Object.fromEntries(
			lines.slice(0, lines.indexOf('')).map((line) =>
				line
					.trim()
					.split(/: (.*)/)
					.slice(0, 2),
			),
		) as Record<string, string>;
	};
	const TITLE = 'Open points of the contract';
	const CALLBACKS = "whether a callback counts as the client's";

	it('are all in the report, with what it takes where nothing was learnt', async () => {
		const points = pointsIn((await run()).text);

		expect(Object.keys(UNANSWERED).sort()).toEqual(openPointsOfContract().sort());
		expect(points).toEqual({
			...UNANSWERED,
			[OBSERVED.blocks]: 'yes',
			[OBSERVED.exists]: 'yes',
			[OBSERVED.variables]: 'yes',
		});
	});

	it('are answered otherwise by a Mavibot that differs in each', async () => {
		const result = [1, 2, 3].map((id) => message({ id, message_from_outside: 3 }));
		result[0].client_replica = false;
		const differing = {
			get_messages: { status: 'success', result: [{ id: 1 }] },
			check_whatsapp: { status: 'success', result: true },
			get_variables: { status: 'success', variables: { phone: PHONE, city: 'a' } },
			get_history: { status: 'success', result },
		};
		for (const [action, body] of Object.entries(differing)) api.fail({ action, body, times: 99 });
		const points = pointsIn((await run()).text);

		expect(points).toMatchObject({
			[OBSERVED.blocks]: 'no, in another form',
			[OBSERVED.exists]: 'no, in another form',
			[OBSERVED.variables]: 'no, in another form',
			[CALLBACKS]: 'client_replica is true of 2 and not of 1',
		});
	});
});

describe('a run that only reads', () => {
	it('finds no difference at the local Mavibot, calls each method that reads, and no other', async () => {
		const { code, lines, text } = await run(['--list', '5', '--client', '900000001']);

		expect(text).toMatch(/^\d+ as in the contract, 0 different/m);
		expect(lines).toContain('order of get_history: newest first');
		expect(code).toBe(0);
		expect(called().sort()).toEqual([...READS].sort());
	});

	it('refuses what changes something, whoever asks for it', async () => {
		const caller = await createCaller(settingsOf([]), realClock);

		await expect(caller.call('clear_history')).rejects.toThrow('clear_history changes something');
		expect(api.journal).toEqual([]);
	});

	it('works with a project that has nothing in it', async () => {
		const { state } = api;
		for (const each of [state.clients, state.deals, state.lists]) each.clear();
		Object.assign(state, { messages: [], blocks: [], channels: {} });

		const { code, text } = await run();

		expect(code).toBe(0);
		expect(text).toContain('  get_variables: nothing to ask it with');
	});
});

describe('a run with --write', () => {
	it('calls all that it may, finds no difference, and touches nobody but the test client', async () => {
		const others = () =>
			[...api.state.clients.values()]
				.filter(({ id }) => id !== TEST_CLIENT)
				.map((client) => JSON.stringify([client, api.messagesTo(client.id)]));
		const before = others();
		const deal = JSON.stringify(api.state.deals.get(40632));

		const { code, text } = await run(ALL);

		expect(text).not.toContain('DIFFERS');
		expect(code).toBe(0);
		expect(called().sort()).toEqual([...READS, ...Object.keys(OPTION_OF)].sort());
		expect(others()).toEqual(before);
		expect(JSON.stringify(api.state.deals.get(40632))).toBe(deal);
		expect(api.messagesTo(TEST_CLIENT)).toHaveLength(2);
		for (const { body } of changes()) {
			const { client_id, clients } = body as Record<string, unknown>;
			expect([client_id ?? clients].flat()).toEqual([TEST_CLIENT]);
		}
	});

	it('writes a message and a variable only, unless more is allowed by name', async () => {
		const { lines } = await run(WRITE);

		expect(changes().map(({ action }) => action)).toEqual(['save_variables', 'message']);
		expect(lines).toContain('broadcast: needs --broadcast');
		expect(lines).toContain('clear_history: never called');
		expect(lines).toContain('the variable client.mavibot_live_check of the test client');
	});

	it('changes nothing where the project has no such client', async () => {
		const { code, text } = await run(['--write', '--client', '4711', '--broadcast']);

		expect(code).toBe(2);
		expect(text).toContain('Stopped. The test client is not among');
		expect(changes()).toEqual([]);
	});

	it('moves no deal that was there before', async () => {
		const args = ['--write', '--client', '101', '--create-deal', '--state', '39'];
		await run(args);
		expect(called()).toContain('create_order');
		expect(called()).not.toContain('set_order_state');
		expect(api.state.deals.get(40632)?.state_id).toBe(37);

		api.fail({ action: 'create_order', body: { status: 'success', order_id: 40632 } });
		api.journal.length = 0;
		await run(args);
		expect(changes().at(-1)?.action).toBe('create_order');
	});

	it('does not send a message again that was answered with 429', async () => {
		api.fail({ action: 'message', status: 429, headers: { 'retry-after': '0' }, times: Infinity });

		const { code } = await run([...WRITE, '--broadcast']);

		expect(asked('message')).toHaveLength(1);
		expect(called()).not.toContain('broadcast');
		expect(code).toBe(2);
	});
});

describe('a difference', () => {
	/** What is said of a reply with this body, as JSON with status 200 unless it is said otherwise. */
	function seen(action: string, body: unknown, rest: Partial<Reply> = {}): string {
		const reply = { status: 200, mediaType: 'application/json', isJson: true, bytes: 15, body };
		const { kind, details } = judged(action, { ...reply, ...rest });
		expect(kind).toBe('differs');
		expectSafe(details.join());
		return details.join('\n');
	}
	/** The report after this fault. */
	async function after(fault: Fault): Promise<string> {
		api.clearFaults();
		api.fail({ times: Infinity, ...fault });
		const { code, text } = await run();
		expect(code).toBe(1);
		return text;
	}
	const page = (...times: number[]) => ({
		status: 'success',
		clients: times.map((created_at, id) => ({
			...{ id, platform_id: 'p', client_type: 1, name: null, avatar: null, message_id: null },
			...{ project_id: 1, created_at, updated_at: 1_767_225_600, custom_answer: null, tag: null },
			...{ group: 'g', operator_start_dialog: null },
		})),
	});

	it('is a type or a value that the contract does not have', () => {
		const texts = [message(), message({ text: 5 }), message({ text: 6 })];
		const channel = { id: 1, group_id: 1, status: 9 };

		expect(seen('get_history', history(...texts))).toBe(
			'result[].text is integer where the contract has string or null (2 of 3)',
		);
		// A key that is data, and one of every object.
		expect(seen('connected_channels', { project_id: 1, [MARK]: 1, constructor: 1 })).toBe(
			'* is integer where the contract has array (2 of 2)',
		);
		expect(seen('connected_channels', { project_id: 1, [MARK]: [channel] })).toBe(
			'*[].status is integer where the contract has one of its values',
		);
		expect(seen('get_orders', [MARK])).toBe('the answer is array where the contract has object');
	});

	it('is a field that is missing, or one more', () => {
		const likes = [1, 2, 3].map((id) => message({ id, likes: 1 }));
		const more = { client_id: 101, [`${MARK}anna`]: 1 };

		expect(seen('get_history', history(message(), without('text')))).toBe(
			'result[] lacks text (1 of 2)',
		);
		expect(seen('get_orders', { order_id: [1] })).toBe('the answer lacks status');
		expect(seen('get_history', history(...likes))).toBe(
			'result[] has likes, which the contract does not know (3 of 3)',
		);
		expect(seen('find_client_id_by_var', more)).toBe(
			'the answer has a field, not shown by name, which the contract does not know',
		);
	});

	it('is another status, another content type, or no JSON', async () => {
		const nothing = { isJson: false, bytes: 0, mediaType: 'text/plain' };
		const odd = { mediaType: `text/html-${MARK} ${KEY}` };

		expect(seen('find_client_id_by_var', { error: MARK }, { status: 422 })).toContain(
			'HTTP 422 where the contract has 200 or 404',
		);
		expect(seen('get_orders', { status: 'success', order_id: [] }, odd)).toBe(
			'an odd content type where the contract has application/json',
		);
		expect(seen('get_clients', undefined, nothing)).toBe('no JSON: text/plain, 0 bytes');
		const cut = await after({ action: 'get_orders', body: '{"status":"succ', headers: JSON_TYPE });
		expect(cut).toContain('no JSON: application/json, 15 bytes');
		const failed = await after({ action: 'get_messages', status: 500, body: { error: KEY } });
		expect(failed).toContain('HTTP 500 where the contract has 200');
	});

	it('is a refusal where there is nothing to refuse, or in other words', async () => {
		const refusal = { status: `${MARK} oh no, fail` };
		expect(seen('get_orders', refusal)).toBe('refused: HTTP 200, { status: string }');

		const body = { status: 'error', message: MARK };
		const words = 'the status is "error" where the contract has "fail"';
		expect(await after({ action: 'find_clients', body })).toContain(words);
	});

	it('is what no schema can say: a unit, an order, a number, an offset', async () => {
		const ofPage = async (...times: number[]) =>
			await after({ action: 'get_clients', body: page(...times) });

		expect(await ofPage(1_767_225_600_000)).toContain('created_at is not in Unix seconds (1 of 1)');
		expect(await ofPage(2e9, 3e9, 2e9)).toContain('not newest first by created_at (1 of 2 neigh');
		expect(await ofPage(3e9, 2e9)).toContain('2 where at most 1 were asked for');
		expect(await ofPage(3e9)).toContain('the offset is ignored');
	});

	it('is an answer that does not come, or not to its end', async () => {
		const lost = await after({ action: 'get_orders', drop: 'before', times: 1 });
		expect(lost).toContain('the connection failed (ECONNRESET)');
		const half = await after({ action: 'get_clients', drop: 'middle', times: 1 });
		expect(half).toContain('the connection failed (UND_ERR_SOCKET)');
	});

	it('is an answer that is late', async () => {
		let controller = new AbortController();
		const timeout = () => (controller = new AbortController()).signal;
		const onSilent = () => controller.abort(new DOMException('late', 'TimeoutError'));
		api.fail({ action: 'get_orders', silent: 'before', onSilent });

		const { code, text } = await run(['--timeout', '9'], {}, timeout);

		expect(text).toContain('no whole answer within 9 s');
		expect(text).toContain(' 1 different');
		expect(code).toBe(1);
	});
});

describe('an undocumented answer', () => {
	it('is shown by its shape, without what is in it', async () => {
		const deep = { data: [[[[[[[[{ data: MARK }]]]]]]]] };
		const keyed = { [`${MARK}1`]: { total: 1 }, [`${MARK}2`]: { total: 2 } };
		for (const body of [keyed, `"${MARK}"`, deep]) {
			api.fail({ action: 'get_messages', body, headers: JSON_TYPE });
			const { code, text } = await run();
			expect(text).toMatch(/^open {6}200 {2}get_messages\n {15}HTTP 200, \S/m);
			expect(code).toBe(0);
		}
	});

	it('can wrap the variables, and they are found all the same', async () => {
		const result = { phone: PHONE, [`${MARK}city`]: MARK };
		api.fail({ action: 'get_variables', body: { status: 'success', result } });

		const { text } = await run();

		expect(text).toContain('form of get_variables: the variables under result; 0 of 2 names');
		expect(asked('find_client_id_by_var')[0].query).toEqual({ var: 'phone', val: PHONE });
	});
});

it('shows names of fields only where they cannot be data', () => {
	const rare = [{ anna: 1 }, { boris: 1 }, { clara: 1 }];
	const few = [{ anna: 1 }, { anna: 1 }];
	const odd = [{ 'a.b': 1 }, { 'a.b': 1 }, { 'a.b': 1 }];
	const variables = [{ variables: { phone: 1 } }, { variables: { phone: 1 } }];
	for (const values of [rare, few, odd, variables]) {
		expect(shapeOf(values)).toMatch(/names not shown \(\d\): integer/);
		expect(shapeOf(values)).not.toMatch(/anna|boris|clara|a\.b|phone/);
	}
	expect(
		shapeOf([
			{ id: 1, name: ['ab', 5], tag: null },
			{ id: 2, name: ['abcd'] },
		]),
	).toBe('{ id: integer, name: arrays of 3 in all: string or integer, tag?: null }');
});

describe('a run that cannot go on', () => {
	/** What is said in the end; the run is not whole. */
	async function stopped(fault: Fault = {}, env = {}): Promise<string> {
		if (fault.action !== undefined) api.fail({ times: Infinity, ...fault });
		const { code, text } = await run([], env);
		expect(code).toBe(2);
		return text;
	}

	it('says that the key was refused, after one request or later', async () => {
		const refused = 'Stopped. Mavibot refused the key';
		expect(await stopped({}, { MAVIBOT_API_KEY: `${MARK}-wrong` })).toContain(refused);
		expect(api.journal).toHaveLength(1);

		expect(await stopped({ action: 'get_orders', status: 401 })).toContain(refused);
		expect(asked('get_order_vars')).toEqual([]);
	});

	it.each<Fault>([
		{ body: { status: 'fail', message: `${KEY} ${MARK}` } },
		{ status: 403, body: { status: 'fail' } },
		{ status: 404, body: `<p>${MARK}</p>` },
		{ body: `<p>${MARK}</p>` },
	])('stops after a first answer of %j', async (fault) => {
		const text = await stopped({ action: 'connected_channels', ...fault });

		expect(text).toContain('Stopped. Is MAVIBOT_SERVER right, and the key');
		expect(api.journal).toHaveLength(1);
	});

	it('sends the key nowhere else', async () => {
		const hosts: unknown[] = [];
		const moved = await startServer(({ url, headers: { host = '' } }, response) => {
			hosts.push(host);
			const location = `http://${host.replace('127.0.0.1', 'localhost')}${url}`;
			response.writeHead(307, { location }).end();
		});

		const text = await stopped({}, { MAVIBOT_SERVER: moved.origin });

		expect(text).toContain('HTTP 307 where the contract has 200');
		expect(text).toContain('A redirect is not followed');
		expect(hosts).toEqual([new URL(moved.origin).host]);
	});

	it('refuses a server that is no address', async () => {
		await expect(run([], { MAVIBOT_SERVER: 'ftp://example.com' })).rejects.toThrow(
			'The server of the Mavibot credential is not an address that can be used',
		);
	});

	it('says that nobody answers, and stops after three requests without an answer', async () => {
		const gone = await startServer(() => undefined);
		await gone.stop();
		const text = await stopped({}, { MAVIBOT_SERVER: gone.origin });
		expect(text).toContain('the connection failed (ECONNREFUSED)');

		const drop = 'before';
		expect(await stopped({ action: 'get_clients', drop })).toContain('does not answer any more');
		expect(asked('get_clients')).toHaveLength(3);
	});

	it('waits between requests, and as long as a 429 asks, and goes on', async () => {
		api.fail({ action: 'get_orders', status: 429, headers: { 'retry-after': '0.3' } });

		const { code, text, waits } = await run(['--pause', '7']);

		// None before the first request, nor before the last, which is of another key.
		expect(waits.filter((ms) => ms === 7)).toHaveLength(api.journal.length - 2);
		expect(waits.filter((ms) => ms !== 7)).toEqual([300]);
		expect(code).toBe(0);
		expect(text).toMatch(/HTTP 429 to 1 of \d+ requests; headers .*: retry-after$/m);
	});

	it('stops where a 429 goes on, or asks for more than a minute', async () => {
		for (const [seconds, times] of Object.entries({ 0: 3, 3600: 1 })) {
			api.reset();
			const headers = { 'retry-after': seconds };
			const text = await stopped({ action: 'get_clients', status: 429, headers });

			expect(text).toContain('Stopped. Mavibot asks for fewer requests');
			expect(asked('get_clients')).toHaveLength(times);
		}
	});

	it.each<Fault>([{ status: 403 }, { body: { status: 'fail', message: 'no permission' } }])(
		'names the permission that the key lacks, and goes on: %j',
		async (fault) => {
			api.fail({ action: 'get_orders', times: Infinity, ...fault });

			const { code, text } = await run();

			expect(text).toMatch(/^not seen {2}\d+ {2}get_orders, won\n {15}refused; .* readCrm$/m);
			expect(code).toBe(0);
		},
	);
});

describe('docs/internals/live-check.md', () => {
	const doc = readFileSync(path.join(ROOT, 'docs/internals/live-check.md'), 'utf8');
	const blocks = [...doc.matchAll(/```text\n(.*?)\n```/gs)].map(([, text]) => text);

	it('shows what the local Mavibot gives', async () => {
		api.reset();

		const { text } = await run();

		expect(blocks[1]).toBe(text.replace(api.origin, 'http://127.0.0.1:5691'));
	});

	it('shows differences as they are reported', async () => {
		const lacking = without('manager_email');
		api.fail({ action: 'get_messages', status: 500, body: { error: 'out of memory!' } });
		api.fail({ action: 'get_history', body: history(message({ text: 5 }), lacking, lacking) });

		const { text } = await run();

		for (const entry of blocks[0].split(/\n(?=DIFFERS)/)) expect(text).toContain(entry);
	});

	it('counts the methods, and names every option and every method that is never called', () => {
		const known = [...READS, ...Object.keys(OPTION_OF)];
		const never = [...methods.keys()].filter((action) => !known.includes(action));

		expect(doc).toContain(`It calls the ${READS.length} methods that **only read**`);
		for (const option of Object.keys(OPTIONS)) expect(doc).toContain(`\`--${option}`);
		for (const action of never) expect(doc).toMatch(new RegExp(`^- .*\\b${action}\\b`, 'm'));
	});
});

describe('the options', () => {
	it.each([
		['--write needs --client', '--write'],
		['--broadcast needs --write', '--broadcast'],
		['--callback needs --write', '--callback=x'],
		['--callback is empty', '--write --client=1 --callback='],
		['--client takes a whole number', '--client=x'],
		['The key is given in MAVIBOT_API_KEY', KEY],
		['An option is not known', `--key=${KEY}`],
		['--timeout takes seconds', '--timeout=0'],
		['--state needs --create-deal', '--write --client=1 --state=3'],
	])('are refused: %s', (words, args) => {
		const read = () => settingsOf(args.split(' '));

		expect(read).toThrow(words);
		expect(read).toThrow(expect.objectContaining({ message: expect.not.stringContaining(KEY) }));
		expect(() => settingsOf([], { MAVIBOT_API_KEY: ' ' })).toThrow('MAVIBOT_API_KEY holds no key');
	});
});

describe('the command', () => {
	let child: ChildProcess | undefined;

	afterEach(() => void child?.kill('SIGKILL'));

	it.each<[args: string[], words: string, code: number]>([
		[['--pause', '0'], ' 1 different', 1],
		[[KEY], 'An option is not known', 2],
	])('with %j says "%s" and ends with %d', async (args, words, code) => {
		api.fail({ action: 'get_messages', status: 500 });
		const main = path.join(ROOT, 'tools/live/main.ts');
		const { PATH } = process.env;
		child = spawn(process.execPath, ['--import', 'tsx', main, ...args], {
			...{ cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] },
			env: { PATH, MAVIBOT_API_KEY: ` ${KEY} `, MAVIBOT_SERVER: api.origin },
		});
		let output = '';
		for (const stream of [child.stdout, child.stderr]) {
			stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
		}

		expect(await once(child, 'close')).toEqual([code, null]);
		expect(output).toContain(words);
		expectSafe(output);
	});
});
