import type { IDataObject } from 'n8n-workflow';
import { entries, type Page, read } from '../support/read-list';

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

describe('a list that stays as it is', () => {
	const list = entries(0, 12);
	const honest: Page = (offset, limit) => list.slice(offset, offset + limit);

	it('is read to where nothing stands behind its last entry', async () => {
		expect(await read(honest)).toEqual({
			ids: upTo(12),
			requests: ['0 5', '4 5', '8 5', '12 5', '11 5'],
			error: undefined,
		});
	});

	it('is read no further than the limit', async () => {
		expect((await read(honest, { limit: 5 })).requests).toEqual(['0 5']);
		expect(await read(honest, { limit: 7 })).toMatchObject({
			ids: upTo(7),
			requests: ['0 5', '4 3'],
		});
	});

	it('is read whole where the server sends more than was asked for', async () => {
		expect(await read((offset) => list.slice(offset, offset + 8))).toMatchObject({
			ids: upTo(12),
			requests: ['0 5', '7 5', '11 5', '12 5', '11 5'],
		});
	});

	it('is given up to the limit where the server sends more', async () => {
		const { ids, error } = await read(() => [...list, null], { limit: 3 });

		expect(error).toBeUndefined();
		expect(ids).toEqual(upTo(3));
	});

	it('is read whole where the server sends fewer than were asked for, and its end is looked at thrice', async () => {
		const { ids, requests } = await read((offset) => list.slice(offset, offset + 3));
		expect(ids).toEqual(upTo(12));
		expect(requests.map((request) => request.split(' ')[0]).join(' ')).toBe(
			'0 3 2 4 6 8 10 11 12 11 12 11 12 11',
		);
		// Once is enough where only the last page was short.
		const once = await read((offset, limit) =>
			list.slice(offset, offset + (offset === 8 ? 4 : limit)),
		);
		expect(once.requests).toEqual(['0 5', '4 5', '8 5', '12 5', '11 5']);
	});

	it('may be empty', async () => {
		expect(await read(() => [])).toEqual({ ids: [], requests: ['0 5'], error: undefined });
	});

	it('may have entries without an id', async () => {
		const nameless = ['a', 'b', 'c'].map((name) => ({ name }));

		const page: Page = (offset, limit) => nameless.slice(offset, offset + limit);
		const { ids, requests } = await read(page, { pageSize: 2 });

		expect(ids).toHaveLength(3);
		expect(requests).toEqual(['0 2', '1 2', '2 2', '3 2', '2 2']);
	});
});

describe('a list that changes between pages', () => {
	/** Pages of a list that each of these changes once, in turn, after a page was given. */
	const changing = (
		list: IDataObject[],
		...changes: Array<(list: IDataObject[]) => void>
	): Page => {
		let given = 0;
		return (offset, limit) => {
			const page = list.slice(offset, offset + limit);
			changes[given++]?.(list);
			return page;
		};
	};
	const added = (count: number) => (list: IDataObject[]) =>
		void list.unshift(...entries(1000, 1000 + count));
	const removed = (from: number, count: number) => (list: IDataObject[]) =>
		void list.splice(from, count);

	it.each([1, 4, 5, 6, 30])('is read whole after %i were added before', async (count) => {
		expect(await read(changing(entries(0, 40), added(count)))).toMatchObject({
			ids: upTo(40),
			error: undefined,
		});
	});

	it.each([
		['one', 0, 1],
		['the last that was read', 4, 1],
		['some around the last that was read', 3, 4],
	])('misses none after %s was removed', async (_what, from, count) => {
		const { ids, error } = await read(changing(entries(0, 40), removed(from, count)));

		expect(error).toBeUndefined();
		expect(ids).toEqual([
			...new Set([...upTo(5), ...upTo(40).filter((id) => id < from || id >= from + count)]),
		]);
	});

	it('misses none after more were removed than a page holds', async () => {
		const { ids, error, requests } = await read(
			changing(entries(0, 60), ...Array<() => void>(4).fill(() => {}), removed(2, 14)),
		);

		expect(error).toBeUndefined();
		expect(ids).toEqual(upTo(60));
		expect(requests.slice(5, 12).map((request) => request.split(' ')[0])).toEqual([
			...['20', '16', '12', '8', '4', '8', '12'],
		]);
	});

	const none = () => {};
	it.each<[string, Array<(list: IDataObject[]) => void>, string]>([
		['one was added', [added(1)], '0 4 8 12 13 12'],
		['a page was added', [added(5)], '0 4 8 12 16 17 16'],
		['six pages were added', [added(30)], '0 4 0 4 8 12 16 20 24 28 32 36 40 42 41'],
		['the first was removed', [removed(0, 1)], '0 4 0 4 8 11 10'],
		['some around the last were removed', [removed(3, 4)], '0 4 0 4 8 7'],
		['all were removed', [none, removed(0, 12)], '0 4 8 4 0'],
		['some were added at the end', [none, none, none, added(2)], '0 4 8 12 11 14 13'],
	])('asks for the pages around the last known entry after %s', async (_what, changes, places) => {
		const { requests } = await read(changing(entries(0, 12), ...changes));

		expect(requests).toEqual(places.split(' ').map((place) => `${place} 5`));
	});

	it('keeps to the limit where a page brings only what is known', async () => {
		expect(await read(changing(entries(0, 40), added(3)), { limit: 8 })).toMatchObject({
			ids: upTo(8),
			requests: ['0 5', '4 4', '7 4'],
			error: undefined,
		});
	});
});

