import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { addClient } from '../support/mavibot-api';
import { byId, useMavibot } from '../support/engine/mavibot';

const { api, requests, run } = useMavibot();

const IMPORT = {
	resource: 'client',
	operation: 'import',
	platformId: '={{ $json.id }}',
	groupId: byId('={{ $json.bot }}'),
};
const DELETE = { resource: 'client', operation: 'delete', clients: '={{ $json.id }}' };
const SET = {
	resource: 'client',
	operation: 'setVariables',
	clientId: byId('={{ $json.id }}'),
	variables: { variable: [{ name: 'client.city', value: '={{ $json.city }}' }] },
};
const newcomers = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({ id: `9${index}`, bot: 'tea_shop_bot' }));
const sizesOf = (key: string): number[] =>
	requests().map(({ body }) => (body as Record<string, unknown[]>)[key].length);

describe('many items make few requests', () => {
	it('imports 1,001 clients in three requests, each item linked to its own client', async () => {
		const items = newcomers(1001);

		const result = await run(IMPORT, { items });

		expect(result.error).toBeUndefined();
		expect(requests().map(({ body }) => (body as unknown[]).length)).toEqual([500, 500, 1]);
		expect(result.items.map(({ json }) => json.platform_id)).toEqual(items.map(({ id }) => id));
		expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual(
			items.map((_, item) => ({ item })),
		);
		expect(api().state.clients.size).toBe(1004);
	});

	it.each<[string, INodeParameters, string, number[]]>([
		['client: delete', DELETE, 'client_ids', [500, 500, 1]],
		[
			'list: add',
			{ resource: 'list', operation: 'add', listId: '5', clients: '={{ $json.id }}' },
			'clients',
			[500, 500, 1],
		],
		[
			'list: remove',
			{ resource: 'list', operation: 'remove', listId: '5', clients: '={{ $json.id }}' },
			'clients',
			[500, 500, 1],
		],
		['client: setVariables', SET, 'clients', [500, 500, 1]],
		[
			'bot: startMany',
			{
				resource: 'bot',
				operation: 'startMany',
				platformIds: '={{ $json.id }}',
				callbackText: 'hi',
			},
			'platform_ids',
			[300, 300, 300, 101],
		],
		[
			'client: findByPlatformId',
			{
				resource: 'client',
				operation: 'findByPlatformId',
				platformIds: '={{ $json.id }}',
				groupId: byId('tea_shop_bot'),
				ifNothingFound: 'item',
			},
			'platform_ids',
			[500, 500, 1],
		],
	])('%s: 1,001 items', async (_name, parameters, key, sizes) => {
		const items = Array.from({ length: 1001 }, (_, index) => ({ id: 1000 + index, city: 'Kazan' }));
		for (const { id } of items) {
			addClient(api().state, { id, client_type: 1, platform_id: `${id}`, group: 'tea_shop_bot' });
		}

		const result = await run(parameters, { items });

		expect(result.error).toBeUndefined();
		if (key === 'clients' && parameters.operation === 'setVariables') {
			// A single client goes as client_id.
			expect(requests().map(({ body }) => (body as { clients?: [] }).clients?.length ?? 1)).toEqual(
				sizes,
			);
		} else expect(sizesOf(key)).toEqual(sizes);
		expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual(
			items.map((_, item) => ({ item })),
		);
	});

	it('makes requests of their own for different variables, so that the last value stays', async () => {
		const result = await run(SET, {
			items: [
				{ id: 101, city: 'Kazan' },
				{ id: 102, city: 'Kazan' },
				{ id: 101, city: 'Moscow' },
				{ id: 103, city: 'Kazan' },
				{ id: 101, city: 'Kazan' },
			],
		});

		expect(result.error).toBeUndefined();
		const sent = requests().map(({ body }) => body);
		expect(sent).toEqual([
			{ clients: ['101', '102', '103'], variables: { 'client.city': 'Kazan' } },
			{ client_id: '101', variables: { 'client.city': 'Moscow' } },
			{ client_id: '101', variables: { 'client.city': 'Kazan' } },
		]);
		expect(api().state.clients.get(101)?.variables.city).toBe('Kazan');
	});
});

