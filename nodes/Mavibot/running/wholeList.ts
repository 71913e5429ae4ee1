import type { IDataObject } from 'n8n-workflow';
import { InputProblem } from '../input/problem';
import { isEmpty, isObject } from '../input/objects';

/** Where a list comes from, page by page. */
export interface ListSource {
	/** The most entries of a page. */
	pageSize: number;
	/** The entries of the page that begins at this place, counted from 0; the server can give more, or fewer. */
	readPage: (offset: number, pageLimit: number) => Promise<unknown[]>;
}

/** How many pages in a row can bring nothing new and lead nowhere. */
const MOST_IDLE_PAGES = 3;

/** How many pages in a row can hold nothing that is known, until one is found where the list goes on. */
const MOST_MOVES = 20;

/**
 * How often a server that gives pages shorter than it could has to show the end of the list: what it gives
 * alone may be a page cut short.
 */
const MOST_ENDS = 3;

type Id = number | string;

/** What an entry is known by: its id, or all that it holds. */
const idOf = (entry: IDataObject): Id => {
	const { id } = entry;
	// As it is, since hundreds of thousands of them are looked up.
	if (typeof id === 'number') return id;
	return isEmpty(id) ? JSON.stringify(entry) : String(id);
};

const numberRead = (count: number): string =>
	count === 1 ? '1 entry was read' : `${count} entries were read`;

function entriesOf(page: unknown[], offset: number, count: number): IDataObject[] {
	const index = page.findIndex((entry) => !isObject(entry));
	if (index < 0) return page as IDataObject[];
	const number = offset + index + 1;
	const instead =
		number > 1 ? `set a limit of ${number - 1} to get those before it` : 'tell Mavibot';
	throw new InputProblem(
		`Entry ${number} of the list could not be read`,
		`Mavibot gave no data in its place. ${numberRead(count)} from the pages before. Run it again; if this happens again, ${instead}.`,
	);
}

/**
 * Reads a list that may change while it is read, each entry once and in the order of the server. What was there
 * all the time is there in the end, or there is an error.
 *
 * A page begins at the last entry that is known, since entries that are added or removed meanwhile move the others:
 * between a known entry and what stands behind it, nothing is passed over. Where a page holds no known entry, one
 * is looked for in the pages before it, then from the beginning. A page can be short without being the last, so
 * that the list ends where the place behind its last entry is empty, and that entry has not moved meanwhile.
 *
 * @param limit how many entries are wanted; Infinity for all
 * @param keep is called with each entry, in order
 * @param isEnough is asked before each page; true ends the reading
 * @throws InputProblem that says what is missing, and how many were read
 */
export async function readWholeList(
	{ pageSize, readPage }: ListSource,
	limit: number,
	keep: (entry: IDataObject) => void,
	isEnough: () => boolean = () => false,
): Promise<void> {
	/** The place of each known id among all that were read. */
	const places = new Map<Id, number>();
	let count = 0;
	let offset = 0;
	/**
	 * `behind`: whether anything stands behind the last entry is asked; `end`: nothing does, and whether that entry
	 * has moved is asked; the others look for a known entry.
	 */
	let step = 'read on' as 'read on' | 'behind' | 'end' | 'backwards' | 'forwards';
	/** Whether the latest page that brought anything was short, and whether more came after such a one. */
	let wasShort = false;
	let givesShortPages = false;
	let endsSeen = 0;
	let latestPlace = -1;
	let idlePages = 0;
	let moves = 0;

	const lastKnown = (ids: Id[]): number => {
		let index = ids.length - 1;
		while (index >= 0 && !places.has(ids[index])) index--;
		return index;
	};

	const add = (ids: Id[], entries: IDataObject[]): void => {
		entries.forEach((entry, index) => {
			if (count >= limit || places.has(ids[index])) return;
			places.set(ids[index], count++);
			keep(entry);
		});
	};

	const lookElsewhere = (pageLength: number): void => {
		latestPlace = -1;
		const isEverywhereInVain = step === 'forwards' && pageLength === 0;
		if (++moves > MOST_MOVES || isEverywhereInVain) {
			throw new InputProblem(
				'The list changes faster than it can be read',
				`${numberRead(count)}. Run it again while fewer entries are added and removed, or set a limit of ${count} to get them.`,
			);
		}
		if (step === 'forwards' || offset === 0) {
			step = 'forwards';
			offset += Math.max(1, pageLength - 1);
		} else {
			offset = Math.max(0, offset - (step === 'behind' ? 1 : Math.max(1, pageSize - 1)));
			step = 'backwards';
		}
	};

	/** Counts pages that bring nothing new and do not lead on among what is known. */
	const checkProgress = (hasNew: boolean, place: number): void => {
		idlePages = hasNew || place > latestPlace ? 0 : idlePages + 1;
		if (hasNew) moves = 0;
		latestPlace = hasNew ? count - 1 : place;
		if (idlePages < MOST_IDLE_PAGES) return;
		throw new InputProblem(
			'Mavibot gave the same page again, so the list cannot be read to its end',
			`${numberRead(count)}. Set a limit of ${count} to get them.`,
		);
	};

	while (count < limit && !isEnough()) {
		const overlap = offset === 0 || step === 'behind' ? 0 : 1;
		const isLooking = step === 'backwards' || step === 'forwards';
		const most = isLooking ? Infinity : limit - count + overlap;
		const wanted = Math.min(pageSize, most);
		// A server that sends more than was asked for can save requests, up to the limit.
		const page = entriesOf((await readPage(offset, wanted)).slice(0, most), offset, count);
		if (page.length === 0 && offset === 0) return;
		if (page.length === 0 && step === 'behind') {
			step = 'end';
			offset -= 1;
			continue;
		}
		const ids = page.map(idOf);
		const anchor = lastKnown(ids);
		if (anchor < 0 && count > 0) {
			lookElsewhere(page.length);
			continue;
		}
		const known = count;
		add(ids.slice(anchor + 1), page.slice(anchor + 1));
		const isLastAlone = page.length === 1 && anchor === 0;
		const isEnd = step === 'end' && isLastAlone;
		if (isEnd && ++endsSeen >= (givesShortPages ? MOST_ENDS : 1)) return;
		const hasNew = count > known;
		if (hasNew) {
			givesShortPages ||= wasShort;
			wasShort = page.length < wanted;
			endsSeen = 0;
		}
		if (!isEnd) checkProgress(hasNew, places.get(ids[anchor]) ?? -1);
		const mayBeLast = isLastAlone || (page.length < wanted && !givesShortPages);
		step = mayBeLast ? 'behind' : 'read on';
		offset += mayBeLast ? page.length : Math.max(1, page.length - 1);
	}
}
