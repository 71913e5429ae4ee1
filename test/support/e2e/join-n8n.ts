import { createClient, type CredentialReference, type LaunchedN8n } from '../real-n8n';
import type { commonN8n } from './common-n8n';

const shared = globalThis as unknown as { commonN8n: typeof commonN8n };

/**
 * Gives a file the n8n that it shares with others, with a session of its own and without the credentials
 * that others have stored, since the editor would choose one of them.
 * @throws as `launch` does
 */
export async function joinN8n(): Promise<LaunchedN8n> {
	const { n8n, owner } = await shared.commonN8n();
	const client = createClient(n8n.url);
	await client.login(owner);
	for (const { id } of await client.call<CredentialReference[]>('GET', '/credentials')) {
		await client.call('DELETE', `/credentials/${id}`);
	}
	return { n8n, client, owner, stop: client.close };
}
