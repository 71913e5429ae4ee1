import { outputOf } from '../../support/real-n8n';
import { mavibotNode, runWith, sendNode } from './workflow';
import type { Shared } from './setup';

/** The action node in a run by hand, and what n8n stored of the run. */
export function testsOfAction(shared: () => Shared): void {
	test('the node sends a message for each item, and its output is stored', async () => {
		const { client, credential, mavibot } = shared();
		const sent = mavibot.messagesTo(102).length;

		const execution = await runWith(
			client,
			[{ client_id: 102 }, { client_id: 102 }],
			[sendNode('Send', credential, '=Number {{ $itemIndex + 1 }}')],
		);

		expect(execution).toMatchObject({ status: 'success', mode: 'manual' });
		expect(outputOf(execution, 'Send')).toMatchObject([
			{ json: { status: 'success' }, pairedItem: { item: 0 } },
			{ json: { status: 'success' }, pairedItem: { item: 1 } },
		]);
		const texts = mavibot.messagesTo(102).map(({ text }) => text);
		expect(texts.slice(sent).sort()).toEqual(['Number 1', 'Number 2']);
	});

	test('an expression behind the node reaches the item that its output came from', async () => {
		const { client, credential } = shared();
		const assignments = [
			{ id: 'a', name: 'from', value: "={{ $('Start').item.json.name }}", type: 'string' },
		];

		const execution = await runWith(
			client,
			[
				{ name: 'first', phone: '15550103' },
				{ name: 'second', phone: '15550100' },
				{ name: 'third', phone: '15550102' },
			],
			[
				mavibotNode('Find', credential, {
					resource: 'client',
					operation: 'findByPhone',
					phone: '={{ $json.phone }}',
					ifNothingFound: 'noItem',
				}),
				{
					name: 'Look back',
					type: 'n8n-nodes-base.set',
					typeVersion: 3.4,
					parameters: { assignments: { assignments }, options: {} },
				},
			],
		);

		expect(execution.status).toBe('success');
		expect(outputOf(execution, 'Find')).toMatchObject([
			{ json: { client_id: 103 }, pairedItem: { item: 0 } },
			{ json: { client_id: 102 }, pairedItem: { item: 2 } },
		]);
		expect(outputOf(execution, 'Look back').map(({ json }) => json)).toEqual([
			{ from: 'first' },
			{ from: 'third' },
		]);
	});
}
