import { sleep } from 'n8n-workflow';
import { Refusal } from './answer';

const MOST_TRIES = 8;
const LONGEST_WAITING_MS = 60_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;

const TRIED_AGAIN_FOR_READS = [502, 503, 504];

/** Failures of a connection that may be gone a moment later. */
const PASSING_FAILURES = [
	'EAI_AGAIN',
	'ECONNABORTED',
	'ECONNREFUSED',
	'ECONNRESET',
	'EHOSTUNREACH',
	'EPIPE',
	'ERR_BAD_RESPONSE',
	'ETIMEDOUT',
];

/** Methods that answer GET and change something all the same (the contract's summaries of the two). */
const GETS_THAT_WRITE = ['clear_history', 'online_chat_client_id'];

/** Whether sending a request a second time can change anything at Mavibot. */
export const isWrite = (httpMethod: string | undefined, method: string): boolean =>
	(httpMethod ?? 'GET') !== 'GET' || GETS_THAT_WRITE.includes(method);

/** The code of a request that got no answer, such as ECONNRESET; undefined where the failure is another. */
export function connectionFailure(error: unknown): string | undefined {
	for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
		const { code } = cause as { code?: unknown };
		if (typeof code === 'string' && /^(E[A-Z_]+|CERT_|DEPTH_|UND_)/.test(code)) return code;
	}
	return undefined;
}

/**
 * Milliseconds that a Retry-After header asks for, in its two forms: seconds, or a date.
 *
 * @param now milliseconds since 1970
 */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
	if (header === undefined) return undefined;
	if (/^\s*\d+(\.\d+)?\s*$/.test(header)) return Number(header) * 1000;
	const date = Date.parse(header);
	return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function mayTryAgain(error: unknown, isSafe: boolean): boolean {
	if (error instanceof Refusal) {
		return error.statusCode === 429 || (isSafe && TRIED_AGAIN_FOR_READS.includes(error.statusCode));
	}
	return isSafe && PASSING_FAILURES.includes(connectionFailure(error) ?? '');
}

/**
 * Sends, and sends again where that can do no harm: after a 429, which Mavibot refused unread, and for a
 * read also after 502, 503, 504 and a lost connection. At most 8 tries and a minute of waiting.
 *
 * @param isSafe whether the request changes nothing, so that its outcome need not be known
 * @throws what the last try threw
 */
export async function withRetries<T>(send: () => Promise<T>, isSafe: boolean): Promise<T> {
	let waited = 0;
	for (let tries = 1; ; tries++) {
		try {
			return await send();
		} catch (error) {
			const backOff = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (tries - 1));
			const asked =
				error instanceof Refusal ? retryAfterMs(error.retryAfter, Date.now()) : undefined;
			const wait = Math.max(asked ?? 0, backOff * (0.5 + Math.random() / 2));
			if (
				!mayTryAgain(error, isSafe) ||
				tries >= MOST_TRIES ||
				waited + wait > LONGEST_WAITING_MS
			) {
				// eslint-disable-next-line @n8n/community-nodes/require-node-api-error -- the request wrapper puts it into words
				throw error;
			}
			await sleep(wait);
			waited += wait;
		}
	}
}
