import { byId, mavibotNode, runWith, sendNode } from '../../e2e/mavibot/workflow';
import { outputOf } from '../../support/real-n8n';
import { newClients, type Shared } from '../../support/queue/shared';

/** Many items in one execution, which a worker runs. */
export function testsOfBulk(shared: () => Shared): void {
	test('1,000 clients are imported by two requests of a worker', async () => {
		const { credential, mavibot, n8n, requests, workerOf } = shared();
		const items = Array.from({ length: 1000 }, (_, index) => ({ phone: `${888000000 + index}` }));

		const execution = await runWith(n8n.client, items, [
			mavibotNode('Import', credential, {
				resource: 'client',
				operation: 'import',
				platformId: '={{ $json.phone }}',
				clientType: 1,
				groupId: byId('tea_shop_bot'),
			}),
		]);

		expect(execution.status).toBe('success');
		expect(workerOf(execution.id)).toBeDefined();
		expect(requests('load_clients')).toHaveLength(2);
		expect(outputOf(execution, 'Import').map(({ json }) => json.platform_id)).toEqual(
			items.map(({ phone }) => phone),
		);
		expect(mavibot.state.clients.size).toBe(1003);
	});

	test('200 messages go out from a worker, one to each client', async () => {
		const { credential, mavibot, n8n, requests, workerOf } = shared();
		const items = newClients(mavibot, 200);

		const execution = await runWith(n8n.client, items, [
			sendNode('Send', credential, '=To {{ $json.client_id }}'),
		]);

		expect(execution.status).toBe('success');
		expect(workerOf(execution.id)).toBeDefined();
		expect(requests('message')).toHaveLength(200);
		for (const { client_id } of items) {
			expect(mavibot.messagesTo(client_id).map(({ text }) => text)).toEqual([`To ${client_id}`]);
		}
	});
}
