import type { Browser, Page } from 'playwright-core';
import { CONTEXT } from '../../test/support/browser/browser';
import { START, chain, mavibotNode } from '../../test/e2e/mavibot/workflow';
import type { CredentialReference } from '../../test/support/real-n8n';
import type { Demo } from '../demo/start';
import { QUESTION } from './forms';
import { shoot } from './shoot';

const PHONE = { width: 390, height: 520 };

/** Asks the boss, and takes pictures of the message in the chat and of the page behind a button, on a phone. */
export async function shootAsking(
	browser: Browser,
	page: Page,
	{ launched: { client }, mavibot }: Demo,
	credential: CredentialReference,
): Promise<void> {
	const start = {
		name: START,
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		parameters: {},
	};
	const { id } = await client.createWorkflow(
		chain('Ask', [start, mavibotNode('Ask', credential, QUESTION)]),
	);
	await client.waitForExecution(await client.runWorkflow(id, { triggerName: START }));

	await page.setViewportSize({ width: 1000, height: 640 });
	await page.goto(mavibot.origin);
	await page.getByRole('button', { name: /^Clara/ }).click();
	const link = page.getByRole('link', { name: 'Yes' });
	await link.waitFor();
	await shoot(page, 'ask-chat');

	const url = (await link.getAttribute('href')) ?? '';
	for (const colorScheme of ['light', 'dark'] as const) {
		const context = await browser.newContext({ ...CONTEXT, viewport: PHONE, colorScheme });
		const phone = await context.newPage();
		await phone.goto(url);
		await shoot(phone, `ask-page-${colorScheme}`);
		await context.close();
	}
}
