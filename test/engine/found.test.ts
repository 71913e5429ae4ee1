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
	const toldAs = (item: number) => ({ json: { found: false }, pairedItem: { item } });

	it('stops with an error, or goes on as chosen', async () => {
		const stopped = await run(parameters);
		const without = await run({ ...parameters, ifNothingFound: 'noItem' });
		const told = await run({ ...parameters, ifNothingFound: 'item' });

		expect(stopped.error?.message).toBe('Nothing was found in Mavibot');
		expect([without.error, told.error]).toEqual([undefined, undefined]);
		expect([without.items, told.items]).toEqual([[], [toldAs(0)]]);
	});

	it.each([
		['a 404', { status: 404, body: { status: 'client_not_found' } }],
		['a fail that says so', { body: { status: 'fail', message: 'client not found' } }],
		['an empty answer', { body: '' }],
		['an empty list', { body: [] }],
	])('takes for that %s', async (_what, fault) => {
		for (const asTool of [false, true]) {
			api().fail({ ...fault, times: 2 });

			const { error, items } = await run(
				{ ...parameters, ifNothingFound: 'item' },
				{ items: [{}, {}], asTool },
			);
			api().reset();

			expect(error).toBeUndefined();
			expect(items).toEqual([toldAs(0), toldAs(1)]);
		}
	});

	it('takes no word of another server for that', async () => {
		api().fail({ status: 404, body: { message: 'Not Found' } });

		const { error } = await run({ ...parameters, ifNothingFound: 'item' });

		expect(error?.message).toBe('The server does not know this request');
	});
});

const BULK_OF_MANY = Array.from({ length: 501 }, (_, index) => ({ id: `${1000 + index}` }));

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
