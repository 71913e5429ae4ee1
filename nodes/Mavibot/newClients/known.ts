import type { IDataObject } from 'n8n-workflow';

/*
 * Mavibot gives clients newest first (contract, get_clients), and says neither what the order goes by nor that IDs
 * ascend. So a client is new who stands above a known one. Where none of the known ones is left, one is new who was
 * created after all of them.
 */

/** What the node keeps from one poll to the next. */
export interface Known {
	/** The newest clients of the last poll by their IDs, in the order of the list. */
	ids: Array<number | string>;
	/** When the newest of them was created, in Unix seconds. */
	newest: number;
}

/** How much is read, kept and given on at a time. */
export interface Sizes {
	/** Clients of a page; of so many the IDs are kept. */
	page: number;
	/** New clients that one poll starts the workflow with; the others wait for the next one. */
	atOnce: number;
}

/** What comes of a poll. */
export interface Outcome {
	/** The new clients, in the order in which they were created. */
	fresh: IDataObject[];
	/** What is known from now on. */
	known: Known;
}

const SECONDS_OF_A_DAY = 86_400;

/** Where the project has no client, its newest one is taken to be of yesterday: clocks differ by less. */
const newestOfNone = (now: number): number => now - SECONDS_OF_A_DAY;

const createdAt = ({ created_at: seconds }: IDataObject): number =>
	typeof seconds === 'number' ? seconds : NaN;

/** Whether a client has been known since the last poll. */
export function knownBy({ ids }: Known): (client: IDataObject) => boolean {
	const known = new Set(ids.map(String));
	return ({ id }) => known.has(String(id));
}

/** The new ones among clients, which go back to a known one, if there is one left; newest first. */
function newAmong(clients: IDataObject[], known: Known): IDataObject[] {
	const areKnown = clients.map(knownBy(known));
	const lastKnown = areKnown.lastIndexOf(true);
	return clients.filter((client, index) =>
		lastKnown < 0 ? createdAt(client) > known.newest : index < lastKnown && !areKnown[index],
	);
}

/** When the newest of them was created; undefined where none of them says so. */
function newestOf(clients: IDataObject[]): number | undefined {
	const times = clients.map(createdAt).filter(Number.isFinite);
	return times.length > 0 ? Math.max(...times) : undefined;
}

/**
 * Tells the new clients from the others. Of the first poll, none is new; of a poll that finds no client at all, what was
 * known stays so.
 *
 * @param clients newest first, as far back as `read` reads
 * @param before undefined at the first poll of a project
 * @param now Unix seconds
 */
export function compare(
	clients: IDataObject[],
	before: Known | undefined,
	now: number,
	{ page, atOnce }: Sizes,
): Outcome {
	const fresh = before === undefined ? [] : newAmong(clients, before);
	// Left out of what is known, they stand above it at the next poll.
	const waiting = new Set(fresh.slice(0, -atOnce));
	const kept = clients.filter((client) => !waiting.has(client)).slice(0, page);
	return {
		fresh: fresh.slice(-atOnce).reverse(),
		known: {
			ids: kept.length > 0 ? kept.map(({ id }) => id as number | string) : (before?.ids ?? []),
			newest: newestOf(kept) ?? before?.newest ?? newestOfNone(now),
		},
	};
}
