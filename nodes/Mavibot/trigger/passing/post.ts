import type { IHttpRequestOptions, IWebhookFunctions } from 'n8n-workflow';
import { connectionFailure } from '../../answers/brokenConnections';
import type { Address } from './addresses';

/** Milliseconds that an address has for its answer. */
export const TIME_OUT_MS = 10_000;

/** Marks a message that was passed on, with who did, so that nobody passes it on again. */
export const MARK = 'x-mavibot-passed-on';

export type HttpRequest = IWebhookFunctions['helpers']['httpRequest'];

/** Why an address did not get a message. */
export interface Failure {
	/** In words that end a sentence. */
	reason: string;
	/** Whether it is certain that nothing was made of the message there, so that another try cannot be its second. */
	isNothingDone: boolean;
}

/** Answers of a server that has done nothing, as n8n's while it publishes a workflow anew. */
const NOTHING_DONE = [404, 429, 503];

interface Answer {
	statusCode: number;
	body: { destroy(): void };
}

const NO_ANSWER: Failure = {
	reason: `it gave no answer within ${TIME_OUT_MS / 1000} s`,
	isNothingDone: false,
};

function failureOf(error: unknown): Failure {
	const failure = connectionFailure(error);
	// Its own words could hold the address.
	if (failure === undefined) return { reason: 'n8n did not let it be sent', isNothingDone: false };
	if (failure.code === 'ERR_CANCELED') return NO_ANSWER;
	return { reason: failure.problem, isNothingDone: failure.isNeverSent === true };
}

/**
 * Posts a message to an address, as Mavibot posted it.
 *
 * @param mark of the trigger that passes it on
 * @param body as it came, byte by byte
 * @returns undefined where the address took it, or is a test URL at which nobody waits
 */
export async function post(
	httpRequest: HttpRequest,
	{ url, isTest }: Address,
	mark: string,
	body: Buffer,
): Promise<Failure | undefined> {
	const request: IHttpRequestOptions = {
		url,
		method: 'POST',
		headers: { 'content-type': 'application/json', [MARK]: mark },
		body,
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		timeout: TIME_OUT_MS,
		abortSignal: AbortSignal.timeout(TIME_OUT_MS),
	};
	try {
		const { statusCode, body: answer } = (await httpRequest(request)) as Answer;
		answer.destroy();
		if (statusCode < 300 || (isTest && statusCode === 404)) return undefined;
		return {
			reason: `it answered ${statusCode}`,
			isNothingDone: NOTHING_DONE.includes(statusCode),
		};
	} catch (error) {
		return failureOf(error);
	}
}
