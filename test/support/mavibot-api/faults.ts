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

export interface Faults {
	add(fault: Fault): void;
	/** The first fault that concerns this action, used up by one. */
	take(action: string): Fault | undefined;
	clear(): void;
}

export function createFaults(): Faults {
	let waiting: Array<{ fault: Fault; left: number }> = [];
	return {
		add(fault) {
			waiting.push({ fault, left: fault.times ?? 1 });
		},
		take(action) {
			const found = waiting.find(
				({ fault }) => fault.action === undefined || fault.action === action,
			);
			if (!found) return undefined;
			found.left -= 1;
			if (found.left <= 0) waiting = waiting.filter((each) => each !== found);
			return found.fault;
		},
		clear() {
			waiting = [];
		},
	};
}

/** Whether the request is processed in spite of the fault. */
export function isProcessed(fault: Fault): boolean {
	if (fault.processed !== undefined) return fault.processed;
	const hasOwnAnswer =
		fault.status !== undefined || fault.body !== undefined || fault.raw !== undefined;
	return !hasOwnAnswer && fault.drop !== 'before' && fault.silent !== 'before';
}

/** How many requests are taken in a time. */
export interface Limit {
	/** @param requests in each second; undefined for any number */
	set(requests: number | undefined): void;
	/** Whether one more may come now. */
	allows(): boolean;
}

export function createLimit(): Limit {
	let most: number | undefined;
	let second = 0;
	let taken = 0;
	return {
		set(requests) {
			most = requests;
			taken = 0;
		},
		allows() {
			if (most === undefined) return true;
			const now = Math.floor(Date.now() / 1000);
			if (now !== second) taken = 0;
			second = now;
			return ++taken <= most;
		},
	};
}
