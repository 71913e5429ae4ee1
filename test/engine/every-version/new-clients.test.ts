/** What the Mavibot New Client Trigger gives n8n at each poll. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { createPoller } from '../../support/engine/poller';
import { useMavibot } from '../../support/engine/mavibot';
import { addClient } from '../../support/mavibot-api';

const { api, requests } = useMavibot();

const credentials = () => ({ apiKey: api().apiKey, server: api().origin });

const poller = async (parameters: INodeParameters = {}) =>
	await createPoller({ credentials: credentials(), parameters });

/** New clients of the tea shop's bot in Telegram; their IDs, the oldest first. */
const come = (count: number, fields: IDataObject = {}): number[] =>
	Array.from(
		{ length: count },
		(_, index) =>
			addClient(api().state, {
				platform_id: `new ${api().state.nextClientId}`,
				client_type: 1,
				group: 'tea_shop_bot',
				name: `New ${index + 1}`,
				...fields,
			}).id,
	);

const idsOf = (items: IDataObject[] | null) => items?.map(({ client_id }) => client_id) ?? [];

const asked = (action: string): number =>
	requests().filter((request) => request.action === action).length;

/** A promise, and what fulfils it. */
function gate() {
	let open = (): void => {};
	const opened = new Promise<void>((resolve) => (open = resolve));
	return { opened, open };
}

it('starts nothing with the clients that were there, and then with those who come, the oldest first', async () => {
	const { poll } = await poller();

	expect(await poll()).toBeNull();
	expect(await poll()).toBeNull();
	const [first, second] = come(2, { created_at: 1767225600 });
	expect(await poll()).toEqual([
		{
			id: first,
			client_id: first,
			name: 'New 1',
			messenger: 'Telegram',
			platform_id: `new ${first}`,
			group: 'tea_shop_bot',
			tag: null,
			created_at: 1767225600,
			created_at_iso: '2026-01-01T00:00:00Z',
		},
		expect.objectContaining({ client_id: second, name: 'New 2' }),
	]);
	expect(await poll()).toBeNull();
	expect(asked('get_clients')).toBe(4);
	expect(asked('connected_channels')).toBe(1);
});

it('gives all that Mavibot says of a client without Simplify', async () => {
	const { poll } = await poller({ simplify: false });
	await poll();
	const [id] = come(1);

	expect(await poll()).toEqual([
		expect.objectContaining({ client_id: id, client_type: 1, project_id: 1, avatar: null }),
	]);
});

it('loses none of more clients than a page holds, also where a page of them fails', async () => {
	const { poll } = await poller();
	await poll();
	const ids = come(1300);
	api().fail({ action: 'get_clients', delay: 0 });
	api().fail({ action: 'get_clients', status: 500 });

	await expect(poll()).rejects.toThrow('Mavibot');
	expect(idsOf(await poll())).toEqual(ids);
	expect(await poll()).toBeNull();
});

it('gives no more than 10,000 clients at once, and the others with the next polls', async () => {
	const { poll } = await poller();
	await poll();
	const ids = come(10_003);
	const first = await poll();
	const [later] = come(1);

	expect(idsOf(first)).toEqual(ids.slice(0, 10_000));
	expect(idsOf(await poll())).toEqual([...ids.slice(10_000), later]);
	expect(await poll()).toBeNull();
});

it('knows after a restart of n8n who was there before, from little that is stored', async () => {
	const first = await poller();
	await first.poll();
	come(2000);
	await first.poll();
	const ids = come(2);
	const stored = first.stored();
	const second = await createPoller({ credentials: credentials(), staticData: stored });

	expect(JSON.stringify(stored).length).toBeLessThan(10_000);
	expect(idsOf(await second.poll())).toEqual(ids);
});

it('starts nothing anew where all who were known have been deleted', async () => {
	const { poll } = await poller();
	const known = come(500, { created_at: 1800000000 });
	await poll();
	for (const id of known) api().state.clients.delete(id);

	expect(await poll()).toBeNull();
	const [later] = come(1, { created_at: 1800000001 });
	expect(idsOf(await poll())).toEqual([later]);
});

it('waits for the first client of a project that has none', async () => {
	const { poll } = await poller();
	api().state.clients.clear();
	await poll();
	const ids = come(3);

	expect(idsOf(await poll())).toEqual(ids);
	expect(await poll()).toBeNull();
});

it('goes on with what it knew after a list without clients', async () => {
	const { poll } = await poller();
	await poll();
	api().fail({ action: 'get_clients', body: { status: 'success', clients: [] } });
	expect(await poll()).toBeNull();
	const ids = come(2);

	expect(idsOf(await poll())).toEqual(ids);
});

