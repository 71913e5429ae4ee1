/**
 * `npm run pictures`: takes the pictures of the README in a real n8n, which does what the demo does.
 */
import type { Page } from 'playwright-core';
import { startDemo, type Demo } from '../demo/start';
import { startBrowser, CONTEXT } from '../../test/support/browser/browser';
import { fillInQuestion, receiveMessage } from '../../test/e2e/editor/building';
import {
	addNodeAfter,
	addTrigger,
	canvasNode,
	chooseFromOpenList,
	closeNode,
	listOf,
	openEmptyWorkflow,
	openMavibotInPanel,
	openNodePanel,
	signIn,
	unfoldActions,
} from '../../test/e2e/editor/editor';
import { type CredentialReference, installN8n } from '../../test/support/real-n8n';
import { startInOrder } from '../../test/support/start-in-order';
import { shootAsking } from './asking';
import { shootForms } from './forms';
import { areaOf, around, shoot } from './shoot';

const WINDOW = { width: 1280, height: 800 };

/** Tall enough for the longest form that a picture shows. */
const TALL_WINDOW = { width: 1280, height: 1400 };

/** The page of the local Mavibot, on which a person writes as a client. */
async function shootChat(page: Page, { mavibot }: Demo): Promise<void> {
	await page.setViewportSize({ width: 1000, height: 640 });
	await page.goto(mavibot.origin);
	await page.getByRole('button', { name: /^Anna/ }).click();
	for (const text of ['Hello! Is there green tea?', 'And oolong?']) {
		await page.getByPlaceholder('Write a message').fill(text);
		await page.keyboard.press('Enter');
		await page.getByText(`You wrote: ${text}`).waitFor();
	}
	await shoot(page, 'chat');
	await page.setViewportSize(WINDOW);
}

async function shootPanel(page: Page, url: string): Promise<void> {
	await openEmptyWorkflow(page, url);
	await openNodePanel(page);
	await openMavibotInPanel(page);
	await unfoldActions(page);
	await page.getByText('Clear message history').waitFor();
	await shoot(page, 'node-panel', await areaOf(page.getByTestId('node-creator')));
}

async function shootCredential(page: Page): Promise<void> {
	await page.getByTestId('credential-edit-button').click();
	await page.getByTestId('credentials-config-container-test-success').waitFor();
	const dialog = page.getByTestId('editCredential-modal');
	await shoot(page, 'credential', await areaOf(dialog));
	await dialog.locator('.el-dialog__headerbtn').click();
	await dialog.waitFor({ state: 'hidden' });
}

/** The open form of a trigger with its addresses unfolded; they are folded again then. */
async function shootUrls(page: Page): Promise<void> {
	const form = page.getByTestId('node-parameters');
	const heading = form.getByText('Webhook URLs', { exact: true });
	await heading.click();
	await form.getByText('Production URL', { exact: true }).click();
	await form.getByText(/\/webhook\//).waitFor();
	const [whole, credential] = await Promise.all([
		areaOf(form),
		areaOf(page.getByTestId('node-credentials-select')),
	]);
	const height = credential.y + credential.height + 8 - whole.y;
	await shoot(page, 'webhook-urls', { ...whole, height });
	await form.getByText('Test URL', { exact: true }).click();
	await heading.click();
}

/** Builds a workflow as a person would, and takes pictures on the way. */
async function shootWorkflow(page: Page, { mavibot, launched }: Demo): Promise<void> {
	await openEmptyWorkflow(page, launched.n8n.url);
	await addTrigger(page, 'On client message');
	await shootCredential(page);
	await shootUrls(page);
	await receiveMessage({ page, mavibot }, 'Is there tea?');
	await closeNode(page);

	await addNodeAfter(page, 'Mavibot Trigger', 'Send message to client');
	await page.setViewportSize(TALL_WINDOW);
	await listOf(page, 'clientId');
	await chooseFromOpenList(page, 'Anna');
	await fillInQuestion(page, 'Which one would you like?', ['Green tea', 'Black tea']);
	await page.getByTestId('node-execute-button').click();
	await page.getByTestId('output-panel').getByText('success').waitFor();
	await shoot(page, 'form-message', await areaOf(page.getByTestId('ndv')));
	await page.setViewportSize(WINDOW);
	await closeNode(page);

	await page.getByTestId('zoom-to-fit').click();
	// A node that is selected has a halo.
	await page.getByTestId('canvas-background').click({ position: { x: 300, y: 100 }, force: true });
	const nodes = ['Mavibot Trigger', 'Send message to client'];
	const [first, last] = await Promise.all(
		nodes.map(async (name) => await areaOf(canvasNode(page, name))),
	);
	await shoot(page, 'workflow', around(first, last, { x: 160, y: 70 }));
}

async function main(): Promise<void> {
	const { browser, demo, page, stop } = await startInOrder(async ({ part, atEnd, folder }) => {
		const browser = await startBrowser();
		atEnd(async () => await browser.close());
		const userFolder = folder('mavibot-pictures-');
		const installation = await installN8n(console.log);
		const demo = await part(startDemo({ userFolder, installation, log: console.log }));
		const page = await (await browser.newContext({ ...CONTEXT, viewport: WINDOW })).newPage();
		return { browser, demo, page };
	});
	try {
		const { client, n8n, owner } = demo.launched;

		await shootChat(page, demo);
		await signIn(page, n8n.url, owner);
		await shootWorkflow(page, demo);
		await page.setViewportSize({ width: 1280, height: 1000 });
		await shootPanel(page, n8n.url);
		await page.setViewportSize(TALL_WINDOW);
		const [credential] = await client.call<CredentialReference[]>('GET', '/credentials');
		const chosen = { id: credential.id, name: credential.name };
		await shootForms(page, client, chosen);
		await shootAsking(browser, page, demo, chosen);
	} finally {
		await stop();
	}
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
