import type { MethodRequest } from './validate';
import type { Project } from './project';

/** What a method answers. */
export interface Answer {
	status: number;
	body: unknown;
}

/** Does the work of one method of the API on a request that the contract allows. */
export type Handler = (request: MethodRequest, project: Project) => Answer;

export function ok(body: unknown): Answer {
	return { status: 200, body };
}

/** The answer where the contract shows none: the local server's choice, not a fact of the API. */
export const success: Answer = { status: 200, body: { status: 'success' } };

/** A refusal with HTTP 200, as the contract's introduction says they can be. */
export function fail(message: string): Answer {
	return { status: 200, body: { status: 'fail', message } };
}

/** Contract, deal methods: `{"status":"client_not_found"}`. Elsewhere the local server's choice. */
export const clientNotFound: Answer = { status: 200, body: { status: 'client_not_found' } };

/** Contract, find-one methods: 404. The body is the local server's choice. */
export const notFound: Answer = {
	status: 404,
	body: { status: 'fail', message: 'client not found' },
};
