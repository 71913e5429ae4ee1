import { isDeepStrictEqual } from 'node:util';
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
const UPSERT = {
	...{ ...IMPORT, operation: 'upsert' },
	variables: { variable: [{ name: 'city', value: '={{ $json.city }}' }] },
};
const DELETE = { resource: 'client', operation: 'delete', clients: '={{ $json.id }}' };
const SET = {
	resource: 'client',
	operation: 'setVariables',
	clientId: byId('={{ $json.id }}'),
	variables: { variable: [{ name: 'client.city', value: '={{ $json.city }}' }] },
};
const ADD = { resource: 'list', operation: 'add', listId: '5', clients: '={{ $json.id }}' };
const START = {
	resource: 'bot',
	operation: 'startMany',
	platformIds: '={{ $json.id }}',
	callbackText: 'hi',
};
const FIND = {
	resource: 'client',
	operation: 'findByPlatformId',
	platformIds: '={{ $json.id }}',
	groupId: byId('tea_shop_bot'),
};

describe('many items make few requests', () => {
	it.each<[string, INodeParameters, string | undefined, number[]]>([
		['client: import', IMPORT, undefined, [500, 500, 1]],
		['client: delete', DELETE, 'client_ids', [500, 500, 1]],
		['list: add', ADD, 'clients', [500, 500, 1]],
		['list: remove', { ...ADD, operation: 'remove' }, 'clients', [500, 500, 1]],
		['client: setVariables, a single client as client_id', SET, 'clients', [500, 500]],
		['bot: startMany', START, 'platform_ids', [300, 300, 300, 101]],
		['client: findByPlatformId', FIND, 'platform_ids', [500, 500, 1]],
	])('%s: 1,001 items', async (_name, parameters, key, sizes) => {
		const items = Array.from({ length: 1001 }, (_, index) => ({
			id: 1000 + index,
			city: 'Kazan',
			bot: 'tea_shop_bot',
		}));
		for (const { id } of items) {
			addClient(api().state, { id, client_type: 1, platform_id: `${id}`, group: 'tea_shop_bot' });
		}

		const result = await run(parameters, { items });

		expect(result.error).toBeUndefined();
		const bodies = requests().map(({ body }) => body as Record<string, unknown[]>);
		const lists = bodies.map((body) => (key === undefined ? body : body[key]) as unknown[]);
		expect(lists.flatMap((list) => list?.length ?? [])).toEqual(sizes);
		expect(bodies).toHaveLength(Math.ceil(1001 / sizes[0]));
		expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual(
			items.map((_, item) => ({ item })),
		);
		const whom = ({ platform_id, client_id }: IDataObject) => Number(client_id ?? platform_id);
		expect(result.items.map(({ json }) => whom(json))).toEqual(items.map(({ id }) => id));
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

it('an element of an import that Mavibot refused fails alone', async () => {
	const items = ['tea_shop_bot', 'no_such_bot', 'tea_shop_bot'].map((bot, id) => ({
		id: `${id + 1}`,
		bot,
	}));
	const result = await run(IMPORT, { items, onError: 'continueErrorOutput' });

	expect(requests()).toHaveLength(1);
	expect(result.items.map(({ json }) => json.platform_id)).toEqual(['1', '3']);
	expect(result.errorItems).toMatchObject([
		{
			json: {
				id: '2',
				error: expect.stringMatching(/^Mavibot did not import the client 2: .* \[item 1\]$/),
			},
			pairedItem: { item: 1 },
		},
	]);
});

it.each([
	['queued', undefined],
	['Success!', undefined],
	['fail', 'Mavibot did not import the client 1: fail'],
	['group not found', 'Mavibot did not import the client 1: group not found'],
])('what becomes of an element of an import is in its status: %s', async (status, error) => {
	const body = { status: 'success', items: [{ platform_id: '1', status }] };
	api().fail({ action: 'load_clients', body });

	const items = [{ id: '1', bot: 'tea_shop_bot' }];
	const result = await run(IMPORT, { items, onError: 'continueRegularOutput' });

	expect(result.items.map(({ json }) => json.error)).toEqual([error]);
	if (error === undefined) expect(result.items[0].json).toMatchObject({ status });
});

it.each([
	['fail', 'Check Messenger ID (2), Messenger (Telegram), Bot (tea_shop_bot).'],
	['group not found', 'Check Bot (tea_shop_bot).'],
	['platform_id is empty', 'Check Messenger ID (2).'],
	['unknown client type', 'Check Messenger (Telegram).'],
	['bot is invalid, messenger id is wrong', 'Check Messenger ID (2), Bot (tea_shop_bot).'],
])('says which value of a row to check where Mavibot tells: %s', async (status, advice) => {
	const items = ['1', '2'].map((id) => ({ id, bot: 'tea_shop_bot' }));
	const answered = items.map(({ id }) => ({
		platform_id: id,
		status: id === '2' ? status : 'success',
	}));
	api().fail({ action: 'load_clients', body: { status: 'success', items: answered } });

	const { error } = await run(IMPORT, { items });

	expect(error?.message).toBe(`Mavibot did not import the client 2: ${status} [item 1]`);
	expect(error?.description).toContain(advice);
});

it.each([
	['in their order', ['tea_shop_bot', '34810'], [7, 8]],
	['in another order', ['34810', 'tea_shop_bot'], [8, 7]],
	['with numbers of its own for the bots', [71, 72], [7, 8]],
	['without their bots', [undefined, undefined], [7, 8]],
])('tells one person in two bots apart where Mavibot answers %s', async (_how, bots, ids) => {
	const answered = bots.map((group_id, index) => ({
		...{ platform_id: '777', group_id, status: 'success', id: ids[index] },
	}));
	api().fail({ action: 'load_clients', body: { status: 'success', items: answered } });

	const { items } = await run(IMPORT, {
		items: ['tea_shop_bot', '34810'].map((bot) => ({ id: '777', bot })),
	});

	expect(items.map(({ json }) => json.client_id)).toEqual([7, 8]);
});

it('takes an ID in an answer of another form for that of none of the clients', async () => {
	api().fail({ action: 'load_clients', body: { status: 'queued', client_id: 101 } });

	const { items } = await run(IMPORT, {
		items: ['1', '2'].map((id) => ({ id, bot: 'tea_shop_bot' })),
	});

	expect(items.map(({ json }) => json)).toEqual(
		['1', '2'].map((platform_id) => ({
			...{ status: 'queued', client_id_in_answer: 101, platform_id },
		})),
	);
});

it('a client without a bot is refused before anything is sent, but of telephony', async () => {
	const parameters = { ...IMPORT, groupId: byId(''), clientType: '={{ $json.type }}' };
	const items = [
		{ id: '15550101', type: 13 },
		{ id: '2', type: 1 },
	];

	const { error } = await run(parameters, { items });

	expect(error?.message).toBe('Bot is empty [item 1]');
	expect(error?.description).toContain('Only clients of Telephony have none.');
	expect(requests()).toEqual([]);

	const goesOn = await run(parameters, { items, onError: 'continueErrorOutput' });
	expect(goesOn.errorItems.map(({ json }) => json.error)).toEqual(['Bot is empty [item 1]']);
	expect(requests().map(({ body }) => body)).toEqual([
		[{ platform_id: '15550101', group_id: '', client_type: 13 }],
	]);
});

describe('the messenger of the bot', () => {
	const OF_BOT = { ...IMPORT, clientType: 'bot' };
	const TEA_SHOP = { id: '777', bot: 'tea_shop_bot' };
	const actions = () => requests().map(({ action }) => action);

	it.each([
		['tea_shop_bot', 1],
		['34810', 6],
		['143414131', 0],
	])('is taken as Mavibot tells it: %s', async (bot, client_type) => {
		for (const asTool of [false, true]) {
			api().reset();
			const { error } = await run(OF_BOT, { items: [{ id: '777', bot }], asTool });

			expect(error).toBeUndefined();
			expect(actions()).toEqual(['connected_channels', 'load_clients']);
			expect(requests()[1].body).toEqual([{ platform_id: '777', group_id: bot, client_type }]);
		}
	});

	it('is asked for once a run, and not where no item wants it', async () => {
		const items = Array.from({ length: 20 }, (_, index) => ({ ...TEA_SHOP, id: `${index + 1}` }));
		await run(OF_BOT, { items });
		expect(actions()).toEqual(['connected_channels', 'load_clients']);

		api().reset();
		await run(IMPORT, { items });
		expect(actions()).toEqual(['load_clients']);
	});

	it.each<[string, unknown, string]>([
		['no_such_bot', undefined, 'No bot "no_such_bot" is connected to this Mavibot project'],
		[
			'b',
			{ project_id: 1, smoke_signals: [{ group_id: 'b' }] },
			'Mavibot does not tell for certain which messenger the bot "b" is of',
		],
		[
			'b',
			{ project_id: 1, telegram: [{ group_id: 'b' }], viber: [{ group_id: 'b' }] },
			'Mavibot does not tell for certain which messenger the bot "b" is of',
		],
		['', undefined, 'Bot is empty'],
	])('is not guessed: bot %j where the channels are %j', async (bot, channels, message) => {
		if (channels !== undefined)
			api().fail({ action: 'connected_channels', body: channels, times: 2 });

		const stopped = await run({ ...OF_BOT, groupId: byId(bot) }, { items: [TEA_SHOP] });
		expect(stopped.error?.message).toBe(message);
		expect(actions()).not.toContain('load_clients');

		const items = [TEA_SHOP, { ...TEA_SHOP, id: '778' }];
		const goesOn = await run(
			{ ...OF_BOT, groupId: byId(bot) },
			{ items, onError: 'continueErrorOutput' },
		);
		const errors = goesOn.errorItems.map(({ json }) => json.error);
		expect(errors).toEqual([0, 1].map((item) => `${message} [item ${item}]`));
	});

	it('says what is wrong where it cannot be asked for: the key may not, and nothing was sent', async () => {
		api().fail({ action: 'connected_channels', status: 403, body: { status: 'no' } });

		const { error } = await run(OF_BOT, { items: [TEA_SHOP] });

		expect(error?.message).toBe('The Mavibot API key may not read clients');
		expect(error?.description).not.toContain('not known whether');
		expect(actions()).toEqual(['connected_channels']);
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
		['the answer to many', SET, SHARED],
		['the answer to many callbacks', START, [SHARED]],
		[
			'one client found twice',
			FIND,
			[101, 102].map((id) => ({ id, platform_id: String(id), variables: { a: [id] } })),
		],
		['one client imported twice', IMPORT, undefined],
		['one client made twice', UPSERT, undefined],
		['clients made, with an answer of another form', { ...UPSERT, variables: {} }, SHARED],
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

		const given = Array.from({ length: 500 }, (_, index) => ({ id: index + 1 }));
		const { error, items } = await run(ADD, { items: given });

		expect(error).toBeUndefined();
		expect(items).toHaveLength(500);
		const echoes = new Set(items.map(({ json }) => json.echo as unknown[]));
		const distinct = new Set([...echoes].flatMap(objectsIn));
		expect(distinct.size).toBeLessThan(10 * size);
		for (const echo of echoes) expect(echo).toHaveLength(size);
	});
});

describe.each<[string, INodeParameters]>([
	['client: import', IMPORT],
	['client: upsert', UPSERT],
	['client: delete', DELETE],
	['client: setVariables', SET],
	['list: add', ADD],
	['list: remove', { ...ADD, operation: 'remove' }],
	['bot: startMany', START],
	['client: findByPlatformId', FIND],
])('an error of %s', (_name, parameters) => {
	const rowOf = (id: IDataObject | number) => ({ id, city: 'Kazan', bot: 'tea_shop_bot' });

	it('names the item whose input is wrong', async () => {
		const items = [101, 102, {}, 103].map(rowOf);
		const stopped = await run(parameters, { items });

		expect(stopped.error?.message).toMatch(/, and is an object \[item 2\]$/);
		expect(requests()).toEqual([]);

		const goesOn = await run(parameters, { items, onError: 'continueRegularOutput' });
		const [wrong] = goesOn.items.filter(({ pairedItem }) =>
			isDeepStrictEqual(pairedItem, { item: 2 }),
		);
		expect(wrong.json.error).toBe(stopped.error?.message);
	});

	it('names the items of the request that Mavibot refused', async () => {
		api().fail({ status: 400, body: { status: 'fail' } });

		const { error } = await run(parameters, { items: [101, 102, 103].map(rowOf) });

		expect(error?.message).toBe('Mavibot refused the request [items 0 to 2]');
	});

	it('names no item where there is but one', async () => {
		const { error } = await run(parameters, { items: [rowOf({})] });

		expect(error?.message).toMatch(/, and is an object$/);
	});
});

describe('all clients, page by page', () => {
	const GET_ALL = { resource: 'client', operation: 'getAll', returnAll: true };

	it('reads 300,000 clients, each once', async () => {
		for (let index = 0; index < 299_997; index++) {
			addClient(api().state, { client_type: 1, platform_id: `8${index}`, group: 'tea_shop_bot' });
		}

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
			[{ returnAll: '={{ "yes" }}' }, /^Return All has to be true or false, and is "yes"$/],
			[{ simplify: '={{ "no" }}' }, /^Simplify has to be true or false, and is "no"$/],
		])('is refused %j before anything is sent', async (fields, message) => {
			for (const asTool of [false, true]) {
				const { error } = await run({ ...parameters, returnAll: false, ...fields }, { asTool });

				expect(error?.message).toMatch(message);
				expect(requests()).toEqual([]);
			}
		});
	});
});
