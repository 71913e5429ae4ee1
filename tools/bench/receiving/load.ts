import { setTimeout as wait } from 'node:timers/promises';
import type { BenchN8n } from '../bench-n8n';
import { answerTo, count, type Tally } from './answers';
import { newMessage } from './messages';

/** How many messages are on their way to each of the two at a time. */
const IN_FLIGHT = 10;

/** What a caller takes for a message at least: where all is refused at once, the messages would be used up in no time. */
const PACE_MS = 200;

/** The messages that go to several workflows side by side, while something happens to these. */
export interface Load {
	/** How many have gone to each so far. */
	sent(): number;
	/** What came back, for each workflow in turn, when all have been answered. */
	done: Promise<Tally[]>;
}

/** Begins to send as many messages to each URL, the same ones at the same moments, each answered before its caller goes on. */
export function beginLoad(n8n: Pick<BenchN8n, 'post'>, urls: string[], messages: number): Load {
	const tallies: Tally[] = urls.map(() => new Map());
	let sent = 0;
	const caller = async () => {
		while (sent < messages) {
			sent++;
			const message = newMessage();
			const answers = urls.map(async (url, index) =>
				count(tallies[index], await answerTo(n8n, url, message)),
			);
			await Promise.all([...answers, wait(PACE_MS)]);
		}
	};
	const callers = Promise.all(Array.from({ length: IN_FLIGHT }, caller));
	return { sent: () => sent, done: callers.then(() => tallies) };
}
