import type { Locator, Page } from 'playwright-core';
import type { Owner } from '../../support/real-n8n';

/** The first pages that a slow machine opens take long; only what hangs comes near this. */
const PAGE_LIMIT_MS = 60_000;

/** Signs in through the form, as a person does; the page is patient from then on. */
export async function signIn(page: Page, url: string, owner: Owner): Promise<void> {
	page.setDefaultTimeout(PAGE_LIMIT_MS);
	await page.goto(`${url}/signin`);
	await page.locator('input[name=emailOrLdapLoginId]').fill(owner.email);
	await page.locator('input[name=password]').fill(owner.password);
	await page.getByTestId('form-submit-button').click();
	await page.waitForURL(({ pathname }) => pathname !== '/signin');
}

/** A new workflow with nothing in it. */
export async function openEmptyWorkflow(page: Page, url: string): Promise<void> {
	await page.goto(`${url}/workflow/new`);
	await page.getByTestId('canvas-plus-button').waitFor();
}

/**
 * Waits for the form of a node with its credential, which n8n draws last: a list of the form that is
 * opened before goes on loading without end.
 */
async function formIsDrawn(page: Page): Promise<void> {
	const form = page.getByTestId('node-parameters');
	await form.getByTestId('node-credentials-select').waitFor();
}

/** A stored workflow, with the form of one of its nodes open. */
export async function openStoredNode(
	page: Page,
	url: string,
	workflowId: string,
	nodeId: string,
): Promise<void> {
	await page.goto(`${url}/workflow/${workflowId}/${nodeId}`);
	await formIsDrawn(page);
}

/** Opens the node panel of an empty workflow. */
export async function openNodePanel(page: Page): Promise<void> {
	await page.getByTestId('canvas-plus-button').click();
	await page.getByTestId('node-creator').waitFor();
}

/** "Mavibot" among what the open node panel offers. */
export const mavibotInPanel = (page: Page): Locator =>
	page.getByTestId('node-creator-item-name').getByText('Mavibot', { exact: true });

/** Writes into the search field of the open node panel. */
export async function search(page: Page, words: string): Promise<void> {
	await page.getByTestId('node-creator-search-bar').fill(words);
}

const actionsInPanel = (page: Page): Locator =>
	page.getByTestId('node-creator').getByText(/^Actions \(\d+\)$/);

/** Finds Mavibot in the open node panel and opens the list of what it can do. */
export async function openMavibotInPanel(page: Page): Promise<void> {
	await search(page, 'mavibot');
	await mavibotInPanel(page).click();
	// The list of nodes slides out, and is there a moment longer.
	await mavibotInPanel(page).waitFor({ state: 'hidden' });
	await actionsInPanel(page).waitFor();
}

/** Unfolds the actions, which the panel keeps folded as long as the workflow has no trigger. */
export async function unfoldActions(page: Page): Promise<void> {
	await actionsInPanel(page).click();
}

/** Adds what the open panel has under this name; its form is open then. */
async function addFromPanel(page: Page, name: string): Promise<void> {
	await page.getByTestId('node-creator-item-name').getByText(name, { exact: true }).click();
	await formIsDrawn(page);
}

/** Adds the trigger to an empty workflow by its name in the panel, such as "On client message". */
export async function addTrigger(page: Page, name: string): Promise<void> {
	await openNodePanel(page);
	await openMavibotInPanel(page);
	await addFromPanel(page, name);
}

/** Adds an action to an empty workflow by its name in the panel; n8n puts a trigger before it that is clicked. */
export async function addFirstAction(page: Page, name: string): Promise<void> {
	await openNodePanel(page);
	await openMavibotInPanel(page);
	await unfoldActions(page);
	await addFromPanel(page, name);
}

