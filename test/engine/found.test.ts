import type { INodeParameters } from 'n8n-workflow';
import { byId, useMavibot } from './support/mavibot';

const { api, run } = useMavibot();

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

	it('stops with an error', async () => {
		const { error } = await run(parameters);

		expect(error?.message).toBe('Nothing was found in Mavibot');
	});

	it('goes on without an item', async () => {
		const { error, items } = await run({ ...parameters, ifNothingFound: 'noItem' });

		expect(error).toBeUndefined();
		expect(items).toEqual([]);
	});

	it('goes on with an item that says so', async () => {
		const { error, items } = await run({ ...parameters, ifNothingFound: 'item' });

		expect(error).toBeUndefined();
		expect(items).toEqual([{ json: { found: false }, pairedItem: { item: 0 } }]);
	});
});

describe('what counts as nothing found', () => {
	const FIND = {
		resource: 'client',
		operation: 'findAllByVariable',
		var: 'a',
		val: 'b',
		ifNothingFound: 'item',
	};

	it.each([
		['a 404', { status: 404, body: '' }],
		['an empty list', { body: { status: 'success', client_ids: [] } }],
		['client_not_found', { body: { status: 'client_not_found' } }],
		['a fail that says so', { body: { status: 'fail', message: 'client not found' } }],
	])('%s', async (_what, fault) => {
		api().fail({ action: 'find_all_client_id_by_var', ...fault });

		expect((await run(FIND)).items.map(({ json }) => json)).toEqual([{ found: false }]);
	});

	it.each([
		['a missing permission', { status: 403, body: { status: 'fail' } }],
		['a refused key', { status: 401, body: { status: 'fail', message: 'api key not found' } }],
		['a fail for another reason', { body: { status: 'fail', message: 'too many variables' } }],
	])('but not %s', async (_what, fault) => {
		api().fail({ action: 'find_all_client_id_by_var', ...fault });

		expect((await run(FIND)).error).toBeDefined();
	});

	it('gives an item for each of several clients', async () => {
		api().fail({
			action: 'find_all_client_id_by_var',
			body: { status: 'success', client_ids: [1, 2] },
		});

		expect((await run(FIND)).items).toEqual(
			[1, 2].map((client_id) => ({ json: { client_id }, pairedItem: { item: 0 } })),
		);
	});
});
