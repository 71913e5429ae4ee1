/** Clients made or brought up to date in three steps: what is sent, and what each row is told. */
import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { addClient } from '../support/mavibot-api';
import { byId, useMavibot } from '../support/engine/mavibot';
import { trying } from '../support/properties/settings';
import { wordingProblem } from '../support/properties/words';

const { api, requests, run } = useMavibot();

const FIELDS: INodeParameters = {
	...{ resource: 'client', operation: 'upsert', platformId: '={{ $json.id }}' },
	...{ groupId: byId('tea_shop_bot'), listIds: '5' },
	variables: { variable: [{ name: 'city', value: '={{ $json.city }}' }] },
};
const COLUMNS: INodeParameters = {
	...{ resource: 'client', operation: 'upsert', mappingMode: 'autoMapInputData' },
	...{ clientTypeOfAll: 1, groupIdOfAll: byId('tea_shop_bot') },
};
const GOES_ON = { onError: 'continueRegularOutput' } as const;

/** The requests as method, and how many clients it carries. */
const sizes = () =>
	requests().map(({ action, body }) => {
		const { clients, platform_ids } = body as { clients?: unknown[]; platform_ids?: unknown[] };
		const list = Array.isArray(body) ? body : (clients ?? platform_ids ?? [body]);
		return `${action} ${list.length}`;
	});
const sentTo = (action: string) =>
	requests()
		.filter((one) => one.action === action)
		.map(({ body }) => body);
const rows = (...ids: Array<number | string>) =>
	ids.map((id) => ({ id: String(id), city: 'Oslo' }));
const clientOf = (platformId: string, bot = 'tea_shop_bot') =>
	api().state.clients.withPlatformId(platformId, bot)[0];
const contents = (items: Array<{ json: IDataObject }>) => items.map(({ json }) => json);

describe('few requests', () => {
	it('are two for each step of 1,000 rows with the same variables and list', async () => {
		const items = rows(...Array.from({ length: 1000 }, (_, index) => 1000 + index));

		for (const [given, taken] of [
			[FIELDS, items],
			[{ ...COLUMNS, listIds: '5' }, items.map(({ id, city }) => ({ messenger_id: id, city }))],
		] as const) {
			api().reset();
			const { error, items: output } = await run(given, { items: [...taken] });

			expect(error).toBeUndefined();
			expect(sizes()).toEqual(
				['load_clients', 'save_variables', 'add_to_list'].flatMap((action) => [
					`${action} 500`,
					`${action} 500`,
				]),
			);
			expect(output.map(({ pairedItem }) => pairedItem)).toEqual(
				items.map((_, item) => ({ item })),
			);
			expect(output[999].json).toEqual({
				...{ client_id: clientOf('1999').id, platform_id: '1999', client_type: 1 },
				...{ group_id: 'tea_shop_bot', status: 'success' },
				...{ variables_saved: ['client.city'], lists: ['5'] },
			});
			expect(api().state.lists.get(5)?.size).toBe(1002);
		}
	});

	it('are shared by rows with the same variables in another order, and of one list', async () => {
		const items = [
			{ messenger_id: '1', city: 'Oslo', size: 'L', Lists: '5, 6' },
			{ messenger_id: '2', size: 'L', city: 'Oslo', Lists: 6 },
			{ messenger_id: '3', city: 'Rome', Lists: '' },
		];
		const { error } = await run(COLUMNS, { items });

		expect(error).toBeUndefined();
		const [first, second, third] = ['1', '2', '3'].map((id) => String(clientOf(id).id));
		expect(sentTo('save_variables')).toEqual([
			{ clients: [first, second], variables: { 'client.city': 'Oslo', 'client.size': 'L' } },
			{ client_id: third, variables: { 'client.city': 'Rome' } },
		]);
		expect(sentTo('add_to_list')).toEqual([
			{ list_id: '5', clients: [first] },
			{ list_id: '6', clients: [first, second] },
		]);
	});

	it('are no more than the steps that a row wants', async () => {
		const { items } = await run(COLUMNS, { items: [{ messenger_id: '1' }] });

		expect(sizes()).toEqual(['load_clients 1']);
		expect(contents(items)).toMatchObject([{ status: 'success', variables_saved: [], lists: [] }]);
	});

	it('go side by side where variables differ, and no more than may be at once', async () => {
		const items = ['a', 'b', 'c', 'd'].map((city, index) => ({ id: String(index + 1), city }));
		let release = () => {};
		const until = new Promise<void>((resolve) => (release = resolve));
		api().fail({ action: 'save_variables', times: 3, until });
		const running = run({ ...FIELDS, requestOptions: { requestsAtOnce: 3 } }, { items });
		while (sentTo('save_variables').length < 3) await new Promise(setImmediate);
		const before = sizes().filter((one) => one.startsWith('save')).length;
		release();

		expect((await running).error).toBeUndefined();
		expect(before).toBe(3);
		expect(sentTo('save_variables')).toHaveLength(4);
	});
});

