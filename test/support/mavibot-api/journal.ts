import type { Request } from 'express';

/** One request to the API. The key is in none of it. */
export interface JournalEntry {
	/** When it came, in milliseconds since 1970. */
	time: number;
	method: string;
	action: string;
	/** As sent. */
	query: Record<string, unknown>;
	/** As sent. */
	body: unknown;
	/** Undefined while there is no answer, and when the connection was dropped before one. */
	status: number | undefined;
	answer: unknown;
	dropped?: 'before' | 'middle';
	/** Whether the method was run, whatever came of the answer. */
	processed: boolean;
}

/** Writes a request down as it comes; the answer is filled in later. */
export function journalEntry(request: Request, action: string): JournalEntry {
	return {
		time: Date.now(),
		method: request.method,
		action,
		query: { ...request.query },
		body: request.body as unknown,
		status: undefined,
		answer: undefined,
		processed: false,
	};
}
