import { playConversation } from '../../../tools/demo/conversation';
import { putInExamples, triggerUrl } from '../../../tools/demo/examples';
import { EXPECTED_CONVERSATION } from '../../../tools/demo/expected-conversation';
import type { Shared } from './setup';

/** The workflows of the folder "examples", as the demo puts them in and plays them. */
export function testsOfExamples(shared: () => Shared): void {
	test('the example workflows answer a client and save a phone number', async () => {
		const { client, launched, mavibot } = shared();
		const access = { apiKey: mavibot.apiKey, server: mavibot.origin };
		const lines: string[] = [];

		const workflows = await putInExamples(client, access);
		mavibot.setWebhookUrl(triggerUrl(launched.n8n.url, workflows));
		await playConversation({ mavibot, client, workflows }, (line) => lines.push(line));

		expect(lines).toEqual(EXPECTED_CONVERSATION);

		await expect(putInExamples(client, access)).resolves.toEqual(workflows);
	});
}
