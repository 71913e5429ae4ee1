import { chain, mavibotNode, sendNode, START } from '../../e2e/mavibot/workflow';
import type { CredentialReference } from '../../support/real-n8n';
import { until } from '../../support/real-n8n/until';
import { newClients, type Shared } from '../../support/queue/shared';

/** To the two clients of the local Mavibot's list 5. */
export const broadcastNode = (credential: CredentialReference) =>
	mavibotNode('Broadcast', credential, {
		resource: 'message',
		operation: 'broadcast',
		audience: 'list',
		list: '5',
		message: 'Green tea is on sale',
	});

/** A worker that ends in the middle of what it does. */
export function testsOfWorkers(shared: () => Shared): void {
	test('a worker that is asked to end finishes its broadcast first', async () => {
		const { activated, credential, ended, n8n, requests } = shared();
		const workflow = await activated('Broadcast', [broadcastNode(credential)]);
		const letGo = shared().hold({ action: 'broadcast' });

		await shared().write(workflow, ['go']);
		await shared().untilRequested('broadcast', 1);
		const [{ id }] = await n8n.client.executions(workflow.id);
		const worker = shared().workerOf(id);
		const stopped = worker.stop();
		await until(async () => worker.log().includes('executions to finish') || undefined, {
			onTimeout: () => `The worker waits for nothing:\n${worker.log()}`,
		});
		letGo();
		await stopped;

		expect(await ended(workflow, 1)).toMatchObject([{ status: 'success' }]);
		expect(requests('broadcast')).toHaveLength(1);
	});

	test('a broadcast whose worker is killed is not sent again, and the execution says that it failed', async () => {
		const { activated, credential, ended, mavibot, n8n, requests } = shared();
		const broadcast = await activated('Broadcast', [broadcastNode(credential)]);
		const echo = await activated('Echo', [sendNode('Send', credential, '={{ $json.text }}')]);
		const letGo = shared().hold({ action: 'broadcast' });

		await shared().write(broadcast, ['go']);
		await shared().untilRequested('broadcast', 1);
		const [{ id }] = await n8n.client.executions(broadcast.id);
		const worker = shared().workerOf(id);
		await worker.kill();
		letGo();

		// The other worker goes on, and finds the job of the dead one.
		await shared().write(echo, ['one', 'two', 'three']);
		expect(await ended(echo, 3)).toMatchObject(Array(3).fill({ status: 'success' }));
		await shared().untilJobs({ waiting: 0, taken: 0 });
		expect(requests('broadcast')).toHaveLength(1);
		await worker.start();

		const [failed] = await until(
			async () => {
				const executions = await ended(broadcast, 1);
				return executions[0].status === 'error' ? executions : undefined;
			},
			{ onTimeout: () => `Execution ${id} did not fail` },
		);
		expect(failed.data.resultData.error?.message).toContain('will no longer retry');
		expect(requests('broadcast')).toHaveLength(1);
		for (const client of [101, 102]) {
			const texts = mavibot.messagesTo(client).map(({ text }) => text);
			expect(texts.filter((text) => text === 'Green tea is on sale')).toHaveLength(1);
		}
	});

	test('of 200 messages whose worker is killed midway, none is sent twice', async () => {
		const { credential, mavibot, n8n, requests } = shared();
		const items = newClients(mavibot, 200);
		const start = {
			...{ name: START, type: 'n8n-nodes-base.manualTrigger' },
			...{ typeVersion: 1, parameters: {} },
		};
		const { id } = await n8n.client.createWorkflow({
			...chain('Killed midway', [start, sendNode('Send', credential, 'Hello')]),
			pinData: { [START]: items.map((json) => ({ json })) },
		});
		// 50 go through, and the next are on their way when the worker dies.
		mavibot.fail({ action: 'message', delay: 0, times: 50 });
		const letGo = shared().hold({ action: 'message', times: Infinity });

		const executionId = await n8n.client.runWorkflow(id);
		await shared().untilRequested('message', 60);
		await shared().workerOf(executionId).kill();
		letGo();
		await shared().untilJobs({ waiting: 0, taken: 0 });

		const counts = items.map(({ client_id }) => mavibot.messagesTo(client_id).length);
		expect(Math.max(...counts)).toBe(1);
		expect(counts).toContain(0);
		expect(requests('message').length).toBeLessThan(200);
	});
}
