import { randomUUID } from 'node:crypto';
import type { Locator, Page } from 'playwright-core';
import { until } from '../../support/real-n8n/until';
import { triggerWorkflow } from '../../support/e2e/triggerWorkflow';
import { choices, closeNode, openStoredNode, parameter, shownNotices } from './editor';
import type { Shared } from './setup';

const NOTICES = {
	callback: 'If this workflow starts a bot, add the',
	where: 'Open Webhook URLs above and copy the production URL into Mavibot',
	loop: 'Take care: a workflow that starts on outgoing messages and sends one starts itself again',
	block: 'put the production URL into the request of a block',
};

/** What can be added under Filters or Options. */
const addable = (page: Page): Locator =>
	page.getByTestId('collection-parameter-option').filter({ visible: true });

/** Opens the dropdown that adds to Filters or Options; gives what it offers. */
async function openAddable(page: Page, label: 'Filters' | 'Options'): Promise<string[]> {
	const collection = page
		.getByTestId('parameter-item')
		.filter({ has: page.getByTestId('input-label').getByText(label, { exact: true }) });
	await collection.getByTestId('collection-parameter-add').click();
	await addable(page).first().waitFor();
	return await addable(page).allInnerTexts();
}

async function offered(page: Page, label: 'Filters' | 'Options'): Promise<string[]> {
	const names = await openAddable(page, label);
	await closeDropdown(page, addable(page));
	return names;
}

async function closeDropdown(page: Page, entries: Locator): Promise<void> {
	await page.keyboard.press('Escape');
	await entries.first().waitFor({ state: 'hidden' });
}

/** The form of the trigger. */
export function testsOfTriggerForm(shared: () => Shared): void {
	beforeAll(async () => {
		const { client, credential, page, url } = shared();
		const { workflow } = triggerWorkflow(`Trigger ${randomUUID()}`, credential, {});
		const { id, nodes } = await client.createWorkflow(workflow);
		await openStoredNode(page, url, id, nodes[0].id);
	});

	afterAll(async () => await closeNode(shared().page));

	test('shows only what does something', async () => {
		const { page, pageErrors } = shared();
		const errorsBefore = pageErrors.length;
		expect(await shownNotices(page)).toEqual([
			expect.stringContaining(NOTICES.where),
			expect.stringContaining(NOTICES.callback),
		]);
		const filters = ['Attachments', 'Bot Names or IDs', 'Client Tags', 'Messengers', 'Text'];
		expect(await offered(page, 'Filters')).toEqual(filters);
		const options = [
			'Allowed Addresses',
			'Download Attachments',
			'Further Service Texts',
			'Leave Out Repeated Events',
			'Pass On To',
			'Secret',
		];
		expect(await openAddable(page, 'Options')).toEqual(options);

		await addable(page).getByText('Download Attachments').click();
		// The dropdown fades away; until it is gone, it would be taken for the next one.
		await addable(page).first().waitFor({ state: 'hidden' });
		await parameter(page, 'downloadAttachments').locator('.el-switch').click();
		expect(await offered(page, 'Options')).toEqual([
			'Allow Local Network',
			'Allowed Addresses',
			'Download Timeout',
			'Further Service Texts',
			'Leave Out Repeated Events',
			'Max File Size',
			'Max Files',
			'Pass On To',
			'Secret',
		]);

		await parameter(page, 'events').click();
		await choices(page).filter({ hasText: 'A block of the bot sent a message' }).click();
		await closeDropdown(page, choices(page));
		expect(await shownNotices(page)).toEqual([
			expect.stringContaining(NOTICES.where),
			expect.stringContaining(NOTICES.loop),
			expect.stringContaining(NOTICES.callback),
		]);
		expect(await offered(page, 'Filters')).toContain('Block Names or IDs');
		expect(await offered(page, 'Options')).toContain('Leave Out API Messages');

		await parameter(page, 'events').click();
		for (const event of [
			'A client wrote to a bot',
			'A block of the bot sent',
			'A block of the bot calls',
		]) {
			await choices(page).filter({ hasText: event }).click();
		}
		await closeDropdown(page, choices(page));
		await parameter(page, 'responseMode').waitFor();
		expect(await shownNotices(page)).toEqual([expect.stringContaining(NOTICES.block)]);
		expect(await offered(page, 'Options')).toEqual(['Allowed Addresses', 'Secret']);
		expect(pageErrors.slice(errorsBefore)).toEqual([]);
	});

	test('takes several addresses that messages are passed on to', async () => {
		const { client, credential, page, url } = shared();
		const { workflow } = triggerWorkflow(`Passing on ${randomUUID()}`, credential, {});
		const { id, nodes } = await client.createWorkflow(workflow);
		await openStoredNode(page, url, id, nodes[0].id);
		await openAddable(page, 'Options');
		await addable(page).getByText('Pass On To').click();
		const addresses = ['http://localhost:5678/webhook-test/1/webhook', 'https://n8n.example/2'];
		for (const [index, address] of addresses.entries()) {
			// The first field is there already.
			if (index > 0) await page.getByRole('button', { name: 'Add Address' }).click();
			await parameter(page, 'passOn').locator('input').nth(index).fill(address);
		}
		await page.keyboard.press('Tab');
		// The editor saves by itself.
		await until(
			async () => {
				const [{ parameters }] = (await client.getWorkflow(id)).nodes;
				const { passOn } = Object(parameters.options) as { passOn?: unknown };
				return JSON.stringify(passOn) === JSON.stringify(addresses) || undefined;
			},
			{ onTimeout: () => 'The addresses were not stored' },
		);
	});
}
