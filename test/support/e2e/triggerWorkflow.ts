import { randomUUID } from 'node:crypto';
import type { INodeParameters } from 'n8n-workflow';
import type { CredentialReference, N8nClient, WorkflowJson } from '../real-n8n';
import { AFTER, chain, triggerNode, type Node } from '../../e2e/mavibot/workflow';

/** A workflow, with the path of its URL. */
interface TriggerWorkflow {
	workflow: WorkflowJson;
	path: string;
}

/** A workflow of a Mavibot Trigger and what follows it, one after another. */
export function triggerWorkflow(
	name: string,
	credential: CredentialReference,
	parameters: INodeParameters,
	followers: Node[] = [AFTER],
): TriggerWorkflow {
	const webhookId = randomUUID();
	const trigger = { ...triggerNode('Trigger', credential), webhookId, parameters };
	return { workflow: chain(name, [trigger, ...followers]), path: `${webhookId}/webhook` };
}

/** Stores and activates a workflow; resolves when its URL listens. */
export async function activated(client: N8nClient, { workflow, path }: TriggerWorkflow) {
	const { id } = await client.createWorkflow(workflow);
	await client.activateWorkflow(id);
	const url = `${client.url}/webhook/${path}`;
	await client.webhookReady(url);
	return { id, url };
}