describe('what is bad in a bulk fails alone', () => {
	it('an element that Mavibot refused', async () => {
		const result = await run(IMPORT, {
			items: [
				{ id: '1', bot: 'tea_shop_bot' },
				{ id: '2', bot: 'no_such_bot' },
				{ id: '3', bot: 'tea_shop_bot' },
			],
			onError: 'continueErrorOutput',
		});

		expect(requests()).toHaveLength(1);
		expect(result.items.map(({ json }) => json.platform_id)).toEqual(['1', '3']);
		expect(result.errorItems).toEqual([
			expect.objectContaining({
				json: expect.objectContaining({
					id: '2',
					error: expect.stringMatching(/^Mavibot did not import the client 2: /),
				}),
				pairedItem: { item: 1 },
			}),
		]);
	});
});

describe('what becomes of each element of an import', () => {
	const items = [{ id: '1', bot: 'tea_shop_bot' }];

	it.each([
		['queued', undefined],
		['Success!', undefined],
		['fail', 'Mavibot did not import the client 1: fail'],
		['group not found', 'Mavibot did not import the client 1: group not found'],
	])('by the words of its status: %s', async (status, error) => {
		const body = { status: 'success', items: [{ platform_id: '1', status }] };
		api().fail({ action: 'load_clients', body });

		const result = await run(IMPORT, { items, onError: 'continueRegularOutput' });

		expect(result.items.map(({ json }) => json.error)).toEqual([error]);
		if (error === undefined) expect(result.items[0].json).toMatchObject({ status });
	});
});

/** All objects in a value, at any depth. */
const objectsIn = (value: unknown): object[] =>
	typeof value !== 'object' || value === null
		? []
		: [value, ...Object.values(value).flatMap(objectsIn)];

describe('an output item', () => {
	const SHARED = { status: 'success', saved: { fields: ['city', { deep: true }] } };

	it.each<[string, INodeParameters, unknown]>([
		['the same client twice', { ...DELETE }, undefined],
		['the answer to many', SET, SHARED],
		[
			'the answer to many on a list',
			{ resource: 'list', operation: 'add', listId: '5', clients: '={{ $json.id }}' },
			SHARED,
		],
		[
			'the answer to many callbacks',
			{
				resource: 'bot',
				operation: 'startMany',
				platformIds: '={{ $json.id }}',
				callbackText: 'hi',
			},
			[SHARED],
		],
		[
			'one client found twice',
			{
				resource: 'client',
				operation: 'findByPlatformId',
				platformIds: '={{ $json.id }}',
				groupId: byId('tea_shop_bot'),
			},
			[101, 102].map((id) => ({ id, platform_id: String(id), variables: { a: [id] } })),
		],
		['one client imported twice', IMPORT, undefined],
	])('shares no object with another, at any depth: %s', async (_what, parameters, body) => {
		if (body !== undefined) api().fail({ body, times: Infinity });
		const ids = [101, 102, 101, 101, 102];

		for (const asTool of [false, true]) {
			const { error, items } = await run(parameters, {
				items: ids.map((id) => ({ id, city: 'Kazan', bot: 'tea_shop_bot' })),
				asTool,
			});

			expect(error).toBeUndefined();
			expect(items).toHaveLength(5);
			const objects = items.flatMap(({ json }) => objectsIn(json));
			expect(new Set(objects).size).toBe(objects.length);
			expect(items[2].json).toEqual(items[0].json);
			expect(items[4].json).toEqual(items[1].json);
		}
	});

	it('holds its part of a large answer without a copy for each of 500 clients', async () => {
		const size = 50_000;
		const body = { status: 'success', echo: Array.from({ length: size }, (_, id) => ({ id })) };
		api().fail({ action: 'add_to_list', body });

		const { error, items } = await run(
			{ resource: 'list', operation: 'add', listId: '5', clients: '={{ $json.id }}' },
			{ items: Array.from({ length: 500 }, (_, index) => ({ id: index + 1 })) },
		);

		expect(error).toBeUndefined();
		expect(items).toHaveLength(500);
		const echoes = new Set(items.map(({ json }) => json.echo as unknown[]));
		const distinct = new Set([...echoes].flatMap(objectsIn));
		expect(distinct.size).toBeLessThan(10 * size);
		for (const echo of echoes) expect(echo).toHaveLength(size);
	});
});

