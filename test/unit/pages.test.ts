/** How a list is read page by page, for each item. */
import { sleep, type GenericValue, type IDataObject } from 'n8n-workflow';
import { inPages, type PagedOperation } from '../../nodes/Mavibot/running/inPages';
import { fakeNode, type FakeRun } from '../support/fake-node';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: jest.fn(async () => await Promise.resolve()),
}));

const OPERATION: PagedOperation = {
	method: 'get_clients',
	pageSize: 3,
	query: (get) => ({ list: get('list') as GenericValue }),
	elements: (answer) => (answer as { clients?: unknown[] }).clients,
	content(element, get) {
		get('note', 'none');
		return { ...element, note: get('note', 'none') as GenericValue };
	},
};

const page = (...ids: number[]) => ({ clients: ids.map((id) => ({ id })) });

/** Reads for all items: the queries that were sent, what came out by items, or the error. */
async function read(given: Partial<FakeRun>) {
	const { ofAll, requests } = fakeNode({ items: [{ returnAll: true }], ...given });
	let error: { message: string; description?: string; context?: IDataObject } | undefined;
	const output = await inPages(OPERATION)
		.execute.call(ofAll)
		.catch((thrown: typeof error) => void (error = thrown));
	return {
		sent: requests.map(({ qs, body }) => ({ ...(qs as IDataObject), body })),
		output: output?.[0].map(({ json, pairedItem }) => [
			(pairedItem as { item: number }).item,
			json.id ?? json,
		]),
		error: error && [error.message, error.description, error.context?.itemIndex],
	};
}

it('reads to the end of the list, each page from the last known entry on', async () => {
	const answers = [page(1, 2, 3), page(3, 4), page(), page(4)];

	expect(await read({ items: [{ returnAll: true, list: '5' }], answers })).toEqual({
		sent: ['0 3', '2 3', '4 3', '3 3'].map((place) => {
			const [offset, limit] = place.split(' ').map(Number);
			return { list: '5', offset, limit, body: undefined };
		}),
		output: [1, 2, 3, 4].map((id) => [0, id]),
		error: undefined,
	});
});

it('reads no more than the limit, for each item by itself', async () => {
	const items = [
		{ returnAll: false, limit: 1 },
		{ returnAll: false, limit: 2 },
	];
	const { sent, output } = await read({ items, answers: [page(1), page(7, 8)] });

	expect(sent).toMatchObject([{ limit: 1 }, { limit: 2 }]);
	expect(output).toEqual([
		[0, 1],
		[1, 7],
		[1, 8],
	]);
});

it('works each parameter out once, however many entries there are', async () => {
	const { ofAll } = fakeNode({
		items: [{ returnAll: false, limit: 2, note: 'n' }],
		answers: [page(1, 2)],
	});
	const asked = jest.spyOn(ofAll, 'getNodeParameter');
	const [output] = await inPages(OPERATION).execute.call(ofAll);

	expect(output.map(({ json }) => json)).toEqual([
		{ id: 1, note: 'n' },
		{ id: 2, note: 'n' },
	]);
	expect(asked.mock.calls.filter(([name]) => name === 'note')).toHaveLength(1);
});

it('passes an answer of another form on in place of the first page, and refuses it later', async () => {
	expect((await read({ answers: [{ people: [] }] })).output).toEqual([[0, { people: [] }]]);
	const later = await read({ answers: [page(1, 2, 3), { people: [] }] });
	expect(later.error).toEqual([
		'Mavibot gave no list in place of the next page',
		'3 entries were read by then. Run it again.',
		0,
	]);
});

it('fails for the item that it is wrong for, and goes on where that was chosen', async () => {
	const items = [
		{ returnAll: false, limit: 0 },
		{ returnAll: false, limit: 1 },
	];

	expect((await read({ items })).error?.[0]).toMatch('Limit has to be');
	expect((await read({ items, answers: [page(1)], continueOnFail: true })).output).toEqual([
		[0, { error: expect.stringMatching('Limit has to be') }],
		[1, 1],
	]);
});

it('waits between items as the batches of Request Options say', async () => {
	const requestOptions = { batching: { batch: { batchSize: 3, batchInterval: 70 } } };
	const items = Array.from({ length: 5 }, () => ({ returnAll: false, limit: 1, requestOptions }));
	await read({ items, answers: [1, 2, 3, 4, 5].map((id) => page(id)) });

	expect(jest.mocked(sleep).mock.calls.filter(([time]) => time > 0)).toEqual([[70]]);
});

it('runs by routing for one item', async () => {
	const { routing } = inPages(OPERATION);
	const pagination = routing.operations?.pagination;
	if (typeof pagination !== 'function') throw new Error('no function');
	const items = [{}, { returnAll: false, limit: 1 }];
	const { ofOne, requests } = fakeNode({ items, answers: [page(1)], itemIndex: 1 });

	expect(routing.request).toEqual({ method: 'GET', url: '/get_clients' });
	expect(await pagination.call(ofOne, {} as never)).toEqual([
		{ json: { id: 1, note: 'none' }, pairedItem: { item: 1 } },
	]);
	expect(requests[0].url).toBe('/get_clients');
});
