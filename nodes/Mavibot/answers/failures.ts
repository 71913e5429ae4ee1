import type { IDataObject } from 'n8n-workflow';

/*
 * How a request can fail, beside these: an InputProblem (`input/problem.ts`) is found before anything is sent,
 * and a connection that breaks has a code (`brokenConnections.ts`). `nodeError.ts` makes of each what n8n shows.
 */

/** How often a request was sent before it was given up, and why not once more. */
export interface Attempts {
	tries: number;
	/** Milliseconds in all: the pauses, and what never got an answer. */
	waitedMs: number;
	/** Milliseconds that Mavibot asked to wait for the next try; 0 where it asked for nothing. */
	askedMs: number;
	/** `kind`: a failure of its kind is not tried again; `others`: it was of no use to other requests of the run. */
	endedBy: 'kind' | 'tries' | 'longest wait' | 'others';
}

/** An answer that is a refusal, by its HTTP status or by its body; `sent`: the API's names of what was sent. */
export class Refusal extends Error {
	constructor(
		readonly statusCode: number,
		readonly body: unknown,
		readonly headers: IDataObject,
		readonly sent: string[] = [],
	) {
		super('refused');
	}
}

/** An answer with a status of success that says nothing: JSON that breaks off, or a page for a browser. */
export class UnreadableAnswer extends Error {
	constructor(readonly kind: 'broken off' | 'web page') {
		super(kind);
	}
}

/** An answer that is no refusal and holds nothing: no id, or an empty list. */
export class NothingFound extends Error {}

const attemptsOfFailures = new WeakMap<object, Attempts>();

/** Keeps with a failure of any kind what was tried before. */
export const rememberAttempts = (failure: object, attempts: Attempts): void =>
	void attemptsOfFailures.set(failure, attempts);

/** What was tried before a request failed so; undefined where it was never sent by `transport/request.ts`. */
export const attemptsOf = (failure: object): Attempts | undefined =>
	attemptsOfFailures.get(failure);
