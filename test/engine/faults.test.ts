import type { ServerResponse } from 'node:http';
import type { INodeParameters } from 'n8n-workflow';
import { loopbacksOfTests } from '../support/e2e/loopback';
import { addClient } from '../support/mavibot-api';
import { holds } from '../support/engine/fault-matrix/measure';
import { TestCredentials } from '../support/engine/engine';
import { useClock } from '../support/engine/clock';
import { byId, useMavibot } from '../support/engine/mavibot';

jest.mock('n8n-workflow', () => {
	const actual = jest.requireActual<typeof import('n8n-workflow')>('n8n-workflow');
	return { ...actual, sleep: jest.fn() };
});

const clock = useClock();
const { api, requests, run } = useMavibot();
const startLoopback = loopbacksOfTests();

const SEND = { resource: 'message', operation: 'send', clientId: byId('101'), message: 'Hello' };
const READ = { resource: 'client', operation: 'getVariables', clientId: byId('101') };
const GET_ALL = { resource: 'client', operation: 'getAll', returnAll: true };
const ADD = { resource: 'list', operation: 'add', listId: '5', clients: '={{ $json.id ?? 101 }}' };
const PLATFORM_ID = { platformIds: '777000101', groupId: byId('tea_shop_bot') };
const NOW = { headers: { 'retry-after': '0' } };

/** Items with a text of their own each. */
const numbered = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ text: `text ${index}` }));

const succeed = (response: ServerResponse) =>
	void response.setHeader('content-type', 'application/json').end('{"status":"success"}');

/** A message to each of so many clients, since those to one client would wait for each other. */
const runForMany = async (count: number, requestsAtOnce: number, server: string) =>
	await run(
		{ ...SEND, clientId: byId('={{ $json.client }}'), requestOptions: { requestsAtOnce } },
		{
			items: Array.from({ length: count }, (_, index) => ({ client: index + 1 })),
			credentials: { apiKey: 'key', server },
		},
	);

describe('a request that Mavibot has no time for (429)', () => {
	it('holds back the other requests of the run', async () => {
		const arrived: number[] = [];
		const refused: ServerResponse[] = [];
		// All that are on their way are refused together, so that none goes through in the meantime.
		const { origin } = await startLoopback((_request, response) => {
			arrived.push(Date.now());
			if (arrived.length > 4) return succeed(response);
			refused.push(response);
			if (refused.length < 4) return;
			for (const one of refused) one.writeHead(429, { 'retry-after': '1' }).end();
		});

		const { error, items } = await runForMany(20, 4, origin);

		const [first] = arrived;
		expect(error).toBeUndefined();
		expect(items).toHaveLength(20);
		expect(arrived.slice(0, 4)).toEqual([first, first, first, first]);
		expect(arrived).toHaveLength(24);
		expect(Math.min(...arrived.slice(4))).toBeGreaterThanOrEqual(first + 1000);
	});

	it('goes through for 150 items where Mavibot takes 60 a second, none of them twice', async () => {
		api().limitTo(60);

		const { error, items } = await run(
			{ ...SEND, message: '={{ $json.text }}' },
			{ items: numbered(150) },
		);

		const texts = api()
			.messagesTo(101)
			.map(({ text }) => text);
		expect(error).toBeUndefined();
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			numbered(150).map((_, item) => ({ item })),
		);
		expect(texts).toHaveLength(150);
		expect(new Set(texts).size).toBe(150);
		expect(requests().length).toBeLessThan(300);
	});
});

