import type { INodeParameters } from 'n8n-workflow';
import { byId, useMavibot } from '../support/engine/mavibot';

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

// What else means that there is nothing is in test/unit/answers.test.ts.
it.each(NOTHING)('%s, when there is nothing, ends as chosen', async (operation, fields) => {
	const parameters = { resource: 'client', operation, ...fields };
	// Who was asked about is known where the operation is told a client.
	const client = operation === 'getCurrent' ? { client_id: '102' } : {};
	const told = (item: number) => ({ json: { found: false, ...client }, pairedItem: { item } });

	const stopped = await run({ ...parameters, ifNothingFound: 'error' });
	expect(stopped.error?.message).toBe('Nothing was found in Mavibot');
	// As it is where nobody has chosen.
	expect(await run(parameters)).toMatchObject({ error: undefined, items: [] });

	for (const asTool of [false, true]) {
		api().fail({ status: 404, body: { status: 'client_not_found' }, times: 2 });
		const items = [{}, {}];
		const toldOfBoth = await run({ ...parameters, ifNothingFound: 'item' }, { items, asTool });
		expect(toldOfBoth.error).toBeUndefined();
		expect(toldOfBoth.items).toEqual([told(0), told(1)]);
		api().reset();
	}
});

it('takes nobody for missing where a client in the answer cannot be read', async () => {
	api().fail({ body: [{ id: 101, platform_id: '777000101' }, null] });

	const { items } = await run(
		{
			resource: 'client',
			operation: 'findByPlatformId',
			platformIds: '={{ $json.id }}',
			groupId: byId('tea_shop_bot'),
			ifNothingFound: 'item',
		},
		{ items: [{ id: '777000101' }, { id: '1' }], onError: 'continueRegularOutput' },
	);

	expect(items.map(({ json }) => json.id)).toEqual([101, undefined]);
	expect(items[1].json.error).toBe('Entry 2 of the answer of Mavibot could not be read [item 1]');
});
