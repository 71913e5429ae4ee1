import type { IDataObject, IHttpRequestOptions, ILoadOptionsFunctions } from 'n8n-workflow';
import { searchClients } from '../../nodes/Mavibot/methods/clients';

/** Searches in what a server answers to each request for a page. */
async function search(
	answer: (offset: number, request: number) => unknown,
	{ filter = '', token }: { filter?: string; token?: string } = {},
) {
	const offsets: number[] = [];
	const context = {
		getNode: () => ({ name: 'Mavibot', type: 'mavibot', parameters: {} }),
		getCredentials: async () => ({ apiKey: 'key' }),
		helpers: {
			async httpRequestWithAuthentication(_name: string, { qs }: IHttpRequestOptions) {
				const offset = Number((qs as IDataObject).offset);
				offsets.push(offset);
				return { statusCode: 200, headers: {}, body: answer(offset, offsets.length - 1) };
			},
		},
	} as unknown as ILoadOptionsFunctions;
	const { results, paginationToken } = await searchClients.call(context, filter, token);
	return { ids: results.map(({ value }) => value), paginationToken, offsets };
}

const clients = (from: number, count: number) =>
	Array.from({ length: count }, (_, index) => ({
		id: from + index,
		name: `Client ${from + index}`,
	}));
const pages = (total: number, size: number) => (offset: number) => ({
	status: 'success',
	clients: clients(offset + 1, Math.max(0, Math.min(size, total - offset))),
});
const upTo = (count: number) => clients(1, count).map(({ id }) => id);

describe('the list of clients', () => {
	it('goes on page by page as one scrolls', async () => {
		const first = await search(pages(700, 500));
		const second = await search(pages(700, 500), { token: first.paginationToken as string });

		expect(first).toEqual({ ids: upTo(500), paginationToken: '500', offsets: [0] });
		expect([...first.ids, ...second.ids]).toEqual(upTo(700));
		expect(second).toMatchObject({ paginationToken: undefined, offsets: [500, 700] });
	});

	it('does not end at a short page', async () => {
		const { ids } = await search(pages(700, 499));

		expect(ids).toEqual(upTo(700));
	});

	it('shows each client once where more are sent than were asked for', async () => {
		const { ids } = await search(pages(1400, 1000));

		expect(ids).toEqual(upTo(1000));
	});

	it('shows each client once where some are created meanwhile', async () => {
		const { ids } = await search((offset) => ({
			clients: clients(Math.max(1, offset - 10), offset > 400 ? 0 : 200),
		}));

		expect(new Set(ids).size).toBe(ids.length);
	});

	it('passes over what is no client, and no client for it', async () => {
		const { ids, offsets } = await search((offset) => ({
			clients: offset === 0 ? [...clients(1, 2), null, {}, ...clients(3, 2)] : [],
		}));

		expect(ids).toEqual([1, 2, 3, 4]);
		expect(offsets).toEqual([0, 6]);
	});

	it('can be a list alone', async () => {
		expect((await search((offset) => (offset === 0 ? clients(1, 3) : []))).ids).toEqual([1, 2, 3]);
	});

	it.each([[{ clients: null }], [{}], ['please wait']])(
		'says so where it is none: %j',
		async (body) => {
			await expect(search(() => body)).rejects.toThrow('Mavibot gave no list of clients');
		},
	);
});
