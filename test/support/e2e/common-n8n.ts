import { resolve } from 'node:path';
import { launch } from '../real-n8n/launch';
import { startInOrder } from '../start-in-order';

type Environment = Record<string, string>;

/** So that no clock decides when the time of a request is up. */
const WATCHED = {
	EXTERNAL_HOOK_FILES: resolve(__dirname, '../real-n8n/watch-time-outs.mjs'),
};

const start = async (env: Environment) =>
	await startInOrder(async ({ atEnd, folder }) => {
		const options = { userFolder: folder('mavibot-e2e-'), env: { ...WATCHED, ...env } };
		let launched = await launch(options);
		atEnd(async () => await launched.stop());
		return {
			...launched,
			/** At the same address, so that sessions go on. */
			async restart() {
				const { port } = launched.n8n;
				await launched.stop();
				launched = await launch({ ...options, port });
			},
		};
	});

const started = new Map<string, ReturnType<typeof start>>();

/**
 * The n8n that the files of a run share who want the same of its environment; the first one starts it.
 * It stands outside of the sandboxes in which Jest runs the files, one after another in one process.
 * @throws as `launch` does, for each file anew
 */
export async function commonN8n(env: Environment): ReturnType<typeof start> {
	const key = JSON.stringify(env);
	const known = started.get(key) ?? start(env);
	started.set(key, known);
	return await known;
}

/** What Jest does after the last file. */
export default async function endCommonN8n(): Promise<void> {
	for (const [key, starting] of started) {
		started.delete(key);
		// Its failure has been told by then.
		const n8n = await starting.catch(() => undefined);
		await n8n?.stop();
	}
}
