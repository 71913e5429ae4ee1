import { playConversation, PHONE } from '../../demo/conversation';
import { putInExamples, triggerUrl } from '../../demo/examples';
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

		expect(lines).toEqual([
			'Anna: Hello! Is there tea?',
			'Bot: You wrote: Hello! Is there tea?  [Say it again]',
			'Anna: Say it again',
			'Bot: You wrote: Say it again  [Say it again]',
			`(Anna fills in the form: phone ${PHONE})`,
			`Bot: We saved your number ${PHONE}.`,
			`(Mavibot now has the variable client.phone = ${PHONE})`,
		]);

		await expect(putInExamples(client, access)).resolves.toEqual(workflows);
	}, 90_000);
}
