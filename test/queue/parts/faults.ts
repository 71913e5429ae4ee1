import { errorOf, mavibotNode, runWith, sendNode } from '../../e2e/mavibot/workflow';
import { outputOf } from '../../support/real-n8n';
import type { Shared } from '../../support/queue/shared';

const ANNA = { client_id: 101 };

/** What the server or the network gets wrong while a worker is at work. */
export function testsOfFaults(shared: () => Shared): void {
	test('a message refused with 429 is sent again, and arrives once', async () => {
		const { credential, mavibot, n8n, requests } = shared();
		mavibot.fail({ action: 'message', status: 429, headers: { 'retry-after': '1' } });

		const execution = await runWith(n8n.client, [ANNA], [sendNode('Send', credential, 'Hello')]);

		expect(execution.status).toBe('success');
		expect(requests('message').map(({ status }) => status)).toEqual([429, 200]);
		expect(mavibot.messagesTo(101)).toHaveLength(1);
	});

	test('a read that meets 503 is tried again', async () => {
		const { credential, mavibot, n8n, requests } = shared();
		mavibot.fail({ action: 'find_client_id_by_phone', status: 503 });

		const parameters = { resource: 'client', operation: 'findByPhone', phone: '15550101' };
		const find = mavibotNode('Find', credential, parameters);
		const execution = await runWith(n8n.client, [{}], [find]);

		expect(requests('find_client_id_by_phone').map(({ status }) => status)).toEqual([503, 200]);
		expect(outputOf(execution, 'Find')).toMatchObject([{ json: { client_id: 101 } }]);
	});

	test('a message whose connection is reset is not sent again, and the execution says so', async () => {
		const { credential, mavibot, n8n, requests } = shared();
		mavibot.fail({ action: 'message', drop: 'before', processed: true });

		const execution = await runWith(n8n.client, [ANNA], [sendNode('Send', credential, 'Hello')]);

		expect(execution.status).toBe('error');
		expect(errorOf(execution).message).toMatch(/^Mavibot could not be reached/);
		expect(requests('message')).toHaveLength(1);
		expect(mavibot.messagesTo(101)).toHaveLength(1);
	});
}
