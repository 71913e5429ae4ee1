import { randomBytes } from 'node:crypto';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { startMavibotApi, type MavibotApi } from '../../support/mavibot-api';
import {
	launch,
	type CredentialReference,
	type LaunchedN8n,
	type N8nClient,
	type StartOptions,
} from '../../support/real-n8n';
import { joinN8n } from '../../support/e2e/join-n8n';
import { startInOrder } from '../../support/start-in-order';

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
 * Starts a local Mavibot and joins a real n8n, which gets a credential for it.
 * @param options `env` of the n8n that files of a run share; a `packageFolder` leads to one of its own
 * @throws as `launch` does; nothing is left running then
 */
export async function startShared(
	options: Pick<StartOptions, 'env' | 'packageFolder'> = {},
): Promise<Shared> {
	return await startInOrder(async ({ part, folder }) => {
		const apiKey = `${KEY_MARK}-${randomBytes(8).toString('hex')}`;
		const mavibot = await part(startMavibotApi({ apiKey }));
		const launched = await part(
			options.packageFolder === undefined
				? joinN8n(options.env)
				: launch({ ...options, userFolder: folder('mavibot-e2e-') }),
		);
		const { client } = launched;
		const credential = await storeCredential({ mavibot, client }, 'Mavibot');
		return { mavibot, launched, client, credential };
	});
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
