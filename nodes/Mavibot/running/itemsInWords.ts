/** The most ranges that a sentence names, so that an error of a long run stays short. */
const MOST_RANGES = 10;

interface Range {
	first: number;
	last: number;
}

function rangesOf(numbers: number[]): Range[] {
	const ranges: Range[] = [];
	for (const number of [...new Set(numbers)].sort((one, other) => one - other)) {
		const latest = ranges[ranges.length - 1];
		if (latest !== undefined && number === latest.last + 1) latest.last = number;
		else ranges.push({ first: number, last: number });
	}
	return ranges;
}

/** Two numbers in a row are named one by one: "0 and 1" is shorter than a range. */
const wordsOf = ({ first, last }: Range): string[] => {
	if (first === last) return [`${first}`];
	return last === first + 1 ? [`${first}`, `${last}`] : [`${first} to ${last}`];
};

const countOf = ({ first, last }: Range): number => last - first + 1;

/**
 * Names input items in a sentence, as in "item 3" or "items 0 to 57, 59 and 61".
 *
 * @param numbers n8n's item numbers, from 0, in any order; a number that stands there twice counts once
 * @returns at most ten ranges, then how many items more there are ("and 12 more"); "no item" for none
 */
export function itemsInWords(numbers: number[]): string {
	const ranges = rangesOf(numbers);
	if (ranges.length === 0) return 'no item';
	const named = ranges.slice(0, MOST_RANGES);
	const unnamed = ranges.slice(MOST_RANGES).reduce((sum, range) => sum + countOf(range), 0);
	const words = named.flatMap(wordsOf);
	if (unnamed > 0) words.push(`${unnamed} more`);
	if (words.length === 1) return `${countOf(ranges[0]) === 1 ? 'item' : 'items'} ${words[0]}`;
	return `items ${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
}

/** How far the run of an item came: of how many parts its work consists, and how many of them are done. */
export interface Progress {
	parts: number;
	done: number;
}

/**
 * Which items had gone through when a run ended at an error, wholly or in part; '' where none had.
 *
 * @param firstItem n8n's number of the first item of the run
 */
export function itemsThrough(items: Progress[], firstItem: number): string {
	const numbersOf = (fits: (item: Progress) => boolean): number[] =>
		items.flatMap((item, index) => (item.done > 0 && fits(item) ? [firstItem + index] : []));
	const whole = numbersOf(({ done, parts }) => done === parts);
	const inPart = numbersOf(({ done, parts }) => done < parts);
	return [
		...(whole.length > 0 ? [itemsInWords(whole)] : []),
		...(inPart.length > 0 ? [`a part of ${itemsInWords(inPart)}`] : []),
	].join(', ');
}
