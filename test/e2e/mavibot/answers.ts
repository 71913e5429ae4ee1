import { startPagesOfClients, type Page } from '../../support/pages-of-clients';
import { outputOf } from '../../support/real-n8n';
import { storeCredential, type Shared } from './setup';
import { byId, errorOf, mavibotNode, runWith, sendNode } from './workflow';

const SIZE = 1200;

const GET_ALL = { resource: 'client', operation: 'getAll', returnAll: true };

/** What the node makes of answers that are not as one would expect. */
export function testsOfAnswers(shared: () => Shared): void {
	/** Runs Get Many against a server of its own. */
	const exportFrom = async (page: Page) => {
		const server = await startPagesOfClients(SIZE, page);
		try {
			const name = `Pages ${expect.getState().currentTestName}`;
			const credential = await storeCredential(shared(), name, { server: server.origin });
			return await runWith(shared().client, [{}], [mavibotNode('Export', credential, GET_ALL)]);
		} finally {
			await server.stop();
		}
	};

	test('a server that sends more clients than were asked for loses none', async () => {
		const execution = await exportFrom((clients, offset) => ({
			status: 'success',
			clients: clients.slice(offset, offset + 1000),
		}));

		expect(execution.status).toBe('success');
		expect(outputOf(execution, 'Export').map(({ json }) => json.id)).toEqual(
			Array.from({ length: SIZE }, (_, index) => index + 1),
		);
	});

	test('a page without a list is no end of the list', async () => {
		const execution = await exportFrom((clients, offset, limit, request) => ({
			status: 'success',
			clients: request === 1 ? null : clients.slice(offset, offset + limit),
		}));

		expect(execution.status).toBe('error');
		expect(errorOf(execution)).toEqual({
			message: 'Mavibot gave no list in place of the next page',
			description: expect.stringContaining('500 entries were read'),
		});
	});

	test('there is one item for each item that was sent, whatever is answered', async () => {
		const { client, credential, mavibot } = shared();
		const answers = [[], [1, 2], 'done', { status: 'queued' }];
		const send = sendNode('Send', credential, 'Hello');
		const behind = { name: 'Behind', type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} };

		for (const body of answers) {
			mavibot.fail({ action: 'message', body, times: 2 });
			const items = [{ client_id: 102 }, { client_id: 103 }];
			const execution = await runWith(client, items, [send, behind]);

			expect(execution.status).toBe('success');
			const content = typeof body === 'object' && !Array.isArray(body) ? body : { data: body };
			expect(outputOf(execution, 'Behind')).toMatchObject(
				items.map((_, item) => ({ json: content, pairedItem: { item } })),
			);
		}
	});

	test('an answer that says no is an error, in whichever way it says so', async () => {
		const { client, credential, mavibot } = shared();
		const send = sendNode('Send', credential, 'Hello');

		for (const body of [{ success: false }, [{ status: 'fail' }], { error: 'client not found' }]) {
			mavibot.fail({ action: 'message', body });
			const execution = await runWith(client, [{ client_id: 102 }], [send]);

			expect(execution.status).toBe('error');
			expect(errorOf(execution).description).toContain('(Mavibot answered 200');
		}
	});

	test('a page of a wrong server does not mean that nobody was found', async () => {
		const { client, credential, mavibot } = shared();
		const find = (operation: string, fields: object) =>
			mavibotNode('Find', credential, {
				resource: 'client',
				operation,
				ifNothingFound: 'item',
				...fields,
			});
		const nodes = [
			find('findByPhone', { phone: '15550103' }),
			find('findByPlatformId', { platformIds: '777000101', groupId: byId('tea_shop_bot') }),
		];

		for (const node of nodes) {
			mavibot.fail({ status: 404, body: '<h1>Not Found</h1>' });
			expect(errorOf(await runWith(client, [{}], [node])).message).toBe(
				'The server answered with a web page in place of data',
			);
			mavibot.fail({ status: 404, body: { status: 'client_not_found' } });
			const execution = await runWith(client, [{}], [node]);
			expect(outputOf(execution, 'Find')).toMatchObject([{ json: { found: false } }]);
		}
	});
}
