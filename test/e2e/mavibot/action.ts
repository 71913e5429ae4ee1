import { outputOf } from '../../support/real-n8n';
import { byId, mavibotNode, runWith, sendNode } from './workflow';
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

	test('clients are created or updated by few requests, and a row that fails comes out apart', async () => {
		const { client, credential, mavibot } = shared();
		const before = mavibot.journal.length;
		const rows = [
			{ 'Messenger ID': '777000101', city: 'Oslo', Lists: '8' },
			{ 'Messenger ID': '777000301', city: 'Oslo', Lists: '8, 9' },
			{ 'Messenger ID': 'no id', city: 'Oslo', Lists: '8' },
			{ 'Messenger ID': '777000302', city: 'Rome', Lists: '9' },
		];
		mavibot.fail({ action: 'add_to_list', times: 1 });
		mavibot.fail({ action: 'add_to_list', status: 400, body: { status: 'full moon' } });

		const execution = await runWith(client, rows, [
			{
				...mavibotNode('Upsert', credential, {
					...{ resource: 'client', operation: 'upsert', mappingMode: 'autoMapInputData' },
					...{ clientTypeOfAll: 1, groupIdOfAll: byId('tea_shop_bot') },
				}),
				onError: 'continueErrorOutput',
			},
		]);

		expect(execution.status).toBe('success');
		expect(mavibot.journal.slice(before).map(({ action }) => action)).toEqual([
			...['load_clients', 'save_variables', 'save_variables', 'add_to_list', 'add_to_list'],
		]);
		const [anna] = mavibot.state.clients.withPlatformId('777000101');
		const [second] = mavibot.state.clients.withPlatformId('777000301');
		expect([anna.variables.city, second.variables.city]).toEqual(['Oslo', 'Oslo']);
		expect([...(mavibot.state.lists.get(8) ?? [])]).toEqual([anna.id, second.id]);
		const [went, failed] = [0, 1].map((output) => outputOf(execution, 'Upsert', output));
		expect(went).toMatchObject([
			{ json: { client_id: anna.id, lists: ['8'] }, pairedItem: { item: 0 } },
		]);
		expect(failed.map(({ json }) => [json['Messenger ID'], json.error])).toEqual([
			[
				'777000301',
				`The client is in Mavibot (ID ${second.id}), its variables are saved, it is in list 8, but adding it to list 9 failed: Mavibot refused the request [items 1 and 3]`,
			],
			['no id', expect.stringMatching(/^Messenger ID has to be .*\[item 2\]$/)],
			['777000302', expect.stringContaining('adding it to list 9 failed')],
		]);
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
