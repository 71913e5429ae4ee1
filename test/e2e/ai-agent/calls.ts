import { byId } from '../mavibot/workflow';
import { fromModel, runAgent, type Tool } from './agent';
import { arrived, type SharedWithModel } from './setup';

const CLIENT_NOT_FOUND = {
	error: 'The client was not found in Mavibot',
	message: expect.stringMatching(/^Check the client ID\. .*client_not_found/),
};

const lookUp: Tool = {
	name: 'LookUp',
	parameters: {
		resource: 'client',
		operation: 'getVariables',
		clientId: byId(fromModel('Client', 'The ID of the client in Mavibot')),
	},
};

const find: Tool = {
	name: 'Find',
	parameters: {
		resource: 'client',
		operation: 'findByPhone',
		phone: fromModel('Phone'),
	},
};

const addToList: Tool = {
	name: 'AddToList',
	parameters: {
		resource: 'list',
		operation: 'add',
		listId: '5',
		clients: fromModel('Client_IDs'),
	},
};

/** @param clientId the value of the field Client */
const send = (clientId: string): Tool => ({
	name: 'Send',
	parameters: {
		resource: 'message',
		operation: 'send',
		clientId: byId(clientId),
		message: fromModel('Text'),
	},
});

/**
 * Calls of a tool by an agent of one version.
 *
 * @param agentVersion from 3 on, n8n runs a tool as a node, and before that as a function of the agent
 */
export function testsOfCalls(shared: () => SharedWithModel, agentVersion: number): void {
	test('the agent sends one message, to the client that it names', async () => {
		const { execution, offered, told, output } = await runAgent(shared(), {
			agentVersion,
			tools: [send(fromModel('Client', 'The ID of the client in Mavibot'))],
			replies: [
				[{ tool: 'Send', arguments: { Client: '102', Text: 'Your tea is ready' } }],
				'It is sent.',
			],
		});

		expect(execution.status).toBe('success');
		expect(arrived(shared().mavibot)).toEqual([[102, 'Your tea is ready']]);
		expect(offered).toMatchObject([
			{
				name: 'Send',
				description: 'Send message to client in Mavibot',
				parameters: {
					properties: {
						Client: { type: 'string', description: 'The ID of the client in Mavibot' },
						Text: { type: 'string' },
					},
					required: ['Client', 'Text'],
				},
			},
		]);
		expect(told).toEqual([[{ status: 'success', client_id: '102' }]]);
		expect(output).toBe('It is sent.');
	});

	test('the agent is told what comes of its calls, one or many clients, found or not', async () => {
		const { told } = await runAgent(shared(), {
			agentVersion,
			tools: [lookUp, find, addToList],
			replies: [
				[{ tool: 'LookUp', arguments: { Client: '102' } }],
				[{ tool: 'Find', arguments: { Phone: '19990000' } }],
				[{ tool: 'AddToList', arguments: { Client_IDs: '102, 103' } }],
				'Done.',
			],
		});

		expect(told).toEqual([
			[expect.objectContaining({ phone: '15550102' })],
			[{ found: false }],
			['102', '103'].map((client_id) => ({ status: 'success', list_id: '5', client_id })),
		]);
		expect(shared().mavibot.state.lists.get(5)).toEqual(new Set([101, 102, 103]));
	});

	test('the agent is told what is wrong, and goes on to what is right, which alone is sent', async () => {
		const { mavibot } = shared();
		mavibot.fail({ action: 'message', status: 500, body: {} });
		const sending = (Client: string) => [{ tool: 'Send', arguments: { Client, Text: 'Hello' } }];
		const { execution, told, output } = await runAgent(shared(), {
			agentVersion,
			tools: [lookUp, addToList, send(fromModel('Client'))],
			replies: [
				sending(''),
				[{ tool: 'AddToList', arguments: { Client_IDs: '' } }],
				sending('101'),
				[{ tool: 'LookUp', arguments: { Client: '777000102' } }],
				sending('777000102'),
				sending('102'),
				'Done.',
			],
		});

		expect(told).toEqual([
			[{ error: 'Client is empty', message: expect.any(String) }],
			[{ error: 'Client IDs is empty', message: expect.any(String) }],
			[
				{
					error: 'Mavibot could not process the request',
					message: expect.stringContaining('It is not known whether Mavibot carried'),
				},
			],
			[CLIENT_NOT_FOUND],
			[CLIENT_NOT_FOUND],
			[{ status: 'success', client_id: '102' }],
		]);
		expect(execution.status).toBe('success');
		expect(output).toBe('Done.');
		expect(arrived(mavibot)).toEqual([[102, 'Hello']]);
		const asked = mavibot.journal.map(({ action }) => action);
		expect(asked).toEqual(['message', 'get_variables', 'message', 'message']);
	});

	test.each(['101', "={{ $('Start').item.json.client_id }}"])(
		'a client that the workflow sets stays the one, whatever the model passes: %s',
		async (fixed) => {
			const { offered, told } = await runAgent(shared(), {
				agentVersion,
				tools: [send(fixed)],
				item: { client_id: 101 },
				replies: [
					[
						{
							tool: 'Send',
							arguments: { Text: 'Hello', Client: '102', clientId: byId('102'), client_id: 102 },
						},
					],
					'Done.',
				],
			});

			expect(Object.keys(offered[0].parameters.properties)).toEqual(['Text']);
			expect(told).toEqual([[{ status: 'success', client_id: '101' }]]);
			expect(arrived(shared().mavibot)).toEqual([[101, 'Hello']]);
		},
	);
}

/** What only an agent of version 3 does, since it runs a tool as a node. */
export function testsOfAgent3(shared: () => SharedWithModel): void {
	test('a field that reads $json is not fixed: the arguments of the model go over the item', async () => {
		await runAgent(shared(), {
			tools: [send('={{ $json.client_id }}')],
			item: { client_id: 101 },
			replies: [[{ tool: 'Send', arguments: { Text: 'Hello', client_id: 102 } }], 'Done.'],
		});

		expect(arrived(shared().mavibot)).toEqual([[102, 'Hello']]);
	});

	test('a tool whose file says that an error stops the workflow stops it', async () => {
		const { execution, output } = await runAgent(shared(), {
			tools: [{ ...lookUp, onError: 'stopWorkflow' }],
			replies: [[{ tool: 'LookUp', arguments: { Client: '9999' } }]],
		});

		expect(execution.status).toBe('error');
		expect(execution.data.resultData.error?.message).toBe('The client was not found in Mavibot');
		expect(output).toBeUndefined();
	});
}
