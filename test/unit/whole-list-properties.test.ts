import fc from 'fast-check';
import { trying } from '../support/properties/settings';
import { entries, read } from '../support/read-list';

describe('whatever changes between pages, and however many entries a page holds', () => {
	interface Change {
		/** Which entries are removed, and where others are added, as parts of the list's length. */
		removed: number[];
		added: number[];
		/** How many entries the server gives. */
		served: number;
	}
	const parts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 });
	const nothing = fc.constant<number[]>([]);
	const served = fc.integer({ min: 1, max: 9 });
	// Where entries come and go at once, one entry alone can be a page cut short or the end: no request can tell.
	const servedAtLeastTwo = fc.integer({ min: 2, max: 9 });

	it.each<[string, fc.Arbitrary<Change>]>([
		['added and removed', fc.record({ removed: parts, added: parts, served: servedAtLeastTwo })],
		['added', fc.record({ removed: nothing, added: parts, served })],
		['removed', fc.record({ removed: parts, added: nothing, served })],
	])(
		'what was there all the time comes out once and in order where entries are %s, or there is an error',
		async (_what, change) => {
			let whole = 0;
			const runs = 1500;
			await fc.assert(
				fc.asyncProperty(
					fc.integer({ min: 0, max: 60 }),
					fc.array(change, { maxLength: 12 }),
					fc.integer({ min: 3, max: 9 }),
					fc.option(fc.integer({ min: 1, max: 70 }), { nil: Infinity }),
					async (size, changes, pageSize, limit) => {
						const list = entries(0, size);
						const waiting = [...changes];
						let newest = 1000;

						const { ids, error } = await read(
							(offset, asked) => {
								const { served = asked, removed = [], added = [] } = waiting.shift() ?? {};
								const page = list.slice(offset, offset + served);
								for (const at of removed) list.splice(Math.floor(at * list.length), 1);
								for (const at of added) {
									list.splice(Math.floor(at * (list.length + 1)), 0, { id: newest++ });
								}
								return page;
							},
							{ pageSize, limit },
						);

						expect(new Set(ids).size).toBe(ids.length);
						expect(ids.length).toBeLessThanOrEqual(limit);
						if (error) return;
						whole++;
						const stayed = list.map(({ id }) => Number(id)).filter((id) => id < 1000);
						const inOrder = ids.map(Number).filter((id) => stayed.includes(id));
						const wanted = ids.length < limit ? stayed : stayed.slice(0, inOrder.length);
						expect(inOrder).toEqual(wanted);
					},
				),
				trying(runs),
			);
			expect(whole).toBeGreaterThan(runs / 4);
		},
	);
});
