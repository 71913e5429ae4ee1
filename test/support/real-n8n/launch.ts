import { createClient } from './client';
import { startN8n, type StartOptions } from './n8n';
import { startInOrder } from '../start-in-order';
import { ownerOf } from './owner';

export type LaunchedN8n = Awaited<ReturnType<typeof launch>>;

/**
 * Installs n8n where that is not done yet, starts it, creates the owner and logs in.
 * @returns n8n, a client that is logged in, the owner, who is kept in the user folder, and what ends all of it
 * @throws as `installN8n` and `startN8n` do; nothing is left running then
 */
export async function launch(options: StartOptions) {
	return await startInOrder(async ({ part, atEnd }) => {
		const n8n = await part(startN8n(options));
		const client = createClient(n8n.url);
		atEnd(client.close);
		const owner = ownerOf(n8n.userFolder);
		await client.setupOwner(owner);
		return { n8n, client, owner };
	});
}