it.each([
	['no list', { status: 'success' }, 'Mavibot gave no list of clients'],
	['an entry that is none', { clients: [null] }, 'Entry 1 of the list could not be read'],
])('takes %s for an error, and keeps what it knew', async (_what, body, message) => {
	const { poll } = await poller();
	await poll();
	const ids = come(2);
	api().fail({ action: 'get_clients', body });

	await expect(poll()).rejects.toMatchObject({
		message,
		description: expect.stringContaining('No client is lost: the next poll asks again.') as string,
	});
	expect(idsOf(await poll())).toEqual(ids);
});

it('says at once that the key is refused, without the key', async () => {
	const { poll } = await createPoller({ credentials: { ...credentials(), apiKey: 'wr-o-ng' } });
	const error = (await poll().catch((thrown: unknown) => thrown)) as Error;

	expect(error.message).toContain('key');
	expect(JSON.stringify(error) + String(error.stack)).not.toContain('wr-o-ng');
});

describe('with another key', () => {
	it('of the same project, loses nothing', async () => {
		const credential = credentials();
		const { poll } = await createPoller({ credentials: credential });
		await poll();
		const ids = come(2);
		api().acceptKey('another');
		credential.apiKey = 'another';

		expect(idsOf(await poll())).toEqual(ids);
		expect(await poll()).toBeNull();
		expect(asked('connected_channels')).toBe(2);
	});

	it('of another project, begins anew', async () => {
		const credential = credentials();
		const { poll } = await createPoller({ credentials: credential });
		await poll();
		come(2);
		api().acceptKey('another');
		credential.apiKey = 'another';
		api().state.projectId = 2;

		expect(await poll()).toBeNull();
		const ids = come(1);
		expect(idsOf(await poll())).toEqual(ids);
	});

	it('while the clients are read, decides nothing', async () => {
		const credential = credentials();
		const { poll, stored } = await createPoller({ credentials: credential });
		await poll();
		const ids = come(2);
		const before = stored();
		api().acceptKey('another');
		const { opened, open } = gate();
		api().fail({ action: 'get_clients', until: opened });
		const polling = poll();
		while (asked('get_clients') < 2) await new Promise((resolve) => setImmediate(resolve));
		credential.apiKey = 'another';
		open();

		expect(await polling).toBeNull();
		expect(stored()).toEqual(before);
		expect(idsOf(await poll())).toEqual(ids);
	});
});

it('begins no poll while one still runs', async () => {
	const { poll } = await poller();
	await poll();
	const ids = come(2);
	const { opened, open } = gate();
	api().fail({ action: 'get_clients', until: opened });
	const slow = poll();

	expect(await poll()).toBeNull();
	open();
	expect(idsOf(await slow)).toEqual(ids);
	expect(await poll()).toBeNull();
});

describe('with filters', () => {
	it('starts only with clients that pass all of them, and does not come back to the others', async () => {
		const filtered = await poller({ filters: { bots: ['tea_shop_bot'], messengers: [1] } });
		await filtered.poll();
		come(1, { group: 'another_bot' });
		come(1, { client_type: 2 });
		expect(await filtered.poll()).toBeNull();
		const ids = come(1);
		come(1, { group: 'another_bot' });
		expect(idsOf(await filtered.poll())).toEqual(ids);

		const open = await createPoller({ credentials: credentials(), staticData: filtered.stored() });
		expect(await open.poll()).toBeNull();
	});

	it('asks for nothing where the expression of one gives nothing', async () => {
		const { poll } = await poller({ filters: { bots: '={{ [] }}' } });

		await expect(poll()).rejects.toThrow('Bots under Filters is empty');
		expect(requests()).toEqual([]);
	});
});

describe('for trying the workflow out', () => {
	it('gives the newest client that passes the filters, and keeps nothing', async () => {
		const { fetchTestEvent, stored } = await poller({ filters: { bots: ['tea_shop_bot'] } });
		const [id] = come(1);
		come(1, { group: 'another_bot' });

		expect(await fetchTestEvent()).toEqual([expect.objectContaining({ client_id: id })]);
		expect(stored()).toEqual({});
	});

	it('says that there is no client, or none that passes the filters', async () => {
		const { fetchTestEvent } = await poller({ filters: { bots: ['another_bot'] } });

		await expect(fetchTestEvent()).rejects.toThrow(/None of the newest \d+ clients passes/);
		api().state.clients.clear();
		await expect(fetchTestEvent()).rejects.toThrow('The Mavibot project has no client yet');
	});
});
