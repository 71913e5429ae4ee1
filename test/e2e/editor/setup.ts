import type { Page } from 'playwright-core';
import { startMavibotApi, type MavibotApi } from '../../support/mavibot-api';
import { joinN8n } from '../../support/e2e/join-n8n';
import type { CredentialReference, N8nClient } from '../../support/real-n8n';
import { startInOrder } from '../../support/start-in-order';
import { CONTEXT, startBrowser } from '../../support/browser/browser';
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
 * Starts a local Mavibot and a browser, which is signed in to a real n8n with a credential for it.
 * @throws as `startBrowser` and `launch` do; nothing is left running then
 */
export async function startShared(): Promise<Shared> {
	return await startInOrder(async ({ part, atEnd }) => {
		// A missing browser is found out before minutes go by.
		const browser = await startBrowser();
		atEnd(async () => await browser.close());
		const mavibot = await part(startMavibotApi());
		const { client, n8n, owner } = await part(joinN8n());
		const credential = await client.createCredential({
			name: 'Tea shop',
			type: 'mavibotApi',
			data: { apiKey: mavibot.apiKey, server: mavibot.origin },
		});
		const page = await (await browser.newContext(CONTEXT)).newPage();
		const pageErrors: string[] = [];
		page.on('pageerror', ({ message }) => pageErrors.push(message));
		await signIn(page, n8n.url, owner);
		return { mavibot, url: n8n.url, client, credential, page, pageErrors };
	});
}
