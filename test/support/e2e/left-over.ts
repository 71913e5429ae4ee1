import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { until } from '../real-n8n/until';

/** The command lines of the running processes with a text in their environment; [] where there is no /proc. */
export function processesWith(text: string): string[] {
	if (!existsSync('/proc')) return [];
	return readdirSync('/proc').flatMap((name) => {
		try {
			const isMeant = readFileSync(`/proc/${name}/environ`, 'utf8').includes(text);
			return isMeant ? [readFileSync(`/proc/${name}/cmdline`, 'utf8')] : [];
		} catch {
			// Not a process, one of another user, or one that has just ended.
			return [];
		}
	});
}

/** How many servers of this process are listening. */
export const listeningServers = (): number =>
	process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap').length;

/** Waits until no more servers are listening; Node takes one off its list a moment after it is closed. */
export async function noMoreListeningThan(count: number): Promise<void> {
	await until(async () => listeningServers() <= count || undefined, {
		onTimeout: () => `${listeningServers()} servers are listening, not ${count}`,
	});
}
