import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { startMavibotApi, type MavibotApi } from '../../mavibot-api';
import { launch, type CredentialReference, type LaunchedN8n, type N8nClient } from '../../real-n8n';
import { CONTEXT, startBrowser } from './browser';
import { signIn } from './editor';

/** What all tests of this folder share, since a start of n8n takes the longest. */
export interface Shared {
	mavibot: MavibotApi;
	/** Origin of n8n. */
	url: string;
	client: N8nClient;
	/** Of the local Mavibot, with its key. */
	credential: CredentialReference;
	/** Signed in to n8n; the same one for all tests. */
	page: Page;
	/** What went wrong in the page's own code so far. */
	pageErrors: string[];
	stop(): Promise<void>;
}

/**
 * Starts a local Mavibot, a real n8n that has a credential for it, and a browser that is signed in.
 * @throws with what to install where there is no browser; nothing is left running then
 */
export async function startShared(): Promise<Shared> {
	const userFolder = mkdtempSync(join(tmpdir(), 'mavibot-editor-'));
	let browser: Browser | undefined;
	let mavibot: MavibotApi | undefined;
	let launched: LaunchedN8n | undefined;
	const stop = async () => {
		await browser?.close();
		await launched?.stop();
		await mavibot?.stop();
		rmSync(userFolder, { recursive: true, force: true });
	};
	try {
		// A missing browser is found out before minutes go by.
		browser = await startBrowser();
		mavibot = await startMavibotApi();
		launched = await launch({ userFolder });
		const { client, n8n, owner } = launched;
		const credential = await client.createCredential({
			name: 'Tea shop',
			type: 'mavibotApi',
			data: { apiKey: mavibot.apiKey, server: mavibot.origin },
		});
		const page = await (await browser.newContext(CONTEXT)).newPage();
		const pageErrors: string[] = [];
		page.on('pageerror', ({ message }) => pageErrors.push(message));
		await signIn(page, n8n.url, owner);
		return { mavibot, url: n8n.url, client, credential, page, pageErrors, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}
