import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { CredentialReference } from '../../support/real-n8n';
import { addTrigger, openEmptyWorkflow } from './editor';
import type { Shared } from './setup';

const PROJECT_FOLDER = resolve(__dirname, '..', '..', '..');

const dialog = (page: Page): Locator => page.getByTestId('credential-edit-dialog');

const field = (page: Page, name: string): Locator =>
	dialog(page).getByTestId(`parameter-input-${name}`).locator('input');

/**
 * Opens the form of a new credential from the list in a node. n8n asks itself for a name then, which the
 * form does not show, and refuses to save a credential without one.
 */
export async function openNewCredential(page: Page): Promise<void> {
	await page.getByTestId('node-credentials-select').click();
	const named = page.waitForResponse((response) =>
		response.url().includes('/rest/credentials/new'),
	);
	await page.getByTestId('node-credentials-select-item-new').filter({ visible: true }).click();
	await dialog(page).waitFor();
	await named;
}

/** Fills in the open form of a credential and saves it, which tests it. */
export async function saveCredential(page: Page, apiKey: string, server: string): Promise<void> {
	await field(page, 'apiKey').fill(apiKey);
	await field(page, 'server').fill(server);
	await page.getByTestId('credential-save-button').click();
}

/** The anchors of a page in Markdown, as GitHub makes them of its headings. */
const anchorsOf = (markdown: string): string[] =>
	[...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
		heading
			.toLowerCase()
			.replace(/[^\p{L}\p{N} -]/gu, '')
			.replaceAll(' ', '-'),
	);

/** Deletes what the tests of this file add, since nodes of other tests would choose it. */
async function deleteAdded({ client, credential }: Shared): Promise<void> {
	const stored = await client.call<CredentialReference[]>('GET', '/credentials');
	for (const { id } of stored) {
		if (id !== credential.id) await client.call('DELETE', `/credentials/${id}`);
	}
}

/** Adding the credential by hand. */
export function testsOfCredential(shared: () => Shared): void {
	beforeEach(async () => {
		const { page, url } = shared();
		await openEmptyWorkflow(page, url);
		await addTrigger(page, 'On client message');
		await openNewCredential(page);
	});

	afterEach(async () => await deleteAdded(shared()));

	test('says where the key comes from, is tested, and is chosen in the node', async () => {
		const { page, mavibot } = shared();
		await dialog(page).getByText('the settings of your project, section Integrations').waitFor();
		const href = await dialog(page).getByRole('link', { name: 'docs' }).getAttribute('href');
		const { homepage } = JSON.parse(readFileSync(join(PROJECT_FOLDER, 'package.json'), 'utf8')) as {
			homepage: string;
		};
		const { origin, pathname, hash } = new URL(href ?? '');
		expect(origin + pathname).toBe(homepage);
		const readme = readFileSync(join(PROJECT_FOLDER, 'README.md'), 'utf8');
		expect(anchorsOf(readme)).toContain(hash.slice(1));

		await saveCredential(page, mavibot.apiKey, mavibot.origin);
		await dialog(page).waitFor({ state: 'hidden' });
		const select = page.getByTestId('node-credentials-select').locator('input');
		expect(await select.inputValue()).toMatch(/^Mavibot account/);
		await page.getByTestId('credential-edit-button').click();
		await page.getByTestId('credentials-config-container-test-success').waitFor();
	});

	test('with a wrong key fails with words that help, and without the key', async () => {
		const { page, mavibot } = shared();
		await saveCredential(page, 'wr0ng-key', mavibot.origin);
		await dialog(page).getByText('More details').click();
		const words = await dialog(page).getByText('Mavibot did not accept this API key').innerText();
		expect(words).toContain('section Integrations');
		expect(await dialog(page).innerText()).not.toContain('wr0ng-key');
	});
}