describe('a list that cannot be read', () => {
	it('is an error where the server gives the same page for ever', async () => {
		const { error, requests } = await read(() => entries(0, 5));

		expect(error?.message).toBe(
			'Mavibot gave the same page again, so the list cannot be read to its end',
		);
		expect(error?.advice).toBe('5 entries were read. Set a limit of 5 to get them.');
		expect(requests).toHaveLength(4);
	});

	it('is an error where the server gives other entries for ever', async () => {
		let id = 0;
		const { error, requests } = await read(() => entries(id, (id += 5)));

		expect(error?.message).toBe('The list changes faster than it can be read');
		expect(error?.advice).toBe(
			'5 entries were read. Run it again while fewer entries are added and removed, or set a limit of 5 to get them.',
		);
		expect(requests).toHaveLength(22);
		expect(requests.slice(0, 5)).toEqual(['0 5', '4 5', '0 5', '4 5', '8 5']);
	});

	it('is an error where the server gives one entry a page', async () => {
		const { error, requests } = await read((offset) => entries(offset, offset + 1));

		expect(error?.message).toBe('The list changes faster than it can be read');
		expect(error?.advice).toMatch(/^1 entry was read\. /);
		expect(requests).toHaveLength(42);
	});

	it('is an error where the end is there and not there', async () => {
		const { error, requests } = await read((offset) => (offset % 2 === 0 ? entries(0, 2) : []));

		expect(error?.message).toMatch(/^Mavibot gave the same page again/);
		expect(requests).toEqual(['0 5', '2 5', '4 5', '6 5']);
	});

	it.each([null, 5, 'text', [[]]])('is an error that names an entry that is %j', async (entry) => {
		const list: unknown[] = entries(0, 12);
		list[7] = entry;

		const { error } = await read((offset, limit) => list.slice(offset, offset + limit));

		expect(error?.message).toBe('Entry 8 of the list could not be read');
		expect(error?.advice).toBe(
			'Mavibot gave no data in its place. 5 entries were read from the pages before. Run it again; if this happens again, set a limit of 7 to get those before it.',
		);
	});

	it.each([
		[
			0,
			'0 entries were read from the pages before. Run it again; if this happens again, tell Mavibot.',
		],
		[
			1,
			'0 entries were read from the pages before. Run it again; if this happens again, set a limit of 1 to get those before it.',
		],
	])('is an error also at entry %i of the first page', async (index, end) => {
		const list: unknown[] = entries(0, 5);
		list[index] = null;

		expect((await read(() => list)).error?.advice).toBe(
			`Mavibot gave no data in its place. ${end}`,
		);
	});
});
