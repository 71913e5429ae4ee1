import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What runs until it is stopped. */
export interface Stoppable {
	stop(): unknown;
}

/** Takes note of what has been begun, so that all of it is ended. */
export interface Begun {
	/**
	 * Waits for the start of a part. Its end is awaited as well where another part fails meanwhile.
	 * @throws what the start throws
	 */
	part<Part extends Stoppable>(starting: Part | Promise<Part>): Promise<Part>;
	/** Notes what ends a part that has no `stop`. */
	atEnd(end: () => unknown): void;
	/**
	 * Makes a folder for what is begun, which is deleted with all that is in it.
	 * @param prefix of its name
	 */
	folder(prefix: string): string;
}

type End = () => unknown;

/**
 * Starts what consists of several parts, and ends them in the reverse order: when it is stopped, and also
 * when one of them does not start.
 * @param start starts the parts; each goes through its argument
 * @returns what `start` returns, and `stop`, which may be called repeatedly and ends every part also where
 * the end of another fails (it throws that then)
 * @throws what `start` throws, when everything that was started before is ended
 */
export async function startInOrder<Started extends object>(
	start: (begun: Begun) => Promise<Started>,
): Promise<Omit<Started, 'stop'> & { stop(): Promise<void> }> {
	const ends: End[] = [];
	let isEnding = false;
	const stop = async () => {
		isEnding = true;
		await endAll(ends);
	};
	const begun: Begun = {
		async part(starting) {
			const started = Promise.resolve(starting);
			const end = async () => {
				const part = await started.catch(() => undefined);
				await part?.stop();
			};
			// A part can come while the others are ended, where several are started side by side.
			if (isEnding) {
				await end();
				throw new Error('Not started, since the others are being ended');
			}
			ends.push(end);
			return await started;
		},
		atEnd: (end) => void ends.push(end),
		folder(prefix) {
			const folder = mkdtempSync(join(tmpdir(), prefix));
			ends.push(() => rmSync(folder, { recursive: true, force: true }));
			return folder;
		},
	};
	try {
		return { ...(await start(begun)), stop };
	} catch (error) {
		await stop().catch((endError: unknown) => addTo(error, endError));
		throw error;
	}
}

/** Takes each end off the list, the last one first. */
async function endAll(ends: End[]): Promise<void> {
	const errors: unknown[] = [];
	for (let end = ends.pop(); end !== undefined; end = ends.pop()) {
		try {
			await end();
		} catch (error) {
			errors.push(error);
		}
	}
	if (errors.length === 1) throw errors[0];
	if (errors.length > 1) throw new AggregateError(errors, errors.map(textOf).join('\n'));
}

/** What went wrong first stays first. */
function addTo(error: unknown, endError: unknown): void {
	if (error instanceof Error)
		error.message += `\nWhat was started did not end: ${textOf(endError)}`;
}

const textOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
