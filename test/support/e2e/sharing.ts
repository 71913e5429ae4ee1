import type { Stoppable } from '../start-in-order';

/** What a first run on a machine needs, since it installs n8n. */
const INSTALL_LIMIT_MS = 20 * 60_000;

/** A start that is still under way is awaited before it is ended, and n8n may take two minutes to start. */
const END_LIMIT_MS = 4 * 60_000;

/**
 * Starts something before the tests of a file and ends it after them, since a start of n8n takes the longest.
 * @param start ends by itself what it has started, where it fails
 * @returns a function that gives what was started
 */
export function sharedByTests<Shared extends Stoppable>(
	start: () => Promise<Shared>,
): () => Shared {
	let starting: Promise<Shared> | undefined;
	let started: Shared | undefined;

	beforeAll(async () => {
		starting = start();
		started = await starting;
	}, INSTALL_LIMIT_MS);

	afterAll(async () => {
		// Its failure has been told by then.
		const shared = await starting?.catch(() => undefined);
		await shared?.stop();
	}, END_LIMIT_MS);

	return () => {
		if (started === undefined) throw new Error('What the tests share did not start');
		return started;
	};
}
