import type { INodeParameters } from 'n8n-workflow';
import { byId, useMavibot } from '../support/engine/mavibot';

const { api, requests, run } = useMavibot();

const NOTHING: Array<[string, INodeParameters]> = [
	['findByPhone', { phone: '19999999' }],
	['findByEmail', { email: 'nobody@example.com' }],
	['findByWhatsApp', { phone: '19999999' }],
	['findByOnlineChat', { recipient: 'nobody' }],
	['findByPlatformId', { platformIds: '1', groupId: byId('tea_shop_bot') }],
	['findByVariable', { var: 'phone', val: 'none' }],
	['findLatestByVariable', { var: 'phone', val: 'none' }],
	['findAllByVariable', { var: 'phone', val: 'none' }],
	['findAllByVariables', { variables: { variable: [{ name: 'phone', value: 'none' }] } }],
	[
		'search',
		{ conditions: { condition: [{ variable: 'phone', condition: 'is', value: 'none' }] } },
	],
	['getCurrent', { resource: 'deal', clientId: byId('102') }],
];

describe.each(NOTHING)('%s, when there is nothing', (operation, fields) => {
	const parameters = { resource: 'client', operation, ...fields };

	it('stops with an error, or goes on as chosen', async () => {
		const stopped = await run(parameters);
		const without = await run({ ...parameters, ifNothingFound: 'noItem' });
		const told = await run({ ...parameters, ifNothingFound: 'item' });

		expect(stopped.error?.message).toBe('Nothing was found in Mavibot');
		expect([without.error, told.error]).toEqual([undefined, undefined]);
		expect([without.items, told.items]).toEqual([
			[],
			[{ json: { found: false }, pairedItem: { item: 0 } }],
		]);
	});
});

const BULK_OF_MANY = Array.from({ length: 501 }, (_, index) => ({ id: `${1000 + index}` }));

describe.each(NOTHING)(
	'%s, whichever way Mavibot says that there is nothing',
	(operation, fields) => {
		const parameters = { resource: 'client', operation, ...fields, ifNothingFound: 'item' };
		const nothing = (count: number) =>
			Array.from({ length: count }, (_, item) => ({
				json: { found: false },
				pairedItem: { item },
			}));

		it.each([
			['a bare 404', { status: 404, body: '' }],
			['a 404 with client_not_found', { status: 404, body: { status: 'client_not_found' } }],
			[
				'a 404 with a message',
				{ status: 404, body: { status: 'error', message: 'No such client' } },
			],
			['client_not_found', { body: { status: 'client_not_found' } }],
			['a fail that says so', { body: { status: 'fail', message: 'client not found' } }],
			['an error alone', { body: { error: 'client not found' } }],
			['a list of refusals', { body: [{ status: 'fail', message: 'client not found' }] }],
			['an empty answer', { body: '' }],
			['an empty list', { body: [] }],
		])('%s', async (_what, fault) => {
			for (const asTool of [false, true]) {
				api().fail({ ...fault, times: 2 });

				const { error, items } = await run(parameters, { items: [{}, {}], asTool });
				api().reset();

				expect(error).toBeUndefined();
				expect(items).toEqual(nothing(2));
			}
		});

		it('and takes no page or word of another server for that', async () => {
			for (const body of [
				'<!doctype html><h1>Not Found</h1>',
				'404 page not found',
				{ detail: 'Not Found' },
				{ message: 'Not Found' },
				{ status: 404, error: 'Not Found' },
				{ status: '404', error: 'Not Found' },
				{ status: 'error', message: 'unknown method find_it' },
				{ status: 'error', message: 'Cannot GET /api/find_it' },
				{ status: 'error', message: 'route not found' },
			]) {
				api().fail({ status: 404, body });

				const { error } = await run(parameters);

				expect([body, error?.message]).toEqual([
					body,
					expect.stringMatching(
						/^(The server answered with a web page in place of data|The server does not know this request)$/,
					),
				]);
				expect(error?.description).toContain('Check the server in the credential.');
			}
		});
	},
);

describe('finding many by messenger ID', () => {
	const FIND = {
		resource: 'client',
		operation: 'findByPlatformId',
		platformIds: '={{ $json.id }}',
		groupId: byId('tea_shop_bot'),
	};

	it('goes on as chosen where a whole request finds nobody', async () => {
		api().fail({ status: 404, body: { status: 'client_not_found' } });

		const all = await run({ ...FIND, ifNothingFound: 'item' }, { items: BULK_OF_MANY });

		expect(all.error).toBeUndefined();
		expect(all.items).toEqual(
			BULK_OF_MANY.map((_, item) => ({ json: { found: false }, pairedItem: { item } })),
		);
		expect(requests()).toHaveLength(2);
	});

	it('says so for each item where it is an error', async () => {
		api().fail({ status: 404, body: '', times: Infinity });

		const { error, items } = await run(FIND, {
			items: BULK_OF_MANY,
			onError: 'continueRegularOutput',
		});

		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.error)).toEqual(
			BULK_OF_MANY.map(() => 'Nothing was found in Mavibot'),
		);
	});

	it('takes nobody for missing where a client in the answer cannot be read', async () => {
		const [first, second] = [{ id: '777000101' }, { id: '1' }];
		api().fail({ body: [{ id: 101, platform_id: '777000101' }, null] });

		const { items } = await run(
			{ ...FIND, ifNothingFound: 'item' },
			{ items: [first, second], onError: 'continueRegularOutput' },
		);

		expect(items.map(({ json }) => json.id)).toEqual([101, undefined]);
		expect(items[1].json.error).toBe('Entry 2 of the answer of Mavibot could not be read');
	});
});

describe('finding all', () => {
	const FIND = {
		resource: 'client',
		operation: 'findAllByVariable',
		var: 'a',
		val: 'b',
		ifNothingFound: 'item',
	};

	it.each([
		['a missing permission', { status: 403, body: { status: 'fail' } }],
		['a 404 of a key', { status: 404, body: { status: 'fail', message: 'api key not found' } }],
		['a refusal of the key', { body: { status: 'fail', message: 'api key not found' } }],
		['a bot that is not there', { body: { status: 'fail', message: 'group not found' } }],
		['an id that cannot be read', { body: { status: 'success', client_ids: [5, null] } }],
		['a refused key', { status: 401, body: { status: 'fail', message: 'api key not found' } }],
		['a fail for another reason', { body: { status: 'fail', message: 'too many variables' } }],
	])('does not take for nothing: %s', async (_what, fault) => {
		api().fail({ action: 'find_all_client_id_by_var', ...fault });

		expect((await run(FIND)).error).toBeDefined();
	});

	it.each([
		['a bare list of ids', [5, 6]],
		['a bare list of objects', [{ client_id: 5 }, { client_id: 6 }]],
		['several ids', { status: 'success', client_ids: [5, 6] }],
	])('gives an item for each of %s', async (_what, body) => {
		api().fail({ action: 'find_all_client_id_by_var', body });

		expect((await run(FIND)).items).toEqual(
			[5, 6].map((client_id) => ({ json: { client_id }, pairedItem: { item: 0 } })),
		);
	});
});
