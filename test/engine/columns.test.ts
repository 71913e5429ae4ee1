/** Values that are taken from the items' own columns, in place of fields that a person maps. */
import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { byId, useMavibot } from '../support/engine/mavibot';
import { trying } from '../support/properties/settings';
import { anyValue } from '../support/properties/values';

const { api, requests, run } = useMavibot();

const MATCH = { mappingMode: 'autoMapInputData' };
const IMPORT = { resource: 'client', operation: 'import', ...MATCH };
const SET = { resource: 'client', operation: 'setVariables', ...MATCH };
const SET_DEAL = { resource: 'deal', operation: 'setVariables', whichDeal: 'orderId', ...MATCH };
const CREATE = { resource: 'deal', operation: 'create', ...MATCH };

const GOES_ON = { onError: 'continueRegularOutput' } as const;

const sent = (): unknown[] => requests().map(({ body }) => body);

/** What a run that stops at once says, after which nothing may have been sent. */
async function refusal(parameters: INodeParameters, item: IDataObject) {
	const { error } = await run(parameters, { items: [item] });
	expect(requests()).toEqual([]);
	return { message: error?.message, description: error?.description };
}

describe('Import', () => {
	const CLIENT = { platform_id: '777', client_type: 1, group_id: 'tea_shop_bot' };

	it.each<[string, IDataObject, IDataObject]>([
		['as the API calls them', { ...CLIENT, city: 'Oslo' }, CLIENT],
		[
			'as people call them',
			{ 'Messenger ID': '777', Messenger: 'Telegram', Bot: 'tea_shop_bot' },
			CLIENT,
		],
		[
			'in capitals, and a messenger by its number as text',
			{ 'MESSENGER ID': 777, MESSENGER: '1', BOT: ' tea_shop_bot ' },
			CLIENT,
		],
		[
			'with hyphens and in camel case',
			{ 'messenger-id': '15550103', clientType: 'whatsapp', groupId: 34810 },
			{ platform_id: '15550103', client_type: 6, group_id: '34810' },
		],
		[
			'of phone numbers for WhatsApp',
			{ Phone: '+1 (555) 01-03', Messenger: 'WhatsApp', Bot: 34810 },
			{ platform_id: '15550103', client_type: 6, group_id: '34810' },
		],
		[
			'of addresses for email',
			{ 'E-Mail': 'clara@example.com', Messenger: 'email', Bot: 'shop@example.com', Phone: '1' },
			{ platform_id: 'clara@example.com', client_type: 14, group_id: 'shop@example.com' },
		],
		[
			'of messenger IDs before those of phone numbers',
			{ Phone: '15550199', platform_id: '15550103', Messenger: 6, Bot: 34810 },
			{ platform_id: '15550103', client_type: 6, group_id: '34810' },
		],
		[
			'without a bot for telephony',
			{ messenger_id: '15550101', messenger: 'telephony' },
			{ platform_id: '15550101', client_type: 13, group_id: '' },
		],
		[
			'twice, of which one is empty',
			{ ...CLIENT, 'Messenger ID': '', Bot: 'tea_shop_bot' },
			CLIENT,
		],
	])('finds columns %s', async (_what, item, client) => {
		const { error } = await run(IMPORT, { items: [item] });

		expect(error).toBeUndefined();
		expect(sent()).toEqual([[client]]);
	});

	it('takes one messenger and one bot for all rows, whatever their columns say', async () => {
		const items = [{ platform_id: '777' }, { platform_id: '778', bot: 'other', messenger: '?' }];
		const ofAll = { clientTypeOfAll: 1, groupIdOfAll: byId('tea_shop_bot') };
		const { error, items: output } = await run({ ...IMPORT, ...ofAll }, { items });

		expect(error).toBeUndefined();
		expect(sent()).toEqual([[CLIENT, { ...CLIENT, platform_id: '778' }]]);
		expect(output.map(({ json, pairedItem }) => [json.platform_id, pairedItem])).toEqual([
			['777', { item: 0 }],
			['778', { item: 1 }],
		]);
	});

	it('takes the messenger of each bot, with one question for all rows', async () => {
		const items = [
			{ platform_id: '777', Bot: 'tea_shop_bot' },
			{ Phone: '+1 555 01-03', Bot: 34810 },
			{ platform_id: '778', Bot: 'tea_shop_bot', Messenger: 'left alone' },
		];
		const { error } = await run({ ...IMPORT, clientTypeOfAll: 'bot' }, { items });

		expect(error).toBeUndefined();
		expect(requests().map(({ action }) => action)).toEqual(['connected_channels', 'load_clients']);
		expect(sent()[1]).toEqual([
			CLIENT,
			{ platform_id: '15550103', client_type: 6, group_id: '34810' },
			{ ...CLIENT, platform_id: '778' },
		]);
	});

	it.each<[string, IDataObject, string]>([
		[
			'the messenger ID',
			{ Messenger: 1, Bot: 'b' },
			'There is no column "Messenger ID", or its cell is empty',
		],
		['the messenger', { Bot: 'b' }, 'There is no column "Messenger", or its cell is empty'],
		[
			'a phone number',
			{ Phone: '', Messenger: 'WhatsApp', Bot: 34810 },
			'The column "Phone" is empty',
		],
		[
			'a phone number or messenger ID',
			{ Messenger: 'WhatsApp', Bot: 34810 },
			'There is no column "Messenger ID" or "Phone", or its cell is empty',
		],
		['a value for it', { ...CLIENT, client_type: ' ' }, 'The column "client_type" is empty'],
		['the bot', { ...CLIENT, group_id: null }, 'The column "group_id" is empty'],
		[
			'a known messenger',
			{ ...CLIENT, client_type: 'Telegrm' },
			'Messenger has to be a messenger\'s name or number, and is "Telegrm"',
		],
		[
			'a bot that is named once',
			{ ...CLIENT, Bot: 'other' },
			'The columns "group_id" and "Bot" both hold the Bot, and differ',
		],
		[
			'all digits of an ID',
			{ ...CLIENT, platform_id: 2 ** 60 },
			'Messenger ID is a number of more than 15 digits, of which the last are lost',
		],
	])('refuses a row that lacks %s, and sends nothing', async (_what, item, message) => {
		expect(await refusal(IMPORT, item)).toMatchObject({ message });
	});

	it('names the columns that are there, where one is missing', async () => {
		const { description } = await refusal(IMPORT, { Id: 777, Name: 'Anna' });
		expect(description).toContain('The item has "Id", "Name".');
		expect(description).toContain('Or choose one messenger for all rows.');
	});

	it('lets a row that lacks something fail alone where the run goes on', async () => {
		const items = [CLIENT, { platform_id: '778' }, { ...CLIENT, platform_id: '779' }];
		const { items: output } = await run(IMPORT, { items, ...GOES_ON });

		expect(sent()).toEqual([[CLIENT, { ...CLIENT, platform_id: '779' }]]);
		expect(output.map(({ json, pairedItem }) => [json.status ?? json.error, pairedItem])).toEqual([
			['success', { item: 0 }],
			['There is no column "Messenger", or its cell is empty [item 1]', { item: 1 }],
			['success', { item: 2 }],
		]);
	});

	it('takes 1,001 rows in three requests', async () => {
		const items = Array.from({ length: 1001 }, (_, index) => ({
			...CLIENT,
			platform_id: String(1000 + index),
		}));
		const { error, items: output } = await run(IMPORT, { items });

		expect(error).toBeUndefined();
		expect(sent().map((body) => (body as unknown[]).length)).toEqual([500, 500, 1]);
		expect(output).toHaveLength(1001);
	});
});

