import { randomUUID } from 'node:crypto';
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import type {
	CredentialReference,
	Execution,
	N8nClient,
	WorkflowJson,
} from '../../support/real-n8n';

/** The name of the node that `runWith` starts from. */
export const START = 'Start';

export type Node = Pick<INode, 'name' | 'type' | 'typeVersion' | 'parameters'> & Partial<INode>;

/** Gives on what comes into it. */
export const AFTER: Node = {
	name: 'After',
	type: 'n8n-nodes-base.noOp',
	typeVersion: 1,
	parameters: {},
};

/** A Mavibot node with its credential chosen. */
export function mavibotNode(
	name: string,
	credential: CredentialReference,
	parameters: INodeParameters,
): Node {
	const credentials = { mavibotApi: credential };
	return { name, type: 'n8n-nodes-mavibot.mavibot', typeVersion: 1, parameters, credentials };
}

/** A Mavibot node that sends a text to the client of the item's `client_id`. */
export function sendNode(name: string, credential: CredentialReference, text: string): Node {
	return mavibotNode(name, credential, {
		resource: 'message',
		operation: 'send',
		clientId: byId('={{ $json.client_id }}'),
		message: text,
	});
}

/** A Mavibot Trigger node with its credential chosen. */
export function triggerNode(name: string, credential: CredentialReference): Node {
	return {
		name,
		type: 'n8n-nodes-mavibot.mavibotTrigger',
		typeVersion: 1.1,
		parameters: {},
		webhookId: randomUUID(),
		credentials: { mavibotApi: credential },
	};
}

/** A Mavibot New Client Trigger with its credential chosen. */
export const newClientNode = (name: string, credential: CredentialReference): Node => ({
	name,
	type: 'n8n-nodes-mavibot.mavibotNewClientTrigger',
	typeVersion: 1,
	parameters: {},
	credentials: { mavibotApi: credential },
});

/** n8n's HTTP Request node, using the Mavibot credential as its "predefined credential type". */
export function httpRequestNode(name: string, credential: CredentialReference, url: string): Node {
	return {
		name,
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: {
			url,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'mavibotApi',
			options: {},
		},
		credentials: { mavibotApi: credential },
	};
}

/** A resource locator's value as the editor stores an id. */
export function byId(value: string): INodeParameters[string] {
	return { __rl: true, mode: 'id', value };
}

/** A workflow whose nodes follow one another. */
export function chain(name: string, nodes: Node[]): WorkflowJson {
	return {
		name,
		nodes: nodes.map((node, index) => ({
			id: randomUUID(),
			position: [index * 200, 0],
			...node,
		})),
		connections: Object.fromEntries(
			nodes.slice(1).map((node, index) => {
				const target = { node: node.name, type: 'main' as const, index: 0 };
				return [nodes[index].name, { main: [[target]] }];
			}),
		),
		settings: { executionOrder: 'v1' },
	};
}

/** Runs nodes one after another, by hand, on these items; resolves when the run has ended. */
export async function runWith(
	client: N8nClient,
	items: IDataObject[],
	nodes: Node[],
): Promise<Execution> {
	const start: Node = {
		name: START,
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		parameters: {},
	};
	const { id } = await client.createWorkflow({
		...chain(expect.getState().currentTestName ?? 'Test', [start, ...nodes]),
		pinData: { [START]: items.map((json) => ({ json })) },
	});
	return await client.waitForExecution(await client.runWorkflow(id, { triggerName: START }));
}

/** The two lines that the editor shows for a run that failed. */
export function errorOf({ data }: Execution): { message?: string; description?: unknown } {
	const { error } = data.resultData;
	if (error === undefined) return {};
	return { message: error.message, description: 'description' in error ? error.description : '' };
}
