import type { Page } from 'playwright-core';
import { CONTEXT, startBrowser } from '../../support/browser/browser';
import { startInOrder } from '../../support/start-in-order';
import { startShared, type Shared as SharedWithoutBrowser } from '../mavibot/setup';
import { signIn } from './editor';

/** What all tests of this folder share, since a start of n8n takes the longest. */
export interface Shared extends SharedWithoutBrowser {
	/** Origin of n8n. */
	url: string;
	/** Signed in to n8n; the same one for all tests. */
	page: Page;
	/** What went wrong in the page's own code so far. */
	pageErrors: string[];
}

/**
 * Starts a local Mavibot and a browser, which is signed in to a real n8n with a credential for it.
 * @throws as `startBrowser` and `launch` do; nothing is left running then
 */
export async function startWithBrowser(): Promise<Shared> {
	return await startInOrder(async ({ part, atEnd }) => {
		// A missing browser is found out before minutes go by.
		const browser = await startBrowser();
		atEnd(async () => await browser.close());
		const shared = await part(startShared());
		const { n8n, owner } = shared.launched;
		const page = await (await browser.newContext(CONTEXT)).newPage();
		const pageErrors: string[] = [];
		page.on('pageerror', ({ message }) => pageErrors.push(message));
		await signIn(page, n8n.url, owner);
		return { ...shared, url: n8n.url, page, pageErrors };
	});
}
