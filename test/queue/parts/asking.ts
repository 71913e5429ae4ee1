import { AFTER, byId, mavibotNode } from '../../e2e/mavibot/workflow';
import { outputOf, type Execution } from '../../support/real-n8n';
import { until } from '../../support/real-n8n/until';
import type { Shared } from '../../support/queue/shared';

/** A question that waits: answered at the webhook process, and gone on with by a worker. */
export function testsOfAsking(shared: () => Shared): void {
	/** Lets a client write, and waits until the question to the client is out and the execution waits. */
	async function asked(options = {}): Promise<{ id: string; link: string }> {
		const { activated, credential, mavibot, n8n } = shared();
		const ask = mavibotNode('Ask', credential, {
			...{ resource: 'message', operation: 'sendAndWait', message: 'Is that all?' },
			clientId: byId('={{ $json.client_id }}'),
			options,
		});
		const workflow = await activated('Asking', [ask, AFTER]);
		await shared().write(workflow, ['A pound of tea']);
		const { id } = await until(
			async () =>
				(await n8n.client.executions(workflow.id)).find(({ status }) => status === 'waiting'),
			{ onTimeout: () => 'No execution waits' },
		);
		return { id, link: mavibot.linksTo(101).Approve };
	}

	const resumed = async (id: string): Promise<Execution> =>
		await shared().n8n.client.waitForResumed(id);

	const answerOf = (execution: Execution) => outputOf(execution, 'After').map(({ json }) => json);
	const APPROVED = [
		{ client_id: '101', data: { approved: true, respondedAt: expect.any(String) as string } },
	];

	test('a question is answered at the webhook process, also after main was ended in between', async () => {
		const { mavibot, n8n } = shared();
		const { id, link } = await asked();
		expect(new URL(link).origin).toBe(n8n.webhook.url);
		await n8n.main.kill();

		expect((await fetch(link)).status).toBe(200);
		const answer = await fetch(link, { method: 'POST' });
		expect(await answer.text()).toContain('Thank you.');
		await n8n.main.start();

		const execution = await resumed(id);
		expect(execution.status).toBe('success');
		expect(answerOf(execution)).toEqual(APPROVED);
		expect(mavibot.messagesTo(101)).toHaveLength(1);
	});

	test('a question whose time is over while its worker is away goes on once, at another', async () => {
		const { mavibot } = shared();
		const limit = { limitWaitTime: { values: { resumeAmount: 0.05, resumeUnit: 'minutes' } } };
		const { id } = await asked(limit);
		await shared().workerOf(id).stop();

		const execution = await resumed(id);
		expect(execution.status).toBe('success');
		expect(answerOf(execution)).toMatchObject([{ text: 'A pound of tea' }]);
		expect(mavibot.messagesTo(101)).toHaveLength(1);
	});
}