describe('what a row says', () => {
	it('goes to the client by fields: messenger, variables of the deal, several lists', async () => {
		const parameters = {
			...{ ...FIELDS, groupId: byId('34810'), clientType: 'bot', saveTo: 'deal' },
			...{ listIds: '={{ [6, 7] }}', includeInputFields: true },
		};
		const { error, items } = await run(parameters, { items: [{ id: '15550177', city: 'Oslo' }] });

		expect(error).toBeUndefined();
		const { id } = clientOf('15550177', '34810');
		expect(sentTo('save_variables')).toEqual([
			{ client_id: String(id), variables: { city: 'Oslo' } },
		]);
		expect(contents(items)).toEqual([
			{
				...{ id: '15550177', city: 'Oslo', client_id: id, platform_id: '15550177', client_type: 6 },
				...{ group_id: '34810', status: 'success', variables_saved: ['city'], lists: ['6', '7'] },
			},
		]);
	});

	it('is taken from columns, of which the phone is a variable too', async () => {
		const given = { ...COLUMNS, clientTypeOfAll: 'column', groupIdOfAll: byId('') };
		const { error } = await run(given, {
			items: [
				{ Phone: '+1 555 01-77', Messenger: 'WhatsApp', Bot: 34810, 'List ID': 6, row_number: 2 },
			],
		});

		expect(error).toBeUndefined();
		const { id, variables } = clientOf('15550177', '34810');
		expect(variables).toEqual({ Phone: '+1 555 01-77' });
		expect([...(api().state.lists.get(6) ?? [])]).toEqual([id]);
	});

	it('counts once for a client who stands in several, and what the last sets is what stays', async () => {
		const items = [
			{ Phone: '15550177', city: 'Oslo', size: 'L', Lists: 5 },
			{ Phone: '+1 555 0177', city: 'Rome', Lists: 6 },
			{ Phone: '15550177', city: '', Lists: 5 },
		];
		const given = { ...COLUMNS, clientTypeOfAll: 6, groupIdOfAll: byId('34810') };
		const { error, items: output } = await run(given, { items });

		expect(error).toBeUndefined();
		const { id, variables } = clientOf('15550177', '34810');
		expect(sizes()).toEqual([
			...['load_clients 1', 'save_variables 1', 'add_to_list 1', 'add_to_list 1'],
		]);
		expect(variables).toEqual({ city: 'Rome', size: 'L', Phone: '15550177' });
		expect(contents(output)).toMatchObject([
			{ client_id: id, lists: ['5'] },
			{ client_id: id, lists: ['6'] },
			{ client_id: id, lists: ['5'] },
		]);
	});

	it.each<[string, INodeParameters, IDataObject, string]>([
		['no client', COLUMNS, { city: 'Oslo' }, 'There is no column "Messenger ID"'],
		['a list that is none', COLUMNS, { messenger_id: '2', Lists: 'VIP' }, 'of Lists has to be one'],
		[
			'a list for all that is none',
			{ ...COLUMNS, listIds: 'VIP' },
			{ messenger_id: '2' },
			'Lists of',
		],
		[
			'a list by an expression that gave nothing',
			{ ...COLUMNS, listIds: '={{ $json.none }}' },
			{ messenger_id: '2' },
			'Lists of All Rows is empty',
		],
		[
			'one variable twice',
			COLUMNS,
			{ messenger_id: '2', a: 1, 'client.a': 2 },
			'Two columns would be saved as "client.a"',
		],
	])('stops a run before anything is sent, with %s', async (_what, given, wrong, message) => {
		const items = [{ messenger_id: '1', city: 'Oslo' }, wrong];
		const { error } = await run(given, { items });

		expect(error?.message).toContain(message);
		expect(requests()).toEqual([]);
	});

	it('fails alone where it is wrong and the run goes on', async () => {
		const items = [
			{ messenger_id: '1' },
			{ messenger_id: '2', Lists: 'VIP' },
			{ messenger_id: '3' },
		];
		const { items: output } = await run(COLUMNS, { items, ...GOES_ON });

		expect(sizes()).toEqual(['load_clients 2']);
		expect(contents(output).map(({ status, error }) => status ?? error)).toEqual([
			'success',
			expect.stringMatching(/^Element 1 of Lists has to be one ID.* \[item 1\]$/),
			'success',
		]);
	});
});