describe('the words of an error for too much at once', () => {
	it.each([
		[{ tries: 3 }, { status: 429, ...NOW }, 3, 'Tries per Request is 3'],
		[
			{ longestWait: 1 },
			{ status: 429, headers: { 'retry-after': '2' } },
			1,
			'Mavibot asks to wait for 2 s, and Longest Wait does not let it',
		],
	])('are true: with %j and %j, %i tries, since %s', async (requestOptions, fault, count, why) => {
		const tries = count === 1 ? 'not tried again' : 'tried 3 times, with pauses, and not again';
		for (const [parameters, asTool] of [
			[SEND, false],
			[SEND, true],
			[ADD, false],
			[GET_ALL, false],
		] as const) {
			api().reset();
			api().fail({ times: Infinity, ...fault });

			const { error } = await run({ ...parameters, requestOptions }, { asTool });

			expect(error?.message).toBe('Mavibot says that this is too much at once');
			expect(error?.description).toMatch(
				new RegExp(`^The node has ${tries}, since ${why}\\. Send fewer items`),
			);
			expect(requests()).toHaveLength(count);
		}
	});

	it('are true where it was of no use to others', async () => {
		api().fail({ action: 'message', status: 429, times: Infinity, ...NOW });

		const { items } = await run(
			{ ...SEND, message: '={{ $json.text }}', requestOptions: { tries: 2, requestsAtOnce: 1 } },
			{ items: numbered(2), onError: 'continueRegularOutput' },
		);

		expect(items.map(({ json }) => String(json.message).split('. ')[0])).toEqual([
			'The node has tried 2 times, with pauses, and not again, since Tries per Request is 2',
			'The node has not tried again, since it was of no use to other requests of this run',
		]);
	});
});

describe('a request whose outcome is unknown', () => {
	it.each<INodeParameters>([
		{ ...PLATFORM_ID, resource: 'client', operation: 'findByPlatformId' },
		{
			resource: 'deal',
			operation: 'getVariables',
			clientId: byId('101'),
			whichDeal: 'orderId',
			orderId: '40632',
		},
	])('is sent again for a read that is a POST: $resource, $operation', async (parameters) => {
		api().fail({ status: 503 });

		const { error } = await run(parameters);

		expect(error).toBeUndefined();
		expect(requests().map(({ status }) => status)).toEqual([503, 200]);
	});

	it('is sent again for the one page that failed', async () => {
		for (let index = 0; index < 997; index++) {
			addClient(api().state, { client_type: 1, platform_id: `8${index}`, group: 'tea_shop_bot' });
		}
		api().fail({ action: 'get_clients', delay: 0 });
		api().fail({ action: 'get_clients', drop: 'middle' });

		const { error, items } = await run(GET_ALL);

		expect(error).toBeUndefined();
		expect(items).toHaveLength(1000);
		const offsets = requests().map(({ query }) => query.offset);
		expect(offsets.join(' ')).toBe('0 499 499 998 1000 999');
	});
});

describe('many items', () => {
	it('have no more on their way at a time than their Request Options say', async () => {
		const limit = 3;
		let most = 0;
		let held: ServerResponse[] = [];
		// Answers only once so many requests are waiting, so that fewer at a time would never end.
		const { origin } = await startLoopback((_request, response) => {
			held.push(response);
			most = Math.max(most, held.length);
			if (held.length < limit) return;
			held.forEach(succeed);
			held = [];
		});

		const { error, items } = await runForMany(6 * limit, limit, origin);

		expect(error).toBeUndefined();
		expect(items).toHaveLength(6 * limit);
		expect(most).toBe(limit);
	});

	it('give their results in the order in which they came, whichever is answered first', async () => {
		const held: Array<() => void> = [];
		const { origin } = await startLoopback((request, response) => {
			const phone = new URL(request.url ?? '', 'http://a').searchParams.get('client_id');
			response.setHeader('content-type', 'application/json');
			held.push(() => void response.end(JSON.stringify({ status: 'success', phone })));
			if (held.length === 4) for (const answer of held.reverse()) answer();
		});

		const { items } = await run(
			{ ...READ, clientId: byId('={{ $json.id }}') },
			{
				items: [101, 102, 103, 101].map((id) => ({ id })),
				credentials: { apiKey: 'key', server: origin },
			},
		);

		expect(items.map(({ json }) => json.phone)).toEqual(['101', '102', '103', '101']);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2, 3].map((item) => ({ item })),
		);
	});

	it('are sent one after another by an operation that gathers them', async () => {
		const answered: number[] = [];
		const arrived: number[] = [];
		const { origin } = await startLoopback((_request, response) => {
			arrived.push(answered.length);
			setImmediate(() => {
				answered.push(arrived.length);
				succeed(response);
			});
		});

		const { error } = await run(ADD, {
			items: Array.from({ length: 2000 }, (_, id) => ({ id: id + 1 })),
			credentials: { apiKey: 'key', server: origin },
		});

		expect(error).toBeUndefined();
		expect(arrived).toEqual([0, 1, 2, 3]);
	});
});

