import { createHash } from 'crypto';
import type { FunctionsBase, INode } from 'n8n-workflow';
import { setBounded } from './bounded';

/** Milliseconds for which a key that was read is taken to be the credential's; reading it costs n8n a query. */
export const KEY_HOLDS_MS = 1000;

const MOST_CREDENTIALS = 1000;

/** By the id of a credential. */
const keysRead = new Map<string, { keyHash: string; at: number }>();

/** The id of the node's credential; empty where it has none. */
export const credentialIdOf = ({ credentials }: INode): string => credentials?.mavibotApi?.id ?? '';

/**
 * Names the key and the server of the node's credential; a hash, which gives neither away.
 *
 * @param ageMs milliseconds for which one that was read before will do
 * @throws what n8n throws where the credential cannot be read
 */
export async function keyHashOf(
	context: Pick<FunctionsBase, 'getCredentials'>,
	node: INode,
	ageMs: number,
): Promise<string> {
	const id = credentialIdOf(node);
	const read = keysRead.get(id);
	if (read !== undefined && Date.now() - read.at < ageMs) return read.keyHash;
	const { apiKey, server } = await context.getCredentials('mavibotApi');
	const keyHash = createHash('sha256')
		.update(JSON.stringify([apiKey, server]))
		.digest('hex');
	setBounded(keysRead, id, { keyHash, at: Date.now() }, MOST_CREDENTIALS);
	return keyHash;
}