describe('a client that is there already', () => {
	const anna = { id: '777000101', city: 'Oslo' };

	it.each(['given', 'refused', 'given without an ID'] as const)(
		'is brought up to date where Mavibot has it %s',
		async (knownClients) => {
			for (const asTool of [false, true]) {
				api().reset();
				api().state.knownClients = knownClients;
				const { error, items } = await run(FIELDS, { items: [anna], asTool });

				expect(error).toBeUndefined();
				expect(contents(items)).toEqual([
					{
						...{ client_id: 101, platform_id: '777000101', client_type: 1 },
						...{ group_id: 'tea_shop_bot', variables_saved: ['client.city'], lists: ['5'] },
						status: knownClients === 'refused' ? 'fail: the client exists' : 'success',
					},
				]);
				expect(clientOf('777000101').variables).toEqual({ phone: '15550101', city: 'Oslo' });
				expect(sizes().includes('find_client_id_by_platform_id 1')).toBe(knownClients !== 'given');
			}
		},
	);

	it('is looked up with the others of its bot, and new ones are not', async () => {
		api().state.knownClients = 'refused';
		const known = Array.from({ length: 501 }, (_, index) => String(5000 + index));
		for (const platform_id of known) {
			addClient(api().state, { platform_id, client_type: 1, group: 'tea_shop_bot' });
		}
		const { error } = await run(FIELDS, { items: rows(...known, 1) });

		expect(error).toBeUndefined();
		expect(sizes().filter((one) => one.startsWith('find'))).toEqual([
			...['find_client_id_by_platform_id 500', 'find_client_id_by_platform_id 1'],
		]);
	});

	it('is refused where it is not found, as Mavibot said', async () => {
		const items = ['tea_shop_bot', 'no_such_bot'].map((bot) => ({ id: '1', city: 'Oslo', bot }));
		const { items: output } = await run(
			{ ...FIELDS, groupId: byId('={{ $json.bot }}') },
			{ items, ...GOES_ON },
		);

		expect(contents(output)).toEqual([
			expect.objectContaining({ status: 'success', lists: ['5'] }),
			{
				error: 'Mavibot did not import the client 1: group not found [item 1]',
				message: 'Check Bot (no_such_bot).',
			},
		]);
	});

	it('is refused where nobody can tell which of two it is', async () => {
		api().fail({
			action: 'load_clients',
			body: { status: 'success', items: [{ platform_id: '1', status: 'exists, fail' }] },
		});
		api().fail({
			action: 'find_client_id_by_platform_id',
			body: [101, 102].map((id) => ({ id, platform_id: '1' })),
		});
		const { error } = await run(FIELDS, { items: rows(1) });

		expect(error?.message).toBe('Mavibot did not import the client 1: exists, fail');
		expect(sentTo('save_variables')).toEqual([]);
	});

	it('of telephony, which has no bot to look in, is refused', async () => {
		api().state.knownClients = 'refused';
		addClient(api().state, { platform_id: '15550177', client_type: 13, group: '' });
		const { error } = await run(
			{ ...FIELDS, clientType: 13, groupId: byId('') },
			{ items: rows('15550177') },
		);

		expect(error?.message).toMatch(/^Mavibot did not import the client 15550177: fail: the client/);
		expect(sizes()).toEqual(['load_clients 1']);
	});

	it('cannot be told from one that is refused with a key that may not read', async () => {
		api().state.knownClients = 'refused';
		api().setPermissions(['changeClients']);
		const { items } = await run(FIELDS, { items: [anna, ...rows(1)], ...GOES_ON });

		expect(contents(items)).toEqual([
			{
				error: 'Mavibot did not import the client 777000101: fail: the client exists [item 0]',
				message: expect.stringContaining(
					'Whether it is there already could not be looked up: The Mavibot API key may not read clients.',
				),
			},
			expect.objectContaining({ status: 'success', lists: ['5'] }),
		]);
	});

	it('has an ID, or nothing is saved for it', async () => {
		api().fail({ action: 'load_clients', body: { status: 'queued', id: 101 }, times: 2 });

		const { error } = await run(FIELDS, { items: rows(1) });
		expect(error?.message).toBe('Mavibot did not tell the ID of the client 1');
		const { items } = await run({ ...FIELDS, listIds: '', variables: {} }, { items: rows(1) });
		expect(contents(items)).toMatchObject([{ status: 'queued', platform_id: '1' }]);
		expect(items[0].json).not.toHaveProperty('client_id');
		expect(sentTo('save_variables')).toEqual([]);
	});
});

