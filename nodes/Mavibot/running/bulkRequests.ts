import { sleep, type IDataObject } from 'n8n-workflow';
import { NothingFound } from '../answers/failures';
import { meansNothingFound } from '../answers/nothingFound';
import { isFinder, limitOf, requestOf, type MethodName } from '../api/methods';
import type { InputProblem } from '../input/problem';
import { requestMavibot } from '../transport/request';
import { atOnce, batchesOf } from '../transport/requestOptions';
import { inOrder } from './inOrder';
import type { Context } from './readItems';

/** What comes of one value: the contents of its items, or why there is none. */
export type BulkResult = IDataObject[] | InputProblem | NothingFound;

/** Requests of one method, each with a list of values. */
export interface BulkRequests<Value> {
	/** The method of the API, as in `delete_clients`. */
	method: MethodName;
	/** The most values that one request carries, if that is not the method's own limit. */
	limit?: number;
	/** The same text for values that are the same; the values themselves by default, where they are texts. */
	sameFor?(value: Value): string;
	/** The body of a request. */
	body(values: Value[], rest: IDataObject): IDataObject | IDataObject[];
	/** What an answer says of each of the values that were sent, in their order. */
	results(answer: unknown, values: Value[], rest: IDataObject): BulkResult[];
}

/** A value, the rest of its request, and the item that it comes from; those whose rest is the same share requests. */
export interface Entry<Value> {
	value: Value;
	rest: IDataObject;
	item: number;
}

/** Why values failed, with all items that failed together. */
export interface Failure {
	error: unknown;
	items: number[];
}

/** A value that was sent, and the items that it came from. */
interface SentValue<Value> extends Omit<Entry<Value>, 'item'> {
	items: number[];
}

/** What became of such a value. */
interface Settled<Value> extends SentValue<Value> {
	/** The contents of its items, or why there is none. */
	outcome: IDataObject[] | Failure;
}

/** The values of one or more requests with the same rest, and the input items that each came from. */
interface Group<Value> {
	rest: IDataObject;
	itemsOf: Map<Value, number[]>;
}

/**
 * Gathers values into groups by the rest of their request, each value once. A value that stands in a
 * later group is not put before it, so that what the last item sets is what stays.
 */
function groupsOf<Value>(
	entries: Array<Entry<Value>>,
	sameFor: (value: Value) => string,
): Array<Group<Value>> {
	const groups: Array<Group<Value>> = [];
	const latestGroupOfRest = new Map<string, number>();
	const latestGroupOfValue = new Map<string, number>();
	const knownValues = new Map<string, Value>();
	for (const { value, rest, item } of entries) {
		const restKey = JSON.stringify(rest);
		const valueKey = sameFor(value);
		const known = knownValues.get(valueKey) ?? value;
		knownValues.set(valueKey, known);
		let index = latestGroupOfRest.get(restKey);
		if (index === undefined || index < (latestGroupOfValue.get(valueKey) ?? 0)) {
			index = groups.push({ rest, itemsOf: new Map() }) - 1;
			latestGroupOfRest.set(restKey, index);
		}
		latestGroupOfValue.set(valueKey, index);
		const { itemsOf } = groups[index];
		const items = itemsOf.get(known);
		if (items) items.push(item);
		else itemsOf.set(known, [item]);
	}
	return groups;
}

/** The values of each request, in their order. */
function chunksOf<Value>(
	groups: Array<Group<Value>>,
	size: number,
): Array<Array<SentValue<Value>>> {
	return groups.flatMap(({ rest, itemsOf }) => {
		const values = [...itemsOf].map(([value, items]) => ({ value, rest, items }));
		const starts = Array.from({ length: Math.ceil(values.length / size) }, (_, n) => n * size);
		return starts.map((start) => values.slice(start, start + size));
	});
}

/** Parts requests so that of each part the values are no more than a batch has; a request stays whole. */
function inBatches<Value>(chunks: Value[][], size: number): Value[][][] {
	const batches: Value[][][] = [];
	let left = 0;
	for (const chunk of chunks) {
		if (batches.length === 0 || chunk.length > left) {
			batches.push([]);
			left = size;
		}
		batches[batches.length - 1].push(chunk);
		left -= chunk.length;
	}
	return batches;
}

/** One request, and what became of its values; where it fails, all of them fail together. */
async function settled<Value>(
	context: Context,
	{ method, body, results }: BulkRequests<Value>,
	sent: Array<SentValue<Value>>,
	settings: IDataObject,
): Promise<Array<Settled<Value>>> {
	const [{ rest }] = sent;
	const values = sent.map(({ value }) => value);
	let answers: BulkResult[];
	try {
		const request = { ...requestOf(method), body: body(values, rest) };
		answers = results(await requestMavibot(context, request, settings), values, rest);
	} catch (error) {
		if (!isFinder(method) || !meansNothingFound(error)) {
			const outcome = { error, items: sent.flatMap(({ items }) => items) };
			return sent.map((one) => ({ ...one, outcome }));
		}
		answers = sent.map(() => new NothingFound());
	}
	return sent.map((one, index) => {
		const answer = answers[index];
		const outcome = Array.isArray(answer) ? answer : { error: answer, items: one.items };
		return { ...one, outcome };
	});
}

/** How the requests of a run are sent. */
export interface Sending {
	/** The value of the node's "Request Options". */
	settings: IDataObject;
	/** Waits between two batches, as "Request Options" say. */
	pause: () => Promise<void>;
}

/** @param settings the value of the node's "Request Options" */
export function sendingOf(settings: IDataObject): Sending {
	const batches = batchesOf(settings);
	let isFirst = true;
	return {
		settings,
		async pause() {
			if (batches && !isFirst) await sleep(batches.intervalMs);
			isFirst = false;
		},
	};
}

/**
 * Sends values in as few requests as can be.
 *
 * @param take is told what became of the values of each request, and may end the sending
 * @param isSideBySide whether requests go side by side, as many as may be on their way at once, where no value stands
 * in two of them; by default one after another
 */
export async function sendInBulk<Value>(
	context: Context,
	requests: BulkRequests<Value>,
	entries: Array<Entry<Value>>,
	{ settings, pause }: Sending,
	take: (settled: Array<Settled<Value>>) => 'go on' | 'stop',
	isSideBySide = false,
): Promise<void> {
	const { method, limit = limitOf(method), sameFor = String } = requests;
	const batchSize = batchesOf(settings)?.size ?? Infinity;
	const chunks = chunksOf(groupsOf(entries, sameFor), Math.min(limit, batchSize));
	const send = async (chunk: Array<SentValue<Value>>) =>
		take(await settled(context, requests, chunk, settings));
	for (const batch of inBatches(chunks, isSideBySide ? batchSize : 0)) {
		await pause();
		const next = await inOrder(batch, atOnce(settings), () => undefined, send);
		if (next === 'stop') return;
	}
}
