import { setTimeout as wait } from 'node:timers/promises';

/** Only what hangs takes longer, on a machine however busy; less than a test may take (`jest.config.js`). */
const LIMIT_MS = 100_000;

/**
 * Asks again and again until the answer is there.
 * @param ask returns undefined as long as the answer is not there yet; what it throws ends the wait
 * @param intervalMs pause between two questions, in milliseconds
 * @throws with the text of `onTimeout` after `timeoutMs` milliseconds
 */
export async function until<T>(
	ask: () => Promise<T | undefined>,
	{ timeoutMs = LIMIT_MS, intervalMs = 50, onTimeout }: Until,
): Promise<T> {
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		const answer = await ask();
		if (answer !== undefined) return answer;
		if (Date.now() > deadline) throw new Error(onTimeout());
		await wait(intervalMs);
	}
}

interface Until {
	timeoutMs?: number;
	intervalMs?: number;
	onTimeout: () => string;
}