describe('a row that fails', () => {
	const refused = (action: string, times = 1) =>
		api().fail({ action, status: 400, body: { status: 'fail', message: 'full moon' }, times });
	const items = [
		{ messenger_id: '1', city: 'Oslo', Lists: '5' },
		{ messenger_id: '2', city: 'Rome', Lists: '6' },
		{ messenger_id: '3', city: 'Rome', Lists: '6, 7' },
	];

	it('in the import says so, for all that were in the request', async () => {
		refused('load_clients');
		const { items: output } = await run(COLUMNS, { items, ...GOES_ON });

		expect(sizes()).toEqual(['load_clients 3']);
		expect(contents(output)).toEqual(
			items.map(() => ({
				error: 'Mavibot refused the request [items 0 to 2]',
				message: expect.stringContaining('full moon'),
			})),
		);
	});

	it('at its variables says that the client is there, and gets into no list', async () => {
		api().fail({ action: 'save_variables', times: 1 });
		api().fail({ action: 'save_variables', status: 403, body: { status: 'no' } });
		const { items: output } = await run(
			{ ...COLUMNS, requestOptions: { requestsAtOnce: 1 } },
			{ items, ...GOES_ON },
		);

		const failed = ['2', '3'].map((id) => ({
			error: `The client is in Mavibot (ID ${clientOf(id).id}), but saving its variables failed: The Mavibot API key may not change clients [items 1 and 2]`,
			message: expect.stringMatching(/section Integrations.* can be run again: nothing doubles\.$/),
		}));
		expect(contents(output)).toEqual([
			expect.objectContaining({ variables_saved: ['client.city'], lists: ['5'] }),
			...failed,
		]);
		expect(sentTo('add_to_list')).toEqual([{ list_id: '5', clients: [String(clientOf('1').id)] }]);
	});

	it('at a list says what else is done', async () => {
		api().fail({ action: 'add_to_list', times: 1 });
		refused('add_to_list');
		const { items: output } = await run(COLUMNS, { items, ...GOES_ON });

		const ids = ['2', '3'].map((id) => clientOf(id).id);
		expect(contents(output).map(({ error }) => error)).toEqual([
			undefined,
			`The client is in Mavibot (ID ${ids[0]}), its variables are saved, but adding it to list 6 failed: Mavibot refused the request [items 1 and 2]`,
			`The client is in Mavibot (ID ${ids[1]}), its variables are saved, it is in list 7, but adding it to list 6 failed: Mavibot refused the request [items 1 and 2]`,
		]);
		expect([...(api().state.lists.get(7) ?? [])]).toEqual([ids[1]]);
	});

	it('ends the run where that was not chosen, and says what had gone through', async () => {
		api().fail({ action: 'add_to_list', times: 1 });
		refused('add_to_list');
		const { error } = await run(COLUMNS, { items });

		expect(error?.message).toMatch(/^The client is in Mavibot .* adding it to list 6 failed/);
		expect(error?.description).toContain(
			'By then, item 0, a part of items 1 and 2 had gone through; they can be run again as well.',
		);
		expect(error?.context).toMatchObject({ itemIndex: 1 });
		expect(sentTo('add_to_list')).toHaveLength(2);
	});

	it('ends the run before variables are saved where a client is refused', async () => {
		const given = { ...COLUMNS, groupIdOfAll: byId('') };
		const bots = ['tea_shop_bot', 'no_such_bot', 'tea_shop_bot'];
		const { error } = await run(given, {
			items: items.map((one, n) => ({ ...one, bot: bots[n] })),
		});

		expect(error?.message).toBe('Mavibot did not import the client 2: group not found [item 1]');
		expect(error?.description).toContain('By then, a part of items 0 and 2 had gone through');
		expect(sentTo('save_variables')).toEqual([]);
	});

	it('says as a tool, to the model, what is wrong', async () => {
		refused('save_variables');
		const { error } = await run(FIELDS, { items: rows(1), asTool: true });

		expect(error?.message).toBe(
			`The client is in Mavibot (ID ${clientOf('1').id}), but saving its variables failed: Mavibot refused the request`,
		);
		expect(error?.description).not.toContain('By then');
	});

	it('is not tried again by the node where its outcome is not known, and says so', async () => {
		api().fail({ action: 'save_variables', status: 502, body: '', processed: true });
		const { error } = await run(FIELDS, { items: rows(1) });

		expect(sentTo('save_variables')).toHaveLength(1);
		expect(error?.description).toContain('It is not known whether Mavibot carried the request out');
	});
});