describe('all clients, page by page', () => {
	const GET_ALL = { resource: 'client', operation: 'getAll', returnAll: true };

	it('refuses a list that came out empty, which would read everybody', async () => {
		const { error } = await run({ ...GET_ALL, filters: { list: '={{ $json.nothing }}' } });

		expect(error?.message).toBe('List ID is empty');
		expect(requests()).toEqual([]);
	});
	const addClients = (count: number) => {
		for (let index = 0; index < count; index++) {
			addClient(api().state, { client_type: 1, platform_id: `8${index}`, group: 'tea_shop_bot' });
		}
	};
	const pages = () => requests().map(({ query }) => [query.offset, query.limit].join(' '));

	it('begins each page at the last client that is known, until nothing stands behind one', async () => {
		addClients(997);

		const { items } = await run(GET_ALL);

		expect(items).toHaveLength(1000);
		expect(pages()).toEqual(['0 500', '499 500', '998 500', '1000 500', '999 500']);
	});

	it('reads 300,000 clients, each once', async () => {
		addClients(299_997);

		const { error, items } = await run(GET_ALL);

		expect(error).toBeUndefined();
		expect(items).toHaveLength(300_000);
		expect(new Set(items.map(({ json }) => json.id)).size).toBe(300_000);
		// 500, then 499 new ones a page; and two to know that it was all.
		expect(requests()).toHaveLength(1 + Math.ceil(299_500 / 499) + 2);
	});

	describe.each([
		['of clients', GET_ALL],
		['of messages', { resource: 'message', operation: 'getHistory', clientId: byId('101') }],
	])('a list %s', (_what, parameters) => {
		it.each([
			[{ limit: '={{ 0 }}' }, /^Limit has to be (at least 1|from 1 to 2000), and is 0$/],
			[{ limit: '={{ 7.5 }}' }, /^Limit has to be a whole number, and is 7.5$/],
			[{ limit: '={{ "many" }}' }, /^Limit has to be a number, and is "many"$/],
			[{ limit: '={{ $json.nothing }}' }, /^Limit is empty$/],
			[{ returnAll: '={{ "yes" }}' }, /^Return All has to be true or false, and is "yes"$/],
			[{ returnAll: '={{ 1 }}' }, /^Return All has to be true or false, and is 1$/],
			[{ returnAll: '={{ $json.nothing }}' }, /^Return All has to be true or false, and is empty$/],
			[{ simplify: '={{ "no" }}' }, /^Simplify has to be true or false, and is "no"$/],
			[{ simplify: '={{ $json.nothing }}' }, /^Simplify has to be true or false, and is empty$/],
		])('is refused %j before anything is sent', async (fields, message) => {
			for (const asTool of [false, true]) {
				const { error } = await run({ ...parameters, returnAll: false, ...fields }, { asTool });

				expect(error?.message).toMatch(message);
				expect(requests()).toEqual([]);
			}
		});
	});

	it('may be a list alone', async () => {
		api().fail({ action: 'get_clients', body: [{ id: 1 }, { id: 2 }] });

		const { error, items } = await run({ ...GET_ALL, returnAll: false, limit: 2 });

		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.id)).toEqual([1, 2]);
	});

	it.each([
		['another form', { status: 'success', people: [{ id: 1 }] }],
		['no list', { clients: null }],
	])('are an answer passed on where the first is %s', async (_what, body) => {
		api().fail({ action: 'get_clients', body });

		const { error, items } = await run(GET_ALL);

		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json)).toEqual([body]);
	});
});
