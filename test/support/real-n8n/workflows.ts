import type { IConnections, INode, IPinData, IWorkflowSettings } from 'n8n-workflow';
import type { Rest } from './rest';
import { until } from './until';

/** A workflow as the editor exports it and as examples are kept in files. */
export interface WorkflowJson {
	name: string;
	nodes: INode[];
	connections: IConnections;
	settings?: IWorkflowSettings;
	pinData?: IPinData;
}

export interface StoredWorkflow extends WorkflowJson {
	id: string;
	versionId: string;
	active: boolean;
}

/** The state of a workflow's triggers, which n8n sets up after its answer, not before. */
interface PublicationStatus {
	status: 'in_progress' | 'not_published' | 'published' | 'partial' | 'failed';
	triggers: Array<{ nodeId: string; status: string; errorMessage: string | null }>;
}

/** Stores a workflow, not active. Each node that receives webhooks needs a `webhookId` of its own. */
export async function createWorkflow(rest: Rest, workflow: WorkflowJson): Promise<StoredWorkflow> {
	const { name, nodes, connections, settings = {}, pinData } = workflow;
	return await rest.call('POST', '/workflows', { name, nodes, connections, settings, pinData });
}

export async function getWorkflow(rest: Rest, workflowId: string): Promise<StoredWorkflow> {
	return await rest.call('GET', `/workflows/${workflowId}`);
}

/**
 * Publishes the workflow's current version and waits until its triggers are in place, webhooks of
 * other services included.
 * @throws with the triggers' messages when one of them cannot be set up (n8n itself tries again for
 * 15 s before it says so)
 */
export async function activateWorkflow(rest: Rest, workflowId: string): Promise<void> {
	const { versionId, nodes } = await getWorkflow(rest, workflowId);
	await rest.call('POST', `/workflows/${workflowId}/activate`, { versionId });
	const { status, triggers } = await untilPublication(
		rest,
		workflowId,
		(now) => now.status !== 'not_published',
	);
	if (status === 'published') return;
	const reasons = triggers
		.filter((trigger) => trigger.errorMessage !== null)
		.map(({ nodeId, errorMessage }) => {
			const node = nodes.find((candidate) => candidate.id === nodeId);
			return `${node?.name ?? nodeId}: ${errorMessage}`;
		});
	throw new Error(
		`Workflow ${workflowId} could not be activated (${status}). ${reasons.join('; ')}`,
	);
}

/**
 * Unpublishes the workflow and waits until its triggers are taken down.
 */
export async function deactivateWorkflow(rest: Rest, workflowId: string): Promise<void> {
	await rest.call('POST', `/workflows/${workflowId}/deactivate`, {});
	await untilPublication(rest, workflowId, (now) => now.status === 'not_published');
}

async function untilPublication(
	rest: Rest,
	workflowId: string,
	reached: (now: PublicationStatus) => boolean,
): Promise<PublicationStatus> {
	let last = '';
	return await until(
		async () => {
			const now = await rest.call<PublicationStatus>(
				'GET',
				`/workflows/${workflowId}/publication-status`,
			);
			last = now.status;
			return now.status !== 'in_progress' && reached(now) ? now : undefined;
		},
		{
			onTimeout: () => `The triggers of workflow ${workflowId} are still "${last}"`,
		},
	);
}

/** The workflow as the editor's "Download" writes it, without what belongs to one n8n only. */
export async function exportWorkflow(rest: Rest, workflowId: string): Promise<WorkflowJson> {
	const { name, nodes, connections, settings, pinData } = await getWorkflow(rest, workflowId);
	return { name, nodes, connections, settings, ...(pinData && { pinData }) };
}
