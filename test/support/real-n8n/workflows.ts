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

/** What a client can do with workflows. */
export function workflowsOf({ call }: Rest) {
	const getWorkflow = async (id: string) => await call<StoredWorkflow>('GET', `/workflows/${id}`);

	async function untilPublication(id: string, isOn: boolean): Promise<PublicationStatus> {
		let last = '';
		return await until(
			async () => {
				const now = await call<PublicationStatus>('GET', `/workflows/${id}/publication-status`);
				last = now.status;
				const isReached = last !== 'in_progress' && (last !== 'not_published') === isOn;
				return isReached ? now : undefined;
			},
			{ onTimeout: () => `The triggers of workflow ${id} are still "${last}"` },
		);
	}

	return {
		getWorkflow,
		/** Stores a workflow, not active. Each node that receives webhooks needs a `webhookId` of its own. */
		async createWorkflow(workflow: WorkflowJson): Promise<StoredWorkflow> {
			const { name, nodes, connections, settings = {}, pinData } = workflow;
			return await call('POST', '/workflows', { name, nodes, connections, settings, pinData });
		},
		/**
		 * Publishes the workflow's current version and waits until its triggers are in place, webhooks of
		 * other services included.
		 * @throws with the triggers' messages when one of them cannot be set up (n8n itself tries again for
		 * 15 s before it says so)
		 */
		async activateWorkflow(id: string): Promise<void> {
			const { versionId, nodes } = await getWorkflow(id);
			await call('POST', `/workflows/${id}/activate`, { versionId });
			const { status, triggers } = await untilPublication(id, true);
			if (status === 'published') return;
			const reasons = triggers
				.filter(({ errorMessage }) => errorMessage !== null)
				.map(({ nodeId, errorMessage }) => {
					const name = nodes.find((node) => node.id === nodeId)?.name ?? nodeId;
					return `${name}: ${errorMessage}`;
				});
			throw new Error(`Workflow ${id} could not be activated (${status}). ${reasons.join('; ')}`);
		},
		/** Unpublishes the workflow and waits until its triggers are taken down. */
		async deactivateWorkflow(id: string): Promise<void> {
			await call('POST', `/workflows/${id}/deactivate`, {});
			await untilPublication(id, false);
		},
		/** The workflow as the editor's "Download" writes it, without what belongs to one n8n only. */
		async exportWorkflow(id: string): Promise<WorkflowJson> {
			const { name, nodes, connections, settings, pinData } = await getWorkflow(id);
			return { name, nodes, connections, settings, ...(pinData && { pinData }) };
		},
	};
}
