import type { Page } from 'playwright-core';
import { until } from '../../support/real-n8n/until';
import {
	addFirstAction,
	addNodeAfter,
	addRow,
	addTrigger,
	canvasNode,
	choose,
	chooseFromOpenList,
	closeNode,
	listOf,
	openEmptyWorkflow,
	parameter,
} from './editor';
import type { Shared } from './setup';

const CLIENT_ID = 101;

/** The test URL that the open form of a trigger shows. */
export async function testUrl(page: Page): Promise<string> {
	const form = page.getByTestId('node-parameters');
	await form.getByText('Webhook URLs', { exact: true }).click();
	const url = await form.getByText('/webhook-test/').innerText();
	return url.replaceAll(/\s/g, '');
}

/** Lets the open trigger wait for an event, and a client write to it; resolves when the form shows what came. */
export async function receiveMessage(
	{ page, mavibot }: Pick<Shared, 'page' | 'mavibot'>,
	text: string,
): Promise<void> {
	mavibot.setWebhookUrl(await testUrl(page));
	try {
		await page.getByTestId('trigger-execute-button').click();
		await page.getByText('Listening for test event').waitFor();
		await mavibot.clientWrites(CLIENT_ID, text);
		await page.getByTestId('output-panel').getByText(text).waitFor();
	} finally {
		mavibot.setWebhookUrl(undefined);
	}
}

/** Fills in the open form of "Send message to client" with a question and buttons. */
export async function fillInQuestion(page: Page, text: string, buttons: string[]): Promise<void> {
	await parameter(page, 'message').locator('textarea').fill(text);
	for (const [index, label] of buttons.entries()) {
		await (await addRow(page, 'buttons', index)).fill(label);
	}
}

/** Building workflows by hand, as the first steps of a new user. */
export function testsOfBuilding(shared: () => Shared): void {
	beforeEach(async () => await openEmptyWorkflow(shared().page, shared().url));

	test('a client writes, and gets a question with two buttons', async () => {
		const { page, mavibot } = shared();
		await addTrigger(page, 'On client message');
		await receiveMessage(shared(), 'Is there tea?');
		await closeNode(page);

		await addNodeAfter(page, 'Mavibot Trigger', 'Send message to client');
		expect(await listOf(page, 'clientId')).toContain('Anna · 777000101 · ID 101');
		await chooseFromOpenList(page, 'Anna');
		await fillInQuestion(page, 'Which one would you like?', ['Green tea', 'Black tea']);
		await page.getByTestId('node-execute-button').click();
		await page.getByTestId('output-panel').getByText('success').waitFor();
		await closeNode(page);
		for (const name of ['Mavibot Trigger', 'Send message to client']) {
			await canvasNode(page, name).getByTestId('canvas-node-status-success').waitFor();
		}
		await canvasNode(page, 'Send message to client').getByText('Send: Message').waitFor();

		expect(mavibot.messagesTo(CLIENT_ID).at(-1)).toMatchObject({
			text: 'Which one would you like?',
			buttons: [
				{ text: 'Green tea', type: 'reply' },
				{ text: 'Black tea', type: 'reply' },
			],
		});
	});

	test('a client of a bot from the list is imported', async () => {
		const { page, mavibot } = shared();
		await addFirstAction(page, 'Import clients');
		await parameter(page, 'platformId').locator('input').fill('15550188');
		await choose(page, 'clientType', 'WhatsApp (6)');
		expect(await listOf(page, 'groupId')).toEqual(
			expect.arrayContaining(['tea_shop_bot (telegram)', '15550100 (whatsapp)']),
		);
		await chooseFromOpenList(page, '15550100');
		await page.getByTestId('node-execute-button').click();
		await page.getByTestId('output-panel').getByText('15550188').waitFor();

		const imported = await until(
			async () =>
				[...mavibot.state.clients.keys()]
					.map((id) => mavibot.state.clients.get(id))
					.find((client) => client?.platform_id.startsWith('15550188')),
			{ onTimeout: () => 'The client was not imported' },
		);
		expect(imported).toMatchObject({ client_type: 6, group: '34810' });
	});

	test('a field that is missing is said before anything is sent', async () => {
		const { page, mavibot } = shared();
		await addFirstAction(page, 'Broadcast message to many clients');
		await page.getByText('This goes to everybody in the audience').waitFor();
		const before = mavibot.journal.length;
		await page.getByTestId('node-execute-button').click();
		const form = page.getByTestId('node-parameters');
		await form.getByTestId('parameter-issues').first().waitFor();
		expect(await form.getByTestId('parameter-issues').count()).toBe(2);
		expect(mavibot.journal.slice(before).map(({ method }) => method)).not.toContain('broadcast');
	});
}
