import type { ServerResponse } from 'node:http';
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
const NOW = { headers: { 'retry-after': '0' } };

/** Items with a text of their own each. */
const numbered = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ text: `text ${index}` }));

describe('a request that Mavibot has no time for (429)', () => {
	it('is waited for until the date that Mavibot names, by its own clock', async () => {
		const serverNow = Date.UTC(2031, 0, 1);
		const later = (milliseconds: number) => new Date(serverNow + milliseconds).toUTCString();
		api().fail({
			action: 'message',
			status: 429,
			headers: { date: later(0), 'retry-after': later(1000) },
		});

		const { error } = await run(SEND);

		const [first, second] = api().journal.map(({ time }) => time);
		expect(error).toBeUndefined();
		expect(second - first).toBeGreaterThanOrEqual(1000);
		// A tenth more by chance.
		expect(second - first).toBeLessThanOrEqual(1100);
	});

	it('holds back the other requests of the run', async () => {
		const arrived: number[] = [];
		const refused: ServerResponse[] = [];
		// All that are on their way are refused together, so that none goes through in the meantime.
		const { origin } = await startLoopback((_request, response) => {
			arrived.push(Date.now());
			if (arrived.length > 4) {
				response.setHeader('content-type', 'application/json').end('{"status":"success"}');
				return;
			}
			refused.push(response);
			if (refused.length < 4) return;
			for (const one of refused) one.writeHead(429, { 'retry-after': '1' }).end();
		});

		const { error, items } = await run(
			{
				...SEND,
				clientId: byId('={{ $json.client }}'),
				requestOptions: { requestsAtOnce: 4 },
			},
			{
				items: numbered(20).map((item, index) => ({ ...item, client: index + 1 })),
				credentials: { apiKey: 'key', server: origin },
			},
		);

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

	it('is given up for all once it was of no use to one', async () => {
		api().fail({ action: 'message', status: 429, times: Infinity, ...NOW });

		const { items } = await run(
			{ ...SEND, message: '={{ $json.text }}', requestOptions: { tries: 3 } },
			{ items: numbered(200), onError: 'continueRegularOutput' },
		);

		expect(items.map(({ json }) => json.error)).toEqual(
			numbered(200).map(() => 'Mavibot says that this is too much at once'),
		);
		expect(requests().length).toBeLessThan(300);
	});
});

describe('the words of an error for too much at once', () => {
	const LIMIT = { status: 'fail', message: 'limit exceeded' };

	it.each([
		[{ tries: 3 }, { status: 429, ...NOW }, 3, 'Tries per Request is 3'],
		[{ tries: 1 }, { status: 429, ...NOW }, 1, 'Tries per Request is 1'],
		[
			{ longestWait: 1 },
			{ status: 429, headers: { 'retry-after': '2' } },
			1,
			'Mavibot asks to wait for 2 s, and Longest Wait does not let it',
		],
		[{ longestWait: 0 }, { status: 429 }, 1, 'Longest Wait does not let it'],
		[{}, { body: LIMIT }, 1, 'only an answer 429 asks for that'],
		[{}, { status: 403, body: LIMIT }, 1, 'only an answer 429 asks for that'],
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
	it.each([
		[
			'finding by messenger ID',
			{
				resource: 'client',
				operation: 'findByPlatformId',
				platformIds: '777000101',
				groupId: byId('tea_shop_bot'),
			},
		],
		[
			'the variables of a deal',
			{ resource: 'deal', operation: 'getVariables', clientId: byId('101'), orderId: '40632' },
		],
	])('is sent again for a read that is a POST: %s', async (_what, parameters) => {
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
		expect(requests().map(({ query }) => query.offset)).toEqual([
			'0',
			'499',
			'499',
			'998',
			'1000',
			'999',
		]);
	});
});

describe('many items', () => {
	it.each([
		[50, {}],
		[3, { requestsAtOnce: 3 }],
	])('have no more than %i requests on their way at a time', async (limit, requestOptions) => {
		let most = 0;
		let held: ServerResponse[] = [];
		// Answers only once so many requests are waiting, so that fewer at a time would never end.
		const { origin } = await startLoopback((_request, response) => {
			held.push(response);
			most = Math.max(most, held.length);
			if (held.length < limit) return;
			for (const one of held) {
				one.setHeader('content-type', 'application/json').end('{"status":"success"}');
			}
			held = [];
		});

		const { error, items } = await run(
			{ ...SEND, clientId: byId('={{ $json.client }}'), requestOptions },
			{
				// Those to one client would wait for each other.
				items: numbered(6 * limit).map((item, index) => ({ ...item, client: index + 1 })),
				credentials: { apiKey: 'key', server: origin },
			},
		);

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
				response.setHeader('content-type', 'application/json').end('{"status":"success"}');
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
	it('let the longest wait cover a pause that is just as long', async () => {
		api().fail({ action: 'message', status: 429, headers: { 'retry-after': '1' } });

		const { error } = await run({ ...SEND, requestOptions: { longestWait: 1 } });

		expect(error).toBeUndefined();
		expect(requests()).toHaveLength(2);
	});

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
		[{ tries: -3 }, 'Tries per Request has to be from 1 to 100, and is -3'],
		[{ tries: 1e9 }, 'Tries per Request has to be from 1 to 100, and is 1000000000'],
		[{ tries: 1.5 }, 'Tries per Request has to be a whole number, and is 1.5'],
		[{ tries: '={{ "many" }}' }, 'Tries per Request has to be a number, and is "many"'],
		[{ tries: '={{ $json.absent }}' }, 'Tries per Request is empty'],
		[{ tries: '={{ [3] }}' }, 'Tries per Request has to be a number, and is a list'],
		[{ longestWait: -1 }, 'Longest Wait (Seconds) has to be from 0 to 3600, and is -1'],
		[{ longestWait: 86_400 }, 'Longest Wait (Seconds) has to be from 0 to 3600, and is 86400'],
		[{ requestsAtOnce: 0 }, 'Requests at Once has to be from 1 to 1000, and is 0'],
		[{ requestsAtOnce: 0.5 }, 'Requests at Once has to be from 1 to 1000, and is 0.5'],
		[{ timeout: -5 }, 'Timeout has to be from 1 to 2147483647, and is -5'],
		[{ timeout: '={{ null }}' }, 'Timeout is empty'],
		[{ timeout: 5e9 }, 'Timeout has to be from 1 to 2147483647, and is 5000000000'],
		[{ timeout: '={{ "soon" }}' }, 'Timeout has to be a number, and is "soon"'],
	])('refuse %j before anything is sent', async (requestOptions, message) => {
		for (const parameters of [SEND, ADD, GET_ALL]) {
			const { error } = await run({ ...parameters, requestOptions });

			expect(error?.message).toBe(message);
			expect(error?.context).toMatchObject({ itemIndex: 0 });
		}
		expect(requests()).toEqual([]);
	});

	describe('for batches', () => {
		const BATCHES = { batching: { batch: { batchSize: 2, batchInterval: 300 } } };
		/** How many requests came together, for each pause. */
		const together = (): number[] => {
			const times = api().journal.map(({ time }) => time);
			return times.reduce<number[]>((counts, time, index) => {
				if (index === 0 || time > times[index - 1]) return [...counts, 1];
				return [...counts.slice(0, -1), counts[counts.length - 1] + 1];
			}, []);
		};

		it('make pauses between items', async () => {
			const { error, items } = await run(
				{ ...SEND, requestOptions: BATCHES },
				{ items: numbered(5) },
			);

			expect(error).toBeUndefined();
			expect(items).toHaveLength(5);
			expect(together()).toEqual([2, 2, 1]);
			expect(clock.pauses()).toEqual([300, 300]);
		});

		it('make pauses between the items of an operation in pages', async () => {
			const { error } = await run(
				{ ...GET_ALL, returnAll: false, limit: 3, requestOptions: BATCHES },
				{ items: numbered(3) },
			);

			expect(error).toBeUndefined();
			expect(together()).toEqual([2, 1]);
			expect(clock.pauses()).toEqual([300]);
		});

		it('make smaller requests, with pauses, of an operation that gathers items', async () => {
			const { error, items } = await run(
				{ ...ADD, requestOptions: BATCHES },
				{ items: [101, 102, 103].map((id) => ({ id })) },
			);

			expect(error).toBeUndefined();
			expect(items).toHaveLength(3);
			expect(requests().map(({ body }) => body)).toEqual([
				{ list_id: '5', clients: ['101', '102'] },
				{ list_id: '5', clients: ['103'] },
			]);
			expect(together()).toEqual([1, 1]);
			expect(clock.pauses()).toEqual([300]);
		});
	});
});

describe('an answer from elsewhere', () => {
	it('is not gone after when the server points to another address', async () => {
		api().fail({
			action: 'message',
			status: 307,
			headers: { location: `${api().origin}/elsewhere` },
		});

		const { error } = await run(SEND);

		expect(error?.message).toBe('The server sends this request to another address');
		expect(requests()).toHaveLength(1);
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

	it('is taken out of what is passed on, and nothing else is', async () => {
		api().fail({ action: 'message', status: 200, body: quoting(BAD) });

		const { items } = await run(SEND, { credentials: { apiKey: BAD, server: api().origin } });

		expect(items[0].json).toMatchObject({
			message_id: 1,
			url: '/api/*****/message',
			nested: [{ 'of *****': { deep: 'it was *****' } }],
		});
	});

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
