import type { INodeParameters } from 'n8n-workflow';
import { byId, useMavibot } from '../support/engine/mavibot';

const { api, requests, run } = useMavibot();

const SEND: INodeParameters = {
	...{ resource: 'message', operation: 'send', clientId: byId('={{ $json.who }}') },
	...{ message: 'Hello', includeInputFields: true },
};

const ROW = { who: 101, order: { lines: ['tea'] } };

const FIND = { resource: 'client', ifNothingFound: 'item', includeInputFields: true };

describe('Include Input Fields', () => {
	it.each([false, true])('keeps them beneath the answer, as a tool: %p', async (asTool) => {
		const items = [{ ...ROW, status: 'new', client_id: 'somebody' }, ROW];

		const sent = await run(SEND, { items, asTool });

		const answer = { status: 'success', client_id: '101' };
		expect(sent.items).toEqual([
			{ json: { ...ROW, ...answer }, pairedItem: { item: 0 } },
			{ json: { ...ROW, ...answer }, pairedItem: { item: 1 } },
		]);
	});

	it('is off where nobody chose it', async () => {
		const sent = await run({ ...SEND, includeInputFields: false }, { items: [ROW] });

		expect(sent.items.map(({ json }) => json)).toEqual([{ status: 'success', client_id: '101' }]);
	});

	it('keeps them in what says that nothing was found', async () => {
		const items = [{ tel: '15550102' }, { tel: '19999999' }];

		const found = await run(
			{ ...FIND, operation: 'findByPhone', phone: '={{ $json.tel }}' },
			{ items },
		);

		expect(found.items.map(({ json }) => json)).toEqual([
			{ tel: '15550102', client_id: 102, found: true },
			{ tel: '19999999', found: false },
		]);
	});

	it.each([false, true])(
		'keeps them where items share a request, as a tool: %p',
		async (asTool) => {
			const items = [
				{ id: 'row 1', messengerId: '777000101' },
				{ id: 'row 2', messengerId: '1' },
			];

			const found = await run(
				{
					...{ ...FIND, operation: 'findByPlatformId', groupId: byId('tea_shop_bot') },
					platformIds: '={{ $json.messengerId }}',
				},
				{ items, asTool },
			);

			expect(found.items).toEqual([
				{
					json: expect.objectContaining({
						...{ id: 101, client_id: 101, messengerId: '777000101', found: true },
					}),
					pairedItem: { item: 0 },
				},
				{ json: { id: 'row 2', messengerId: '1', found: false }, pairedItem: { item: 1 } },
			]);
		},
	);

	it('gives each output item objects of its own', async () => {
		const { items } = await run(
			{
				...{
					resource: 'client',
					operation: 'setVariables',
					setFor: 'clients',
					clients: '101, 102',
				},
				variables: { variable: [{ name: 'city', value: 'Kazan' }] },
				includeInputFields: true,
			},
			{ items: [ROW] },
		);

		const [first, second] = items.map(({ json }) => json);
		expect([first, second]).toEqual([
			{ ...ROW, status: 'success', client_id: '101' },
			{ ...ROW, status: 'success', client_id: '102' },
		]);
		expect(first.order).not.toBe(second.order);
		expect(first.order).not.toBe(ROW.order);
	});

	it.each([
		['an item', SEND],
		[
			'many items',
			{
				...{ resource: 'client', operation: 'setVariables', clientId: byId('101') },
				variables: { variable: [{ name: 'city', value: 'Kazan' }] },
			},
		],
	])(
		'that is neither yes nor no is refused before anything is sent, for %s',
		async (_of, given) => {
			const { error } = await run(
				{ ...given, includeInputFields: '={{ "perhaps" }}' },
				{ items: [ROW] },
			);

			expect(error?.message).toContain('Include Input Fields');
			expect(requests()).toEqual([]);
			expect(api().messagesTo(101)).toEqual([]);
		},
	);

	it('leaves an item that failed as it is', async () => {
		const { errorItems } = await run(
			{ ...SEND, clientId: byId('={{ $json.nobody }}') },
			{ items: [ROW], onError: 'continueErrorOutput' },
		);

		expect(errorItems?.map(({ json }) => json)).toEqual([
			{ ...ROW, error: 'Client is empty', message: expect.any(String) },
		]);
	});
});
