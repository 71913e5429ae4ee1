import type { IDataObject } from 'n8n-workflow';
import { InputProblem } from '../../nodes/Mavibot/input/problem';
import { readWholeList } from '../../nodes/Mavibot/running/wholeList';

/** Gives the entries from a place on. */
export type Page = (offset: number, limit: number) => unknown[];

/** More requests than any list of a test wants: one that is read for ever ends here. */
const MOST_REQUESTS = 2000;

/** What comes of reading a list: the ids in their order, and the requests; or the error. */
export async function read(page: Page, { limit = Infinity, pageSize = 5 } = {}) {
	const ids: unknown[] = [];
	const requests: string[] = [];
	let error: InputProblem | undefined;
	try {
		await readWholeList(
			{
				pageSize,
				async readPage(offset, pageLimit) {
					requests.push(`${offset} ${pageLimit}`);
					if (requests.length > MOST_REQUESTS) throw new Error('The list is read for ever');
					return page(offset, pageLimit);
				},
			},
			limit,
			(entry: IDataObject) => ids.push(entry.id),
		);
	} catch (thrown) {
		if (!(thrown instanceof InputProblem)) throw thrown;
		error = thrown;
	}
	return { ids, requests, error };
}

/** Entries with the ids from `from` up to, and without, `to`. */
export const entries = (from: number, to: number): IDataObject[] =>
	Array.from({ length: to - from }, (_, index) => ({ id: from + index }));
