import type { INodeParameters } from 'n8n-workflow';
import type { N8nClient } from '../../../test/support/real-n8n';

/** Changes the fields of a workflow's first node, as a person does in the editor, and saves it. */
async function changeFirstNode(
	client: N8nClient,
	workflowId: string,
	change: INodeParameters,
): Promise<void> {
	const { nodes, connections } = await client.getWorkflow(workflowId);
	const [first, ...others] = nodes;
	const changed = { ...first, parameters: { ...first.parameters, ...change } };
	await client.call('PATCH', `/workflows/${workflowId}`, {
		nodes: [changed, ...others],
		connections,
	});
}

/**
 * Publishes a workflow with changed fields of its first node, and waits until n8n has done so, or says that it cannot.
 *
 * @returns whether it could
 */
export async function publishChanged(
	client: N8nClient,
	workflowId: string,
	change: INodeParameters,
): Promise<boolean> {
	await changeFirstNode(client, workflowId, change);
	return await client.activateWorkflow(workflowId).then(
		() => true,
		() => false,
	);
}
