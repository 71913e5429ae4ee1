import type { IDataObject } from 'n8n-workflow';
import type { MavibotRequest } from '../transport/request';
import { isEmpty, isObject } from '../input/objects';
import { methodOf, POINTED_RECIPIENTS, recipientFieldsOf } from '../api/methods';

/** What a request of the universal webhook points at, by the query that says where it is (the contract's parameters). */
function pointedAt(query: IDataObject, body: IDataObject, name: string): unknown {
	const field = query[`value_${name}`];
	if (typeof field === 'string') return body[field];
	const path = query[`delimiter_value_${name}`];
	if (typeof path !== 'string') return undefined;
	return path
		.split(String(query.delimiter))
		.reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), body);
}

/** What a request says of the person it is for, by the API's names, the first that counts first. */
function saidOfRecipient({ url, qs = {}, body }: MavibotRequest): Array<[string, unknown]> {
	const fields = isObject(body) ? body : {};
	const known: Array<[string, unknown]> = [
		...POINTED_RECIPIENTS.map((name): [string, unknown] => [name, pointedAt(qs, fields, name)]),
		...recipientFieldsOf(methodOf(url)).map((name): [string, unknown] => [name, fields[name]]),
	];
	return known.filter(([, value]) => !isEmpty(value));
}

/** The ID in Mavibot of the one client that a request is for; undefined where it names none. */
export function clientOf(request: MavibotRequest): string | number | undefined {
	const id = saidOfRecipient(request).find(([name]) => name === 'client_id')?.[1];
	return typeof id === 'string' || typeof id === 'number' ? id : undefined;
}

/**
 * Who a request is for, the same text for the same person as far as can be told: a client who is known by
 * the ID once and by the phone another time is not recognised. Requests for many have one text for all.
 */
export function recipientOf(request: MavibotRequest): string {
	const [name, value] = saidOfRecipient(request)[0] ?? [];
	if (name === undefined) return '';
	const kind = name.replace(/^client_(?=phone|email)/, '');
	const text = String(value).toLowerCase();
	return `${kind} ${kind === 'phone' ? text.replace(/\D/g, '').replace(/^00/, '') : text}`;
}

/** Puts a number into numbers that are in order, where it belongs. */
function insert(numbers: number[], number: number): void {
	let [low, high] = [0, numbers.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (numbers[middle] < number) low = middle + 1;
		else high = middle;
	}
	numbers.splice(low, 0, number);
}

/**
 * Handles things in their order, so many at a time, until one of them says that it is enough. Those of the
 * same lane go one after another, as messages to one client do; the first that may begin is taken.
 *
 * @param laneOf undefined for a thing that waits for no other
 * @returns whether one of them said so
 */
export async function inOrder<Thing>(
	things: Thing[],
	places: number,
	laneOf: (thing: Thing) => string | undefined,
	handle: (thing: Thing) => Promise<'go on' | 'stop'>,
): Promise<'go on' | 'stop'> {
	const lanes = things.map(laneOf);
	const ready: number[] = [];
	/** What waits for the one before it in its lane. */
	const waiting = new Map<string, number[]>();
	for (const [index, lane] of lanes.entries()) {
		const behind = lane === undefined ? undefined : waiting.get(lane);
		if (behind) behind.push(index);
		else ready.push(index);
		if (lane !== undefined && !behind) waiting.set(lane, []);
	}
	let isStopped = false;
	// One that ends lets one more of its lane begin at most, so that no place is needed that was given up.
	const work = async (): Promise<void> => {
		for (let index = ready.shift(); index !== undefined; index = ready.shift()) {
			isStopped = (await handle(things[index])) === 'stop' || isStopped;
			if (isStopped) return;
			const lane = lanes[index];
			const next = lane === undefined ? undefined : waiting.get(lane)?.shift();
			if (next !== undefined) insert(ready, next);
		}
	};
	await Promise.all(Array.from({ length: Math.min(places, ready.length) }, work));
	return isStopped ? 'stop' : 'go on';
}
