/** What the field With Details adds to what was found, by requests besides the operation's own. */
import type { INodeParameters } from 'n8n-workflow';
import { addClient, addDeal } from '../support/mavibot-api';
import { byId, useMavibot } from '../support/engine/mavibot';

const { api, requests, run } = useMavibot();

const asked = () => requests().map(({ action }) => action);

const FIND_BORIS: INodeParameters = {
	...{ resource: 'client', operation: 'findByPhone', phone: '15550102' },
};

const BORIS_VARIABLES = { phone: '15550102', avatar: null, main_client_id: 'NONE' };

const IS_BORIS = {
	client_id: 102,
	id: 102,
	name: 'Boris',
	messenger: 'WhatsApp',
	platform_id: '15550102@s.whatsapp.net',
	group: '34810',
	variables: expect.objectContaining(BORIS_VARIABLES),
};

describe('With Details of a client', () => {
	it('costs no request where nobody chose it', async () => {
		const { items } = await run(FIND_BORIS);

		expect(items.map(({ json }) => json)).toEqual([{ client_id: 102 }]);
		expect(asked()).toEqual(['find_client_id_by_phone']);
	});

	it.each([false, true])('tells the variables, as a tool: %p', async (asTool) => {
		const { items } = await run({ ...FIND_BORIS, details: 'variables' }, { asTool });

		expect(items.map(({ json }) => json)).toEqual([
			{ client_id: 102, variables: expect.objectContaining(BORIS_VARIABLES) },
		]);
		expect(asked()).toEqual(['find_client_id_by_phone', 'get_variables']);
	});

	it.each([false, true])('tells name and messenger as well, as a tool: %p', async (asTool) => {
		const { items } = await run({ ...FIND_BORIS, details: 'all' }, { asTool });

		expect(items.map(({ json }) => json)).toEqual([expect.objectContaining(IS_BORIS)]);
		expect(asked().sort()).toEqual(['find_client_id_by_phone', 'get_clients', 'get_variables']);
	});

	it.each<[string, INodeParameters]>([
		['findByEmail', { email: 'clara@example.com' }],
		['findByWhatsApp', { phone: '15550102' }],
		['findByOnlineChat', { recipient: '104-abc' }],
		['findByVariable', { var: 'phone', val: '15550103' }],
		['findLatestByVariable', { var: 'phone', val: '15550103' }],
		['findAllByVariable', { var: 'phone', val: '15550103' }],
		['findAllByVariables', { variables: { variable: [{ name: 'phone', value: '15550103' }] } }],
		[
			'search',
			{ conditions: { condition: [{ variable: 'phone', condition: 'is', value: '15550103' }] } },
		],
	])('is there in %s', async (operation, given) => {
		addClient(api().state, { client_type: 5, platform_id: '104-abc', group: '51' });

		const { items } = await run({ resource: 'client', operation, ...given, details: 'all' });

		expect(items.map(({ json }) => json)).toEqual([
			expect.objectContaining({
				client_id: items[0].json.id,
				messenger: expect.any(String),
				variables: expect.objectContaining({ main_client_id: 'NONE' }),
			}),
		]);
	});

	it('reads the list of clients once for all items, and only as far as they reach', async () => {
		for (let count = 0; count < 1200; count++) {
			const platform_id = String(777100000 + count);
			const client = addClient(api().state, {
				...{ client_type: 1, platform_id, group: 'tea_shop_bot', name: `Client ${count}` },
			});
			client.variables = { number: count };
		}
		const numbers = [1199, 800, 1198, 600];

		const { items } = await run(
			{
				...{ resource: 'client', operation: 'findByVariable', details: 'all' },
				...{ var: 'number', val: '={{ $json.number }}' },
			},
			{ items: numbers.map((number) => ({ number })) },
		);

		expect(items.map(({ json }) => json.name)).toEqual(numbers.map((number) => `Client ${number}`));
		// The newest 500, and those behind them; the third page of 500 holds nobody that was found.
		const pages = requests().filter(({ action }) => action === 'get_clients');
		expect(pages.map(({ query }) => query.offset)).toEqual(['0', '499']);
	});

	it('tells the rest of a client who is not in the list', async () => {
		api().fail({ action: 'get_clients', body: { status: 'success', clients: [] } });

		const { items, error } = await run({ ...FIND_BORIS, details: 'all' });

		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json)).toEqual([
			{ client_id: 102, variables: expect.objectContaining(BORIS_VARIABLES) },
		]);
	});

	it('keeps who was found, whatever a variable is called', async () => {
		api().state.clients.get(102)!.variables = { client_id: 101, name: 'Nobody' };

		const { items } = await run({ ...FIND_BORIS, phone: '15550102', details: 'all' });

		expect(items[0].json).toMatchObject({
			client_id: 102,
			name: 'Boris',
			variables: { client_id: 101, name: 'Nobody' },
		});
	});

	it.each([
		['variables', 'get_variables', 'The Mavibot API key may not read clients'],
		['all', 'get_clients', 'The Mavibot API key may not read clients'],
	])('says of %s why %s gave nothing, for the item alone', async (details, action, message) => {
		api().fail({ action, status: 403, body: { status: 'fail' } });

		const { items } = await run(
			{ ...FIND_BORIS, details, requestOptions: { requestsAtOnce: 1 } },
			{ items: [{}], onError: 'continueRegularOutput' },
		);

		expect(items.map(({ json }) => json.error)).toEqual([message]);
	});

	it('asks for nothing where nobody was found', async () => {
		const { items } = await run({ ...FIND_BORIS, phone: '19999999', details: 'all' });

		expect(items).toEqual([]);
		expect(asked()).toEqual(['find_client_id_by_phone']);
	});

	it('sends nothing where an expression gave no choice', async () => {
		const { error } = await run({ ...FIND_BORIS, details: '={{ "everything" }}' });

		expect(error?.message).toBe(
			'With Details has to be one of none, variables, all, and is "everything"',
		);
		expect(requests()).toEqual([]);
	});
});