/** Adds a node behind another by its name in the panel, such as "Send message to client". */
export async function addNodeAfter(page: Page, previous: string, name: string): Promise<void> {
	await canvasNode(page, previous).getByTestId('canvas-handle-plus').click();
	await openMavibotInPanel(page);
	await addFromPanel(page, name);
}

/** A node on the canvas. */
export const canvasNode = (page: Page, name: string): Locator =>
	page.locator(`[data-test-id=canvas-node][data-node-name="${name}"]`);

/** Closes the form of a node. */
export async function closeNode(page: Page): Promise<void> {
	await page.getByTestId('ndv-close-button').click();
	await page.getByTestId('node-parameters').waitFor({ state: 'hidden' });
}

/** The input of a parameter in the open form. */
export const parameter = (page: Page, name: string): Locator =>
	page.getByTestId('node-parameters').getByTestId(`parameter-input-${name}`);

/** The choices of the dropdown that is open. */
export const choices = (page: Page): Locator => page.getByRole('option').filter({ visible: true });

/**
 * Chooses from a dropdown of the open form. Once in thousands of times a click on a choice did nothing,
 * and n8n's dropdown stayed open without having chosen; as a person would, this clicks once more then,
 * and says so.
 */
export async function choose(page: Page, name: string, label: string): Promise<void> {
	await parameter(page, name).click();
	const choice = choices(page).filter({
		has: page.locator('.option-headline').getByText(label, { exact: true }),
	});
	await choice.click();
	const isOpen = parameter(page, name).locator('[aria-expanded=true]');
	try {
		await isOpen.waitFor({ state: 'detached', timeout: 5000 });
	} catch {
		console.warn(`The dropdown of ${name} took no notice of a click on "${label}"`);
		// It may close just now.
		await choice.click({ timeout: 5000 }).catch(() => undefined);
	}
	await choice.waitFor({ state: 'hidden' });
}

/** The names in the list of a resource locator of the open form, which is open then. */
export async function listOf(page: Page, name: string): Promise<string[]> {
	await page.getByTestId(`resource-locator-${name}`).getByTestId('rlc-input').click();
	const items = page.getByTestId('rlc-item').filter({ visible: true });
	await items.first().waitFor();
	return await items.allInnerTexts();
}

/** Chooses from the open list of a resource locator. */
export async function chooseFromOpenList(page: Page, text: string): Promise<void> {
	const item = page.getByTestId('rlc-item').filter({ visible: true, hasText: text });
	await item.click();
	await item.waitFor({ state: 'hidden' });
}

/** Adds a row to a list of the open form and gives it. */
export async function addRow(page: Page, name: string, index: number): Promise<Locator> {
	const collection = page.getByTestId(`fixed-collection-${name}`);
	await collection.getByTestId('fixed-collection-add').click();
	const text = collection.getByTestId('parameter-input-text').nth(index).locator('input');
	await text.waitFor();
	return text;
}

/** A field of the open form, as it stands on the page. */
export interface ShownField {
	label: string;
	/** Marked as missing, since it is required and empty. */
	isMissing: boolean;
}

/** The fields of the open form from top to bottom, without credential, notices and the tab of settings. */
export async function shownFields(page: Page): Promise<ShownField[]> {
	const items = page
		.getByTestId('node-parameters')
		.getByTestId('parameter-item')
		.filter({ visible: true, has: page.getByTestId('input-label') });
	return await items.evaluateAll((elements) =>
		elements
			.filter((element) => !element.parentElement?.closest('[data-test-id=parameter-item]'))
			.map((element) => ({
				label:
					element
						.querySelector('[data-test-id=input-label] label .n8n-text')
						?.textContent?.trim() ?? '',
				isMissing: element.querySelector('[data-test-id=parameter-issues]') !== null,
			})),
	);
}

/** The notices of the open form. */
export async function shownNotices(page: Page): Promise<string[]> {
	return await page
		.getByTestId('node-parameters')
		.locator('.notice-content')
		.filter({ visible: true })
		.allInnerTexts();
}
