import type { BenchN8n } from '../bench-n8n';
import { answerTo } from './answers';

/** A message and where it goes. */
export interface Sending {
	url: string;
	message: string;
}

/** What one of them got, and after how long. */
export interface Sent {
	answer: string;
	answerMs: number;
}

/**
 * Sends messages in their order, so many on their way at a time.
 *
 * @returns what came of each, in the order of the messages
 */
export async function sendMany(
	n8n: Pick<BenchN8n, 'post'>,
	sendings: Sending[],
	inFlight: number,
): Promise<Sent[]> {
	const results: Sent[] = [];
	const left = [...sendings.entries()].reverse();
	const caller = async () => {
		for (let next = left.pop(); next !== undefined; next = left.pop()) {
			const [index, { url, message }] = next;
			const start = performance.now();
			const answer = await answerTo(n8n, url, message);
			results[index] = { answer, answerMs: performance.now() - start };
		}
	};
	await Promise.all(Array.from({ length: inFlight }, caller));
	return results;
}
