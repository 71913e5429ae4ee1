import type { Socket } from 'node:net';

/** Something that goes wrong on purpose. */
export interface Fault {
	/** The method it concerns; every method if left out. */
	action?: string;
	/** How many requests it concerns, 1 by default; Infinity for ever. */
	times?: number;
	/** HTTP status; 200 if only a body is given. */
	status?: number;
	/** An object is sent as JSON, text as it is. */
	body?: unknown;
	headers?: Record<string, string>;
	/** Milliseconds before the request is processed. */
	delay?: number;
	/** What has to come before the request is processed. */
	until?: Promise<unknown>;
	/** Resets the connection before the answer, or sends half of the body and resets then. */
	drop?: 'before' | 'middle';
	/** Sends nothing, or half of the body, and then nothing more; the connection stays open. */
	silent?: 'before' | 'middle';
	/** Told before it falls silent, with this end of the connection, on which nothing has left yet. */
	onSilent?: (socket: Socket) => void;
	/** The body ends in its middle, and its length says that this was all. */
	cut?: boolean;
	/** Milliseconds from the first byte of the body to the last; it leaves in ten pieces. */
	bodyTakes?: number;
	/** What leaves in place of an answer of HTTP, after which the connection ends. */
	raw?: string;
	/** Bytes that are added to an answer that is an object. */
	padding?: number;
	/**
	 * Whether the method does its work before the fault shows.
	 * False by default where the fault brings an answer of its own, or none at all.
	 */
	processed?: boolean;
}

/** The faults to come, and how often each. */
export type Faults = Array<{ fault: Fault; left: number }>;

/** The first fault that concerns this action, used up by one. */
export function takeFault(faults: Faults, action: string): Fault | undefined {
	const at = faults.findIndex(({ fault }) => [undefined, action].includes(fault.action));
	if (at < 0) return undefined;
	const found = faults[at];
	found.left -= 1;
	if (found.left <= 0) faults.splice(at, 1);
	return found.fault;
}

/** Whether the request is processed in spite of the fault. */
export function isProcessed({ processed, status, body, raw, drop, silent }: Fault): boolean {
	if (processed !== undefined) return processed;
	const hasOwnAnswer = [status, body, raw].some((each) => each !== undefined);
	return !hasOwnAnswer && drop !== 'before' && silent !== 'before';
}

/** How many requests are taken in each second; any number where `most` is undefined. */
export interface Limit {
	most?: number;
	second: number;
	taken: number;
}

/** Whether one more request may come now. */
export function allows(limit: Limit): boolean {
	if (limit.most === undefined) return true;
	const now = Math.floor(Date.now() / 1000);
	if (now !== limit.second) limit.taken = 0;
	limit.second = now;
	return ++limit.taken <= limit.most;
}
