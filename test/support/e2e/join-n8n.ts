import { createClient, type CredentialReference, type LaunchedN8n } from '../real-n8n';
import type { commonN8n } from './common-n8n';

/** Isolates for expressions only where there are some: many events take half the time. Behind one proxy. */
export const FOR_EVENTS = { N8N_PROXY_HOPS: '1', N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' };

/** An n8n that other files use as well. */
export interface JoinedN8n extends LaunchedN8n {
	/** Ends n8n and starts it again at the same address. */
	restart(): Promise<void>;
}

const outside = globalThis as unknown as { commonN8n: typeof commonN8n };

/**
 * Gives a file the n8n that it shares with others, with a session of its own and without the credentials
 * that others have stored, since the editor would choose one of them.
 * @param env of n8n, where the usual one is not enough
 * @throws as `launch` does
 */
export async function joinN8n(env = {}): Promise<JoinedN8n> {
	const { n8n, owner, restart } = await outside.commonN8n(env);
	const client = createClient(n8n.url);
	await client.login(owner);
	for (const { id } of await client.call<CredentialReference[]>('GET', '/credentials')) {
		await client.call('DELETE', `/credentials/${id}`);
	}
	return { n8n, client, owner, restart, stop: client.close };
}
