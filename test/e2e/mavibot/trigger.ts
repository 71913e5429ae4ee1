import { randomUUID } from 'node:crypto';
import { until } from '../../support/real-n8n/until';
import { outputOf } from '../../support/real-n8n';
import { activated, triggerWorkflow } from '../../support/e2e/triggerWorkflow';
import type { Shared } from './setup';
import { sendNode } from './workflow';

const CLIENT_ID = 101;

/** The trigger in an active workflow that answers, called by the local Mavibot. */
export function testsOfTrigger(shared: () => Shared): void {
	let workflowId: string;

	const runs = async () => await shared().client.executions(workflowId);

	beforeAll(async () => {
		const { client, credential, mavibot } = shared();
		const answer = sendNode('Answer', credential, '=You wrote: {{ $json.text }}');
		const made = triggerWorkflow('Answers', credential, {}, [answer]);
		const { id, url } = await activated(client, made);
		workflowId = id;
		mavibot.setWebhookUrl(url);
	});

	afterAll(async () => {
		shared().mavibot.setWebhookUrl(undefined);
		await shared().client.deactivateWorkflow(workflowId);
	});

	test('a client writes, the workflow starts, and its answer arrives without starting it again', async () => {
		const { client, mavibot } = shared();
		const [lastRun] = await runs();
		const text = `Hello ${randomUUID()}`;
		const delivered = mavibot.webhookDeliveries.length;

		const delivery = await mavibot.clientWrites(CLIENT_ID, text);
		expect(delivery.status).toBe(200);
		const execution = await client.waitForNextExecution(workflowId, lastRun?.id);

		expect(execution).toMatchObject({ status: 'success', mode: 'webhook' });
		expect(outputOf(execution, 'Trigger')).toMatchObject([
			{ json: { text, client_id: CLIENT_ID, client_name: 'Anna', messenger: 'Telegram' } },
		]);
		expect(outputOf(execution, 'Answer')).toMatchObject([{ pairedItem: { item: 0 } }]);
		expect(mavibot.messagesTo(CLIENT_ID).at(-1)?.text).toBe(`You wrote: ${text}`);

		// The answer is posted to the webhook as well, as an outgoing message.
		const outgoing = await until(
			async () => mavibot.webhookDeliveries.slice(delivered).find(({ event }) => !event.is_input),
			{ onTimeout: () => 'The answer was not posted to the webhook' },
		);
		expect(outgoing.status).toBe(200);
		expect((await runs())[0].id).toBe(execution.id);
	});

	test('it would answer itself for ever, if it started on outgoing messages', async () => {
		const { client, credential, mavibot } = shared();
		const events = ['clientMessage', 'employeeMessage'];
		const answer = sendNode('Answer', credential, 'And so on');
		const made = triggerWorkflow('Answers itself', credential, { events }, [answer]);
		const { id, url } = await activated(client, made);
		mavibot.setWebhookUrl(url);

		await mavibot.clientWrites(CLIENT_ID, 'Hello');
		const answers = () => mavibot.messagesTo(CLIENT_ID).filter(({ text }) => text === 'And so on');
		await until(async () => answers().length > 5 || undefined, {
			onTimeout: () => `Answered ${answers().length} times`,
		});

		mavibot.setWebhookUrl(undefined);
		await client.deactivateWorkflow(id);
		expect(answers().length).toBeGreaterThan(5);
	});
}
