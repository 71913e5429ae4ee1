import { itemsInWords } from '../../nodes/Mavibot/running/itemsInWords';

const upTo = (count: number, from = 0): number[] =>
	Array.from({ length: count }, (_, index) => from + index);

describe('items in a sentence', () => {
	it.each([
		[[], 'no item'],
		[[3], 'item 3'],
		[[3, 3], 'item 3'],
		[[0, 1], 'items 0 and 1'],
		[[0, 1, 2], 'items 0 to 2'],
		[[7, 4], 'items 4 and 7'],
		[[...upTo(58), 59, 61], 'items 0 to 57, 59 and 61'],
		[[61, ...upTo(58), 59], 'items 0 to 57, 59 and 61'],
		[upTo(499, 1), 'items 1 to 499'],
	])('%j', (numbers, words) => {
		expect(itemsInWords(numbers)).toBe(words);
	});

	it('names ten ranges, and says how many items more there are', () => {
		const oddOnes = upTo(1000).map((number) => 2 * number + 1);

		expect(itemsInWords(oddOnes)).toBe('items 1, 3, 5, 7, 9, 11, 13, 15, 17, 19 and 990 more');
		expect(itemsInWords([...oddOnes.slice(0, 10), ...upTo(5, 100)])).toBe(
			'items 1, 3, 5, 7, 9, 11, 13, 15, 17, 19 and 5 more',
		);
	});

	it('copes with as many items as a run can have', () => {
		expect(itemsInWords(upTo(1_000_000))).toBe('items 0 to 999999');
	});
});
