import type { IDataObject } from 'n8n-workflow';
import { isEmpty } from '../input/objects';
import { InputProblem } from '../input/problem';
import { readWholeList, type ListSource } from '../running/wholeList';
import { compare, knownBy, type Known, type Outcome, type Sizes } from './known';

/** How to get on where a poll could not be carried out. */
export const NEXT_POLL = 'No client is lost: the next poll asks again.';

/**
 * Reads clients, newest first, back to a page on which one is known; where none is left of those, to the end. At the first
 * poll, when nobody is known, a page is enough.
 */
async function read(source: ListSource, known: Known | undefined): Promise<IDataObject[]> {
	const clients: IDataObject[] = [];
	const isKnown = known === undefined ? () => true : knownBy(known);
	let pagesEnd = 0;
	const isEnough = (): boolean => {
		const page = clients.slice(pagesEnd);
		pagesEnd = clients.length;
		return page.some(isKnown);
	};
	const keep = (client: IDataObject): void => {
		// What has no ID can be told from no other.
		if (!isEmpty(client.id)) clients.push(client);
	};
	try {
		await readWholeList(source, Infinity, keep, isEnough);
	} catch (error) {
		throw error instanceof InputProblem ? new InputProblem(error.message, NEXT_POLL) : error;
	}
	return clients;
}

/**
 * Looks for clients that were created since the last poll.
 *
 * @param known undefined at the first poll
 * @param now Unix seconds
 * @throws what reading a page throws, and InputProblem where the list cannot be read; nothing has changed then
 */
export async function lookForNew(
	readPage: ListSource['readPage'],
	known: Known | undefined,
	now: number,
	sizes: Sizes,
): Promise<Outcome> {
	const clients = await read({ pageSize: sizes.page, readPage }, known);
	return compare(clients, known, now, sizes);
}