describe('Set Variables of clients', () => {
	it('saves every column but the ID and those left out, as it is, to the client', async () => {
		const { error } = await run(
			{ ...SET, columnsLeftOut: 'row_number, My Notes' },
			{
				items: [
					{
						...{ client_id: 101, city: 'Oslo', 'client.phone': 15550101, VIP: true, sum: 12.5 },
						...{ row_number: 7, 'my notes': 'x', empty: '', gone: null, ' padded ': ' kept ' },
					},
				],
			},
		);

		expect(error).toBeUndefined();
		expect(sent()).toEqual([
			{
				client_id: '101',
				variables: {
					...{ 'client.city': 'Oslo', 'client.phone': 15550101, 'client.VIP': true },
					...{ 'client.sum': 12.5, 'client.padded': ' kept ' },
				},
			},
		]);
	});

	it('saves to the deal under plain names, and clears what is empty, where that is chosen', async () => {
		const { error } = await run(
			{ ...SET, saveTo: 'deal', emptyCells: 'clear' },
			{ items: [{ 'Client ID': '101', city: '', 'client.phone': null, size: 'L' }] },
		);

		expect(error).toBeUndefined();
		expect(sent()).toEqual([
			{ client_id: '101', variables: { city: '', 'client.phone': '', size: 'L' } },
		]);
	});

	it('gathers rows with the same values, and makes a request for each that differs', async () => {
		const items = [
			{ client_id: 101, city: 'Oslo' },
			{ client_id: 102, city: 'Rome' },
			{ client_id: 103, city: 'Oslo' },
		];
		const { error, items: output } = await run(SET, { items });

		expect(error).toBeUndefined();
		expect(sent()).toEqual([
			{ clients: ['101', '103'], variables: { 'client.city': 'Oslo' } },
			{ client_id: '102', variables: { 'client.city': 'Rome' } },
		]);
		expect(output.map(({ json }) => json.client_id)).toEqual(['101', '102', '103']);
	});

	it.each<[string, IDataObject, string]>([
		['no client', { city: 'Oslo' }, 'There is no column "Client ID", or its cell is empty'],
		['an empty client', { client_id: '', city: 'Oslo' }, 'The column "client_id" is empty'],
		['two clients', { client_id: '1,2', city: 'Oslo' }, 'Client ID has to be one ID'],
		['nothing to save', { client_id: 101, city: '' }, 'No column of this item is left to save'],
		[
			'one variable twice',
			{ client_id: 101, phone: '1', 'client.phone': '2' },
			'Two columns would be saved as "client.phone"',
		],
		[
			'a name that is never sent',
			JSON.parse('{"client_id": 101, "__proto__": "x"}') as IDataObject,
			'A variable cannot be named "__proto__"',
		],
		['no name', { client_id: 101, ' ': 'x' }, 'The name of a variable is empty'],
		[
			'lost digits',
			{ client_id: 101, card: 2 ** 60 },
			'The column "card" is a number of more than',
		],
	])('refuses a row with %s, and sends nothing', async (_what, item, message) => {
		expect((await refusal(SET, item)).message).toContain(message);
	});
});

