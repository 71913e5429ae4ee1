import { launch } from '../real-n8n/launch';
import { startInOrder } from '../start-in-order';

const start = async () =>
	await startInOrder(
		async ({ part, folder }) => await part(launch({ userFolder: folder('mavibot-e2e-') })),
	);

let starting: ReturnType<typeof start> | undefined;

/**
 * The n8n that the files of a run share where they want nothing special of it; the first one starts it.
 * It stands outside of the sandboxes in which Jest runs the files, one after another in one process.
 * @throws as `launch` does, for each file anew
 */
export const commonN8n = async () => await (starting ??= start());

/** What Jest does after the last file. */
export default async function endCommonN8n(): Promise<void> {
	// Its failure has been told by then.
	const n8n = await starting?.catch(() => undefined);
	await n8n?.stop();
}
