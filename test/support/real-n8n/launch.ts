import { createClient, type N8nClient } from './client';
import { startN8n, type RunningN8n, type StartOptions } from './n8n';
import { startInOrder } from '../start-in-order';
import { ownerOf, type Owner } from './owner';

export interface LaunchedN8n {
	n8n: RunningN8n;
	/** Logged in as the owner. */
	client: N8nClient;
	/** Kept in the user folder, so that a later launch can log in. */
	owner: Owner;
	/** Closes the client and ends n8n; resolves when it and all its children are gone. */
	stop(): Promise<void>;
}

/**
 * Installs n8n where that is not done yet, starts it, creates the owner and logs in.
 * @throws as `installN8n` and `startN8n` do; nothing is left running then
 */
export async function launch(options: StartOptions): Promise<LaunchedN8n> {
	return await startInOrder(async ({ part, atEnd }) => {
		const n8n = await part(startN8n(options));
		const client = createClient(n8n.url);
		atEnd(client.close);
		const owner = ownerOf(n8n.userFolder);
		await client.setupOwner(owner);
		return { n8n, client, owner };
	});
}
