import { randomUUID } from 'node:crypto';
import type { INode } from 'n8n-workflow';
import { readExample, withCredential } from '../../../tools/demo/examples';
import { webhookReady, type Execution, type StoredWorkflow } from '../../support/real-n8n';
import type { SharedWithModel } from '../ai-agent/setup';
import type { Shared } from '../mavibot/setup';
import { filledIn, TO_FILL_IN, type FillIn } from './fill-in';

/** An example workflow in the running n8n. */
export interface Imported extends StoredWorkflow {
	/** The address of a node that is called, as the editor shows it. */
	urlOf(nodeName: string): string;
	/** Does something that starts the workflow, and waits for the end of that run. */
	runBy(act: () => Promise<unknown>): Promise<Execution>;
	/** Runs the workflow by hand from a trigger that waits for nothing. */
	run(triggerName: string): Promise<Execution>;
	/** How often the workflow has been run. */
	runs(): Promise<number>;
}

/** As the editor does it on import: a Webhook node without a path gets one that nobody can guess. */
function withPaths(nodes: INode[]): INode[] {
	return nodes.map((node) => {
		if (node.type !== 'n8n-nodes-base.webhook' || node.parameters.path !== '') return node;
		const webhookId = randomUUID();
		return { ...node, webhookId, parameters: { ...node.parameters, path: webhookId } };
	});
}

function pathOf({ type, webhookId }: INode): string {
	switch (type) {
		case 'n8n-nodes-base.webhook':
			return `webhook/${webhookId}`;
		case 'n8n-nodes-base.formTrigger':
			return `form/${webhookId}`;
		default:
			return `webhook/${webhookId}/webhook`;
	}
}

/** With the model's credential, too, an agent can run. */
type WithOrWithoutModel = Shared & Partial<Pick<SharedWithModel, 'modelCredential'>>;

/** With the credential of the model chosen in the nodes that are one. */
const withModel = (nodes: INode[], openAiApi: SharedWithModel['modelCredential']): INode[] =>
	nodes.map((node) =>
		node.type.endsWith('.lmChatOpenAi') ? { ...node, credentials: { openAiApi } } : node,
	);

/**
 * Imports an example as it stands in its file, chooses the credentials and fills in what its notes ask for.
 * @param changes wins over what is filled in otherwise
 */
export async function importExample(
	{ client, credential, modelCredential, launched }: WithOrWithoutModel,
	name: string,
	changes: FillIn = {},
): Promise<Imported> {
	const filled = filledIn(filledIn(readExample(name), TO_FILL_IN[name] ?? {}), changes);
	const withModels = modelCredential ? withModel(filled.nodes, modelCredential) : filled.nodes;
	const ready = withCredential({ ...filled, nodes: withPaths(withModels) }, credential);
	const stored = await client.createWorkflow(ready);
	const { id } = stored;
	return {
		...stored,
		urlOf(nodeName) {
			const node = stored.nodes.find((each) => each.name === nodeName);
			if (node === undefined) throw new Error(`${name} has no node "${nodeName}"`);
			return `${launched.n8n.url}/${pathOf(node)}`;
		},
		async runBy(act) {
			const [last] = await client.executions(id);
			await act();
			return await client.waitForNextExecution(id, last?.id);
		},
		run: async (triggerName) =>
			await client.waitForExecution(await client.runWorkflow(id, { triggerName })),
		runs: async () => (await client.executions(id)).length,
	};
}

/** What the tests of an example need of it. */
interface Published {
	/** The node that is called from outside. */
	node?: string;
	changes?: () => FillIn;
}

/** Imports an example and publishes it before the tests of a block, and takes it down after them. */
export function published(
	shared: () => WithOrWithoutModel,
	name: string,
	{ node, changes }: Published = {},
): () => Imported {
	let workflow: Imported;

	beforeAll(async () => {
		workflow = await importExample(shared(), name, changes?.());
		await shared().client.activateWorkflow(workflow.id);
		if (node !== undefined) await webhookReady(workflow.urlOf(node));
	});

	afterAll(async () => await shared().client.deactivateWorkflow(workflow.id));

	return () => workflow;
}
