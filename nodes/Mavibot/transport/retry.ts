import { sleep } from 'n8n-workflow';
import { rememberAttempts, Refusal, UnreadableAnswer, type Attempts } from '../answers/failures';
import { connectionFailure } from '../answers/brokenConnections';
import type { Turns } from './turns';
import type { Pace } from './requestOptions';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;

const TRIED_AGAIN_FOR_READS = [502, 503, 504];

/**
 * Milliseconds that a Retry-After header asks for, in its two forms: seconds, or a date.
 *
 * @param now milliseconds since 1970, on the clock that the date is from
 * @returns undefined where it asks for nothing that can be read
 */
export function retryAfterMs(header: unknown, now: number): number | undefined {
	if (typeof header !== 'string') return undefined;
	if (/^\s*\d+(\.\d+)?\s*$/.test(header)) return Number(header) * 1000;
	const date = Date.parse(header);
	return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** What Mavibot asks to wait; a date is measured by Mavibot's own clock, since that of this machine may differ. */
function askedMs({ headers }: Refusal): number {
	const now = Date.parse(String(headers.date)) || Date.now();
	return retryAfterMs(headers['retry-after'], now) ?? 0;
}

function mayTryAgain(error: unknown, isSafe: boolean): boolean {
	if (error instanceof Refusal) {
		return error.statusCode === 429 || (isSafe && TRIED_AGAIN_FOR_READS.includes(error.statusCode));
	}
	if (error instanceof UnreadableAnswer) return isSafe && error.kind === 'broken off';
	return isSafe && connectionFailure(error)?.mayPass === true;
}

/**
 * How long to wait before the next try, with chance in it, so that those who failed together do not all
 * come back together.
 *
 * @param tried how many tries there were
 * @param asked what Mavibot asks for, in milliseconds
 * @param left how many milliseconds may still be waited
 */
function pauseAfter(tried: number, asked: number, left: number): number {
	const backOff = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (tried - 1));
	const spread = Math.min(asked * (1 + Math.random() / 10), Math.max(asked, left));
	return Math.max(spread, backOff * (0.5 + Math.random() / 2));
}

/** What is to be known of a request before it is sent again. */
export interface Retrying extends Pick<Pace, 'tries' | 'longestWaitMs'> {
	/** Whether the request changes nothing, so that its outcome need not be known. */
	isSafe: boolean;
	turns: Turns;
}

/** What one try gave: the answer, a pause before the next try, or what ends the trying. */
type Outcome<T> = { value: T } | { pause: number } | { error: unknown };

/**
 * Sends, and sends again where that can do no harm: after a 429, which Mavibot refused unread, and for a
 * read also after 502, 503, 504, a lost connection and a broken answer. A request that was refused holds
 * the others of its run back. What never got an answer counts as waiting, too.
 *
 * @throws what the last try threw; `attemptsOf` tells how many there were
 */
export async function withRetries<T>(
	send: () => Promise<T>,
	{ isSafe, tries, longestWaitMs, turns }: Retrying,
): Promise<T> {
	const ticket = turns.ticket();
	let waited = 0;

	const whyNotAgain = (
		error: unknown,
		tried: number,
		wait: number,
	): Attempts['endedBy'] | undefined => {
		if (!mayTryAgain(error, isSafe)) return 'kind';
		if (tried >= tries) return 'tries';
		if (wait > longestWaitMs) return 'longest wait';
		return turns.isHopeless() ? 'others' : undefined;
	};

	const tryOnce = async (tried: number): Promise<Outcome<T>> => {
		const startedAt = Date.now();
		try {
			const value = await send();
			turns.answered();
			return { value };
		} catch (error) {
			const isRefusal = error instanceof Refusal;
			if (!isRefusal) waited += Date.now() - startedAt;
			const asked = isRefusal ? askedMs(error) : 0;
			const pause = pauseAfter(tried, asked, longestWaitMs - waited);
			const endedBy = whyNotAgain(error, tried, waited + pause);
			if (endedBy === undefined) {
				waited += pause;
				if (!isRefusal) return { pause };
				turns.holdBack(pause);
				return { pause: 0 };
			}
			if (endedBy === 'kind') turns.answered();
			else turns.gaveUp();
			if (error instanceof Error) {
				rememberAttempts(error, { tries: tried, waitedMs: waited, askedMs: asked, endedBy });
			}
			return { error };
		}
	};

	for (let tried = 1; ; tried++) {
		const outcome = await turns.take(ticket, async () => await tryOnce(tried));
		if ('value' in outcome) return outcome.value;
		if ('error' in outcome) throw outcome.error;
		await sleep(outcome.pause);
	}
}
