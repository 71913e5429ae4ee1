import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { startMavibotApi, type MavibotApi } from '../../mavibot-api';
import {
	launch,
	type CredentialReference,
	type LaunchedN8n,
	type N8nClient,
	type StartOptions,
} from '../../real-n8n';

/** Stands in each key of these tests and nowhere else. */
export const KEY_MARK = 'm4rked';

/** A key that the local Mavibot does not know, and that must show as little as its own. */
export const WRONG_KEY = `${KEY_MARK}-wrong`;

/** What all tests of this folder share, since a start of n8n takes the longest. */
export interface Shared {
	mavibot: MavibotApi;
	launched: LaunchedN8n;
	client: N8nClient;
	/** Of the local Mavibot, with its key. */
	credential: CredentialReference;
	stop(): Promise<void>;
}

/**
 * Starts a local Mavibot and a real n8n that has a credential for it.
 * @param options of n8n, where they are not the usual ones
 */
export async function startShared(
	options: Pick<StartOptions, 'env' | 'packageFolder'> = {},
): Promise<Shared> {
	const userFolder = mkdtempSync(join(tmpdir(), 'mavibot-e2e-'));
	const mavibot = await startMavibotApi({
		apiKey: `${KEY_MARK}-${randomBytes(8).toString('hex')}`,
	});
	let launched: LaunchedN8n | undefined;
	const stop = async () => {
		await launched?.stop();
		await mavibot.stop();
		rmSync(userFolder, { recursive: true, force: true });
	};
	try {
		launched = await launch({ ...options, userFolder });
		const { client } = launched;
		const credential = await storeCredential({ mavibot, client }, 'Mavibot');
		return { mavibot, launched, client, credential, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

/**
 * Stores a credential for the local Mavibot.
 * @param data wins over the key and the server of the local Mavibot
 */
export async function storeCredential(
	{ mavibot, client }: Pick<Shared, 'mavibot' | 'client'>,
	name: string,
	data: ICredentialDataDecryptedObject = {},
): Promise<CredentialReference> {
	return await client.createCredential({
		name,
		type: 'mavibotApi',
		data: { apiKey: mavibot.apiKey, server: mavibot.origin, ...data },
	});
}
