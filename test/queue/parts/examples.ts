import { playConversation } from '../../../tools/demo/conversation';
import { putInExamples, triggerUrl } from '../../../tools/demo/examples';
import { EXPECTED_CONVERSATION } from '../../../tools/demo/expected-conversation';
import { testsOfBroadcast } from '../../e2e/examples/broadcast';
import { testsOfDeliveryFailures } from '../../e2e/examples/delivery-failures';
import { testsOfLeadForm } from '../../e2e/examples/lead-form';
import { testsOfPaid } from '../../e2e/examples/paid';
import { testsOfPriceForBotBlock } from '../../e2e/examples/price-for-bot-block';
import { testsOfShopOrder } from '../../e2e/examples/shop-order';
import type { Shared as EndToEnd } from '../../e2e/mavibot/setup';
import type { RunningN8n } from '../../support/real-n8n';
import type { Shared } from '../../support/queue/shared';

/** The workflows of the folder "examples" that are called from outside, called through the webhook process. */
export function testsOfExamples(shared: () => Shared): void {
	test('the example workflows answer a client and save a phone number', async () => {
		const { n8n, mavibot } = shared();
		const { main, webhook, client } = n8n;
		const lines: string[] = [];

		const access = { apiKey: mavibot.apiKey, server: mavibot.origin };
		const workflows = await putInExamples(client, access);
		await client.webhookReady(triggerUrl(webhook.url, workflows));
		mavibot.setWebhookUrl(triggerUrl(webhook.url, workflows));
		// The form is on the webhook process as well.
		const setting = { mavibot, client: { ...client, url: webhook.url }, workflows };
		await playConversation(setting, (line) => lines.push(line));

		expect(lines).toEqual(EXPECTED_CONVERSATION);
		const executions = [
			...(await client.executions(workflows.echo)),
			...(await client.executions(workflows.savePhone)),
		];
		expect(executions).toHaveLength(3);
		for (const { id } of executions) {
			expect(shared().workerOf(id).log()).toContain(`Worker started execution ${id} `);
			expect(webhook.log()).toContain(`Enqueued execution ${id} `);
			expect(main.log()).not.toContain(`Enqueued execution ${id} `);
		}
	});

	/** What the tests of the examples in a single n8n want, with the webhook process in its place. */
	const endToEnd = (): EndToEnd => {
		const { n8n, mavibot, credential, stop } = shared();
		const { client, webhook } = n8n;
		// They ask for no more of it than its address.
		const launched = { n8n: { url: webhook.url } as RunningN8n } as EndToEnd['launched'];
		return { client, credential, launched, mavibot, stop };
	};

	describe('the lead form', () => testsOfLeadForm(endToEnd));
	describe('the broadcast with a check', () => testsOfBroadcast(endToEnd));
	describe("the shop's order", () => testsOfShopOrder(endToEnd));
	describe('the answer that moves a deal on', () => testsOfPaid(endToEnd));
	describe('the table of delivery failures', () => testsOfDeliveryFailures(endToEnd));
	describe('the price for a block of the bot', () => testsOfPriceForBotBlock(endToEnd));
}
