import { resources } from '../../../nodes/Mavibot/resources';
import {
	closeNode,
	mavibotInPanel,
	openEmptyWorkflow,
	openMavibotInPanel,
	openNodePanel,
	parameter,
	search,
	shownNotices,
	unfoldActions,
} from './editor';
import type { Shared } from './setup';

/** Words that a person who wants a bot would search with. */
const WORDS = [
	'mavibot',
	'chatbot',
	'telegram bot',
	'whatsapp bot',
	'online chat',
	'broadcast',
	'newsletter',
	'mailing',
	'sms',
	'send message',
	'deal',
	'customer',
	'contact',
	'order',
];

/** Finding the nodes in the panel. */
export function testsOfPanel(shared: () => Shared): void {
	test('offers Mavibot for the words that a person would search with, all its actions, and the chosen event', async () => {
		const { page, url } = shared();
		await openEmptyWorkflow(page, url);
		await openNodePanel(page);
		for (const words of WORDS) {
			await search(page, words);
			await mavibotInPanel(page).waitFor();
			expect(await mavibotInPanel(page).count()).toBe(1);
			// The next words find it anew.
			await search(page, 'spreadsheet');
			await mavibotInPanel(page).waitFor({ state: 'hidden' });
		}

		await openMavibotInPanel(page);
		const names = page.getByTestId('node-creator').getByTestId('node-creator-item-name');
		const triggers = await names.allInnerTexts();
		await unfoldActions(page);
		const actions = resources.flatMap(({ operations }) =>
			operations.map(({ option }) => option.action),
		);
		await names.getByText(actions[actions.length - 1]).waitFor();

		expect(triggers).toEqual([
			'On callback',
			'On client message',
			'On delivery failed',
			'On employee message',
			'On outgoing bot message',
			'On service event',
			'Called by a bot block',
		]);
		expect(actions).toHaveLength(42);
		expect((await names.allInnerTexts()).slice(triggers.length)).toEqual(actions);
		const panel = await page.getByTestId('node-creator').innerText();
		for (const { name } of resources) expect(panel).toContain(`${name} Actions`.toUpperCase());

		await names.getByText('On delivery failed', { exact: true }).click();
		await parameter(page, 'events').getByText('Delivery Failed').waitFor();
		expect(await parameter(page, 'events').getByText('Client Message').count()).toBe(0);
	});

	test('offers the trigger for new clients beside Mavibot, and opens its form', async () => {
		const { page, url, pageErrors } = shared();
		const errorsBefore = pageErrors.length;
		await openEmptyWorkflow(page, url);
		await openNodePanel(page);
		const names = page.getByTestId('node-creator-item-name');
		const newClient = names.getByText('Mavibot New Client Trigger', { exact: true });
		for (const words of ['new lead', 'new customer', 'mavibot']) {
			await search(page, words);
			await newClient.waitFor();
			await search(page, 'spreadsheet');
			await newClient.waitFor({ state: 'hidden' });
		}
		await search(page, 'mavibot');
		await newClient.waitFor();
		expect(await names.allInnerTexts()).toEqual(['Mavibot', 'Mavibot New Client Trigger']);

		await newClient.click();
		await page.getByText('Add to workflow', { exact: true }).click();
		await parameter(page, 'simplify').waitFor();

		expect(await shownNotices(page)).toEqual([
			expect.stringContaining('when the workflow is first published start nothing'),
		]);
		expect(await page.getByTestId('node-parameters').innerText()).toContain('Poll Times');
		expect(pageErrors.slice(errorsBefore)).toEqual([]);
		await closeNode(page);
	});
}
