/** Who gets a broadcast: all incoming items at once, and nobody where they are too many. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { addClient } from '../support/mavibot-api';
import { byId, useMavibot } from '../support/engine/mavibot';

const { api, requests, run } = useMavibot();

const BROADCAST = { resource: 'message', operation: 'broadcast', message: 'Hello' };
const TO_ALL_ITEMS = { ...BROADCAST, audience: 'allItems' };
const TO_LIST = { ...BROADCAST, audience: 'list', list: '5' };

const itemsOf = (...ids: unknown[]) => ids.map((client_id) => ({ client_id }) as IDataObject);
const broadcasts = () => requests().filter(({ action }) => action === 'broadcast');

/** Puts so many more clients into list 5, which has two. */
function addToList(count: number): void {
	for (let index = 0; index < count; index++) {
		const platform_id = String(880000000 + index);
		const { id } = addClient(api().state, { platform_id, client_type: 1, group: 'tea_shop_bot' });
		api().state.lists.get(5)?.add(id);
	}
}

describe('a broadcast to all incoming items', () => {
	it('is one request, with each client once, and an output item for each of them', async () => {
		const { error, items } = await run(TO_ALL_ITEMS, {
			items: itemsOf(101, '102', ' 101 ', [103, 101]),
		});

		expect(error).toBeUndefined();
		expect(requests()).toMatchObject([
			{ action: 'broadcast', body: { clients: ['101', '102', '103'], message: 'Hello' } },
		]);
		expect(items).toEqual(
			[
				[0, '101'],
				[1, '102'],
				[2, '101'],
				[3, '103'],
				[3, '101'],
			].map(([item, client_id]) => ({
				json: { status: 'success', client_id },
				pairedItem: { item },
			})),
		);
		for (const id of [101, 102, 103]) expect(api().messagesTo(id)).toHaveLength(1);
	});

	it('is one request for 1,001 of them, also from another field', async () => {
		const ids = Array.from({ length: 1001 }, (_, index) => 1000 + index);
		for (const id of ids) {
			addClient(api().state, { id, client_type: 1, platform_id: `${id}`, group: 'tea_shop_bot' });
		}

		const { error, items } = await run(
			{ ...TO_ALL_ITEMS, clientIdOfItem: '={{ $json.id }}' },
			{ items: ids.map((id) => ({ id })) },
		);

		expect(error).toBeUndefined();
		expect(items).toHaveLength(1001);
		expect(requests()).toMatchObject([{ body: { clients: ids.map(String) } }]);
	});

	it('has output items that share no object', async () => {
		api().fail({ body: { status: 'success', sent: { to: [1] } }, times: Infinity });

		const { items } = await run(TO_ALL_ITEMS, { items: itemsOf(101, 101) });

		expect(items[0].json).toEqual(items[1].json);
		expect(items[0].json.sent).not.toBe(items[1].json.sent);
	});

	it.each<[string, unknown]>([
		['Client ID is empty', undefined],
		['Client ID is empty', ' '],
		['Client ID is empty', []],
		['Element 1 of Client ID has to be one ID, a whole number, and is "anna"', 'anna'],
	])('is sent to nobody where an item has no client: %s', async (message, bad) => {
		const { error } = await run(TO_ALL_ITEMS, { items: itemsOf(101, bad, 102) });

		expect(error?.message).toBe(message);
		expect(error?.context).toMatchObject({ itemIndex: 1 });
		expect(requests()).toEqual([]);
	});

	it('leaves out an item without a client where the run is to go on, and is not sent without any', async () => {
		const onError = 'continueErrorOutput';
		const result = await run(TO_ALL_ITEMS, { items: itemsOf(101, '', 102), onError });

		expect(requests()).toMatchObject([{ body: { clients: ['101', '102'] } }]);
		expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
		expect(result.errorItems).toMatchObject([
			{ json: { error: 'Client ID is empty' }, pairedItem: { item: 1 } },
		]);

		api().reset();
		const none = await run(TO_ALL_ITEMS, { items: itemsOf('', ''), onError });
		expect(none.errorItems).toHaveLength(2);
		expect(requests()).toEqual([]);
	});

	it.each<[string, INodeParameters]>([
		['Text', { message: '=Hello {{ $json.name }}' }],
		[
			'File URL',
			{
				...{ content: 'file', message: '' },
				attachmentUrl: '=https://example.com/{{ $json.name }}.png',
			},
		],
		['Block', { content: 'block', messageId: byId('={{ $json.block }}') }],
		['Buttons', { buttons: { button: [{ text: '={{ $json.name }}', type: 'reply' }] } }],
		['Delay', { sendWhen: 'afterDelay', timeShift: '={{ $json.block }}' }],
		['Seconds Between Messages', { options: { shift: '={{ $json.block }}' } }],
	])('is sent to nobody where items differ in what is sent: %s', async (field, fields) => {
		const items = [
			{ client_id: 101, name: 'Anna', block: 201 },
			{ client_id: 102, name: 'Anna', block: 201 },
			{ client_id: 103, name: 'Boris', block: 202 },
		];
		const message = `${field} is not the same in items 0 and 2, and one message goes to all`;

		const stopped = await run({ ...TO_ALL_ITEMS, ...fields }, { items });
		expect(stopped.error?.message).toBe(message);
		expect(stopped.error?.description).toContain('use the operation Send');

		const goesOn = await run(
			{ ...TO_ALL_ITEMS, ...fields },
			{ items, onError: 'continueErrorOutput' },
		);
		expect(goesOn.errorItems.map(({ json }) => json.error)).toEqual(Array(3).fill(message));
		expect(requests()).toEqual([]);
	});

	it('fails for each of the items where it is refused, and is not sent again', async () => {
		const items = itemsOf(101, 102);
		api().fail({ action: 'broadcast', status: 500, body: {}, times: 2 });

		const { error } = await run(TO_ALL_ITEMS, { items });
		expect(error?.message).toBe('Mavibot could not process the request');
		expect(error?.description).toContain('It is not known whether Mavibot carried');
		expect(requests()).toHaveLength(1);

		const { errorItems } = await run(TO_ALL_ITEMS, { items, onError: 'continueErrorOutput' });
		expect(errorItems.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(requests()).toHaveLength(2);
	});

	it('is no tool for an agent that runs each item by itself', async () => {
		const { error } = await run(TO_ALL_ITEMS, { items: itemsOf(101, 101), asTool: true });

		expect(error?.message).toMatch(/^This AI agent runs each item by itself/);
		expect(error?.description).toContain('Choose the audience Clients');
		expect(requests()).toEqual([]);
	});
});

const TO_IDS: Array<[string, INodeParameters]> = [
	['clients', { clients: '101, 102, 101, 103' }],
	[
		'platformIds',
		{ platformIds: '777000101, +777000101, 7998, 7997', groupId: byId('tea_shop_bot') },
	],
	['allItems', { clientIdOfItem: '101, 102, 103' }],
];

describe('the most recipients', () => {
	const most = (mostRecipients: number | string) => ({ options: { mostRecipients } });

	it.each(TO_IDS)('are counted among given IDs, each once: %s', async (audience, fields) => {
		const parameters = { ...BROADCAST, audience, ...fields };

		const refused = await run({ ...parameters, ...most(2) });
		expect(refused.error?.message).toBe(
			'The broadcast was not sent: it would go to 3 people, and at most 2 may get it',
		);
		expect(refused.error?.description).toContain('raise Most Recipients');
		expect(requests()).toEqual([]);

		const { error } = await run({ ...parameters, ...most(3) });
		expect(error).toBeUndefined();
		expect(broadcasts()).toHaveLength(1);
		expect(broadcasts()[0].body).not.toHaveProperty('mostRecipients');
	});

	it('are counted among all incoming items together', async () => {
		const parameters = { ...TO_ALL_ITEMS, ...most(2) };

		const { error } = await run(parameters, { items: itemsOf(101, 102, 103) });
		expect(error?.message).toContain('it would go to 3 people, and at most 2 may get it');
		expect(requests()).toEqual([]);

		const { items } = await run(parameters, { items: itemsOf(101, 102, 101) });
		expect(items).toHaveLength(3);
	});

	it.each([false, true])(
		'are counted in a list before it is sent, as a tool: %p',
		async (asTool) => {
			const { error } = await run({ ...TO_LIST, ...most(2) }, { asTool });
			expect(error).toBeUndefined();
			expect(requests()[0]).toMatchObject({
				action: 'get_clients',
				query: { list: '5', limit: '3' },
			});
			expect(broadcasts()).toMatchObject([{ body: { list: '5', message: 'Hello' } }]);

			api().reset();
			addToList(1);
			const refused = await run({ ...TO_LIST, ...most(2) }, { asTool });
			expect(refused.error?.message).toBe(
				'The broadcast was not sent: more than 2 people are in list 5, and at most 2 may get it',
			);
			expect(broadcasts()).toEqual([]);
		},
	);

	it('are counted in a list of more than a page', async () => {
		addToList(599);

		expect((await run({ ...TO_LIST, ...most(600) })).error?.message).toContain(
			'more than 600 people are in list 5',
		);
		expect(broadcasts()).toEqual([]);
		expect((await run({ ...TO_LIST, ...most(601) })).error).toBeUndefined();
		expect(broadcasts()).toHaveLength(1);
	});

	it('are nobody in an empty list, which is refused, too', async () => {
		api().state.lists.get(5)?.clear();

		const { error } = await run({ ...TO_LIST, ...most(2) });

		expect(error?.message).toBe('The broadcast was not sent: nobody is in list 5');
		expect(broadcasts()).toEqual([]);
	});

	it.each<[string, object, string]>([
		['is refused', { status: 403 }, 'The Mavibot API key may not read clients'],
		['has another form', { body: { people: [] } }, 'Mavibot gave no list of clients'],
		['is lost', { drop: 'before', times: Infinity }, 'Mavibot could not be reached'],
	])('are not known where the list %s, and nothing is sent', async (_how, fault, reason) => {
		api().fail({ action: 'get_clients', ...fault });

		const { error } = await run({ ...TO_LIST, ...most(2), requestOptions: { tries: 1 } });

		expect(error?.message).toContain(
			`The broadcast was not sent, since list 5 could not be counted: ${reason}`,
		);
		expect(error?.description).not.toContain('It is not known');
		expect(broadcasts()).toEqual([]);
	});

	it.each([
		['={{ $json.missing }}', 'Most Recipients is empty'],
		[0, 'Most Recipients has to be at least 1, and is 0'],
		[1.5, 'Most Recipients has to be a whole number, and is 1.5'],
		['={{ "few" }}', 'Most Recipients has to be a number, and is "few"'],
	])('are a number, or nothing is sent: %s', async (value, message) => {
		for (const parameters of [TO_LIST, { ...BROADCAST, audience: 'clients', clients: '101' }]) {
			const { error } = await run({ ...parameters, ...most(value) });
			expect(error?.message).toBe(message);
		}
		expect(requests()).toEqual([]);
	});

	it('are not counted where they are not limited', async () => {
		await run(TO_LIST);

		expect(requests()).toMatchObject([{ action: 'broadcast' }]);
	});

	it('leave nothing sent to the lists of other items, where a run is to stop', async () => {
		api().state.lists.set(6, new Set([101, 102, 103]));

		const { error } = await run(
			{ ...TO_LIST, list: '={{ $json.list }}', ...most(2) },
			{ items: [{ list: 5 }, { list: 6 }] },
		);

		expect(error?.context).toMatchObject({ itemIndex: 1 });
		expect(broadcasts()).toEqual([]);
	});
});