it('whatever the rows hold and whatever fails, each row tells the truth of what Mavibot then has', async () => {
	const row = fc.record({
		messenger_id: fc.constantFrom('1', '2', '3', '777000101', '555', 'no id'),
		bot: fc.constantFrom('tea_shop_bot', 'tea_shop_bot', 'no_such_bot'),
		city: fc.constantFrom('Oslo', 'Rome', '', 7, true),
		size: fc.constantFrom('', 'L', 'XL'),
		lists: fc.constantFrom('', '5', '6', '6, 7', 'VIP'),
	});
	const failing = fc.array(
		fc.constantFrom(
			'load_clients',
			'save_variables',
			'add_to_list',
			'find_client_id_by_platform_id',
		),
		{ maxLength: 3 },
	);
	const known = fc.constantFrom('given', 'refused', 'given without an ID' as const);
	await fc.assert(
		fc.asyncProperty(
			fc.array(row, { minLength: 1, maxLength: 8 }),
			failing,
			known,
			async (items, actions, knownClients) => {
				api().reset();
				const { state } = api();
				state.knownClients = knownClients as typeof state.knownClients;
				for (const action of actions) api().fail({ action, status: 400, body: { status: 'fail' } });
				const given = { ...COLUMNS, groupIdOfAll: byId('') };
				const { error, items: output } = await run(given, { items, ...GOES_ON });

				expect(error).toBeUndefined();
				expect(output.map(({ pairedItem }) => pairedItem)).toEqual(
					items.map((_, item) => ({ item })),
				);
				const inLists = (id: number, lists: string[]) =>
					lists.every((list) => state.lists.get(Number(list))?.has(id));
				output.forEach(({ json }, index) => {
					const { messenger_id, bot } = items[index];
					const client = clientOf(messenger_id, bot);
					const own = ['city', 'size'].filter((name) => items[index][name as 'city'] !== '');
					// Of the good rows of the client, the last that sets a variable.
					const last = (name: string) =>
						items.findLast(
							(one) =>
								one.messenger_id === messenger_id &&
								one.bot === bot &&
								one.lists !== 'VIP' &&
								one[name as 'city'] !== '',
						)?.[name as 'city'];
					const areSaved = () =>
						own.forEach((name) => expect(client.variables[name]).toBe(last(name)));
					if (json.error === undefined) {
						expect(json.client_id === undefined || json.client_id === client.id).toBe(true);
						expect(json.variables_saved).toEqual(own.map((name) => `client.${name}`));
						expect(json.lists).toEqual(items[index].lists.split(', ').filter(Boolean));
						areSaved();
						expect(inLists(client.id, json.lists as string[])).toBe(true);
						return;
					}
					const message = String(json.error);
					expect(wordingProblem(message, items)).toBeUndefined();
					const [, id] = /^The client is in Mavibot \(ID (\d+)\)/.exec(message) ?? [];
					if (id === undefined) return;
					expect(Number(id)).toBe(client.id);
					const [, inThem = ''] = /it is in lists? ([\d, ]+), but/.exec(message) ?? [];
					expect(inLists(client.id, inThem.split(', ').filter(Boolean))).toBe(true);
					if (message.includes('its variables are saved')) areSaved();
					if (message.includes('saving its variables failed')) {
						for (const name of own) expect(client.variables).not.toHaveProperty(name);
					}
				});
				const people = [...state.clients.values()].map((one) => `${one.platform_id} ${one.group}`);
				expect(new Set(people).size).toBe(people.length);
			},
		),
		trying(150),
	);
});