describe('With Details of a deal', () => {
	const OF_ANNA = { resource: 'deal', clientId: byId('101') };

	it.each([
		['none', {}, []],
		['state', { state_id: 37 }, ['get_order_state']],
		['variables', { variables: { product: 'Green tea' } }, ['get_order_vars']],
		[
			'all',
			{ state_id: 37, variables: { product: 'Green tea' } },
			['get_order_state', 'get_order_vars'],
		],
	])('%s is told of the current deal', async (details, told, besides) => {
		for (const asTool of [false, true]) {
			api().reset();
			const { items } = await run({ ...OF_ANNA, operation: 'getCurrent', details }, { asTool });

			expect(items.map(({ json }) => json)).toEqual([
				{ order_id: 40632, client_id: '101', ...told },
			]);
			expect(asked().sort()).toEqual(['get_current_order_id', ...besides].sort());
		}
	});

	it('is told of each of many deals', async () => {
		addDeal(api().state, { client_id: 101, state_id: 38, variables: { product: 'Cups' } });

		const { items } = await run({ ...OF_ANNA, operation: 'getAll', details: 'all' });

		expect(items.map(({ json }) => json)).toEqual([
			{ order_id: 40632, client_id: '101', state_id: 37, variables: { product: 'Green tea' } },
			{ order_id: 40633, client_id: '101', state_id: 38, variables: { product: 'Cups' } },
		]);
	});

	it('says why a state could not be read', async () => {
		api().fail({ action: 'get_order_state', body: { status: 'order not found' } });

		const { error } = await run({ ...OF_ANNA, operation: 'getCurrent', details: 'state' });

		expect(error?.message).toBe('The deal was not found in Mavibot');
	});
});

describe('the current deal of the client', () => {
	const CURRENT = { resource: 'deal', clientId: byId('={{ $json.client }}') };
	const VARIABLES = { variables: { variable: [{ name: 'size', value: 'L' }] } };

	const OPERATIONS: Array<[string, INodeParameters, string, object]> = [
		['getVariables', {}, 'get_order_vars', { product: 'Green tea' }],
		['setVariables', VARIABLES, 'set_order_vars', { status: 'success' }],
		['moveToNextState', {}, 'move_order_to_next_state', { state_id: 38 }],
	];

	it.each(OPERATIONS)('is that of %s', async (operation, given, action, answer) => {
		for (const asTool of [false, true]) {
			api().reset();
			const { items } = await run(
				{ ...CURRENT, operation, ...given },
				{ items: [{ client: 101 }], asTool },
			);

			expect(asked()).toEqual(['get_current_order_id', action]);
			expect(requests()[1].body).toMatchObject({ client_id: '101', order_id: '40632' });
			expect(items.map(({ json }) => json)).toEqual([
				{ ...answer, client_id: '101', order_id: '40632' },
			]);
		}
	});

	it('needs no other request for its state', async () => {
		const { items } = await run(
			{ ...CURRENT, operation: 'getState' },
			{ items: [{ client: 101 }] },
		);

		expect(asked()).toEqual(['get_order_state']);
		expect(items.map(({ json }) => json)).toEqual([{ state_id: 37, client_id: '101' }]);
	});

	it.each(OPERATIONS)(
		'of a client without one, %s changes nothing and says so',
		async (...args) => {
			const [operation, given] = args;

			const { items } = await run(
				{ ...CURRENT, operation, ...given },
				{ items: [{ client: 102 }, { client: 101 }], onError: 'continueRegularOutput' },
			);

			expect(items.map(({ json }) => json.error)).toEqual([
				'Mavibot knows no current deal of the client 102',
				undefined,
			]);
			expect(asked().filter((action) => action !== 'get_current_order_id')).toHaveLength(1);
		},
	);

	it('is not asked for where another item cannot be sent', async () => {
		const { error } = await run(
			{ ...CURRENT, operation: 'moveToNextState' },
			{ items: [{ client: 101 }, {}] },
		);

		expect(error?.message).toBe('Client is empty');
		expect(requests()).toEqual([]);
	});

	it('is taken for rows of a table, too', async () => {
		const { items } = await run(
			{ resource: 'deal', operation: 'setVariables', mappingMode: 'autoMapInputData' },
			{ items: [{ client_id: 101, size: 'L' }] },
		);

		expect(items.map(({ json }) => json)).toEqual([
			{ status: 'success', client_id: '101', order_id: '40632' },
		]);
		expect(api().state.deals.get(40632)?.variables).toMatchObject({ size: 'L' });
	});

	it('is asked for in the order of the items that change a deal of the same client', async () => {
		await run(
			{ ...CURRENT, operation: 'moveToNextState' },
			{ items: [{ client: 101 }, { client: 101 }] },
		);

		expect(asked()).toEqual(
			Array(2).fill(['get_current_order_id', 'move_order_to_next_state']).flat(),
		);
	});
});