it('Set Variables of a deal takes client and deal from their columns', async () => {
	const { error } = await run(SET_DEAL, {
		items: [{ client_id: 101, order_id: 40632, size: 'L', 'client.city': 'Oslo', note: '' }],
	});
	expect(error).toBeUndefined();
	expect(sent()).toEqual([
		{ client_id: '101', order_id: '40632', variables: { size: 'L', 'client.city': 'Oslo' } },
	]);
	api().reset();
	expect((await refusal(SET_DEAL, { client_id: 101, size: 'L' })).message).toBe(
		'There is no column "Deal ID", or its cell is empty',
	);
});

it('Set Variables of a deal does not guess whether a row means its own deal or the current one', async () => {
	const current = { ...SET_DEAL, whichDeal: 'current' };

	const { message } = await refusal(current, { client_id: 101, order_id: 40632, size: 'L' });

	expect(message).toBe('The row has a deal of its own, and Which Deal says the current one');
});

describe('Create of a deal', () => {
	it.each<[string, INodeParameters, IDataObject, IDataObject]>([
		[
			'the client by ID, and all there is of the deal',
			{},
			{
				...{ client_id: 101, phone: '15550199', 'Deal Name': 'Order 17', Budget: '12.5' },
				...{ description: '', 'state id': 37, name: 'Anna' },
			},
			{ client_id: '101', name: 'Order 17', budget: 12.5, state_id: '37' },
		],
		['the client by phone', { findClientBy: 'phone' }, { Phone: 15550101 }, { phone: '15550101' }],
		[
			'the client by email',
			{ findClientBy: 'email' },
			{ EMAIL: 'clara@example.com', client_id: 101 },
			{ email: 'clara@example.com' },
		],
	])('takes %s', async (_what, parameters, item, body) => {
		const { error } = await run({ ...CREATE, ...parameters }, { items: [item] });
		expect(error).toBeUndefined();
		expect(sent()).toEqual([body]);
	});

	it.each<[INodeParameters, IDataObject, string]>([
		[{}, { phone: '15550101' }, 'There is no column "Client ID", or its cell is empty'],
		[{ findClientBy: 'phone' }, { phone: 'Anna' }, 'Phone has to be one phone number'],
		[{}, { client_id: 101, budget: 'much' }, 'Budget has to be a number, and is "much"'],
	])('refuses %j with %j', async (parameters, item, message) => {
		expect((await refusal({ ...CREATE, ...parameters }, item)).message).toContain(message);
	});
});

it('whatever stands in the columns, each row ends in a request or in an error of its own', async () => {
	const name = fc.constantFrom(
		...['client_id', 'Client ID', 'order_id', 'platform_id', 'Messenger ID', 'Messenger', 'Bot'],
		...['phone', 'client.phone', '__proto__', 'constructor', 'Budget', 'row_number', ''],
	);
	const item = fc
		.array(fc.tuple(name, anyValue), { maxLength: 6 })
		.map((cells) => JSON.parse(JSON.stringify(Object.fromEntries(cells))) as IDataObject);
	await fc.assert(
		fc.asyncProperty(
			fc.constantFrom(IMPORT, SET, SET_DEAL, CREATE),
			fc.array(item, { minLength: 1, maxLength: 4 }),
			async (parameters, items) => {
				api().reset();
				const { error, items: output } = await run(parameters, { items, ...GOES_ON });
				expect(error).toBeUndefined();
				expect(output.map(({ pairedItem }) => pairedItem)).toEqual(
					items.map((_, index) => ({ item: index })),
				);
			},
		),
		trying(300),
	);
});