describe("the node's Request Options", () => {
	it('can be different for each item', async () => {
		api().fail({ action: 'message', status: 429, times: Infinity, ...NOW });

		const { items } = await run(
			{ ...SEND, requestOptions: { tries: '={{ $json.tries }}', requestsAtOnce: 1 } },
			{ items: [{ tries: 3 }, { tries: 1 }], onError: 'continueRegularOutput' },
		);

		expect(items).toHaveLength(2);
		expect(requests()).toHaveLength(4);
	});

	it.each([
		[{ tries: 0 }, 'Tries per Request has to be from 1 to 100, and is 0'],
		[{ longestWait: -1 }, 'Longest Wait (Seconds) has to be from 0 to 3600, and is -1'],
		[{ requestsAtOnce: 0 }, 'Requests at Once has to be from 1 to 1000, and is 0'],
		[{ timeout: -5 }, 'Timeout has to be from 1 to 2147483647, and is -5'],
	])('refuse %j before anything is sent', async (requestOptions, message) => {
		for (const parameters of [SEND, ADD, GET_ALL]) {
			const { error } = await run({ ...parameters, requestOptions });

			expect(error?.message).toBe(message);
			expect(error?.context).toMatchObject({ itemIndex: 0 });
		}
		expect(requests()).toEqual([]);
	});

	it('make pauses between batches of items', async () => {
		const batching = { batch: { batchSize: 2, batchInterval: 300 } };
		const { error } = await run({ ...SEND, requestOptions: { batching } }, { items: numbered(5) });

		expect(error).toBeUndefined();
		const [first] = api().journal.map(({ time }) => time);
		expect(api().journal.map(({ time }) => time - first)).toEqual([0, 0, 300, 300, 600]);
		expect(clock.pauses()).toEqual([300, 300]);
	});
});

describe('the key', () => {
	const BAD = 'k3y-with-m4rk';

	it('has no beginning left where a long reason is cut', async () => {
		const message = `${'.'.repeat(295)}${BAD}`;
		api().fail({ action: 'message', status: 400, body: { message } });

		const { error } = await run(SEND, { credentials: { apiKey: BAD, server: api().origin } });

		expect(error?.message).toBe('Mavibot refused the request');
		expect(error?.description).not.toContain(BAD.slice(0, 2));
	});

	/** A success that quotes the key in a text, in the name of a field, and deep. */
	const quoting = (apiKey: string) => ({
		status: 'success',
		message_id: 1,
		url: `/api/${encodeURIComponent(apiKey)}/message`,
		nested: [{ [`of ${apiKey}`]: { deep: `it was ${apiKey}` } }],
	});

	it.each([
		['item by item', SEND, 'message', false],
		['as a tool', SEND, 'message', true],
		['of a read', READ, 'get_variables', false],
		['in bulk', ADD, 'add_to_list', false],
		['in pages', { ...GET_ALL, returnAll: false, limit: 1 }, 'get_clients', false],
	])(
		'stands in nothing that is stored of a success that quotes it, %s',
		async (_how, parameters, action, asTool) => {
			const body = { ...quoting(BAD), clients: [{ id: 1, name: BAD, custom: quoting(BAD) }] };
			api().fail({ action, status: 200, body });

			const {
				error,
				items,
				run: stored,
			} = await run(parameters, {
				credentials: { apiKey: BAD, server: api().origin },
				asTool,
			});

			expect(error).toBeUndefined();
			expect(items.length).toBeGreaterThan(0);
			expect(holds(stored, BAD)).toBe(false);
		},
	);

	it('is read once for the whole run, besides by n8n for each request', async () => {
		const reads = jest.spyOn(TestCredentials.prototype, 'getDecrypted');
		try {
			const { items } = await run(SEND, { items: numbered(100) });

			expect(items).toHaveLength(100);
			expect(reads).toHaveBeenCalledTimes(101);
		} finally {
			reads.mockRestore();
		}
	});
});
