import { randomUUID } from 'node:crypto';
import type { INode, INodeParameters } from 'n8n-workflow';
import type { CredentialReference, WorkflowJson } from '../real-n8n';
import { chain, triggerNode } from '../../e2e/mavibot/workflow';

/** What follows the trigger; the first follows it, each other one the one before. */
export type Follower = Pick<INode, 'name' | 'type' | 'typeVersion'> & {
	parameters: INodeParameters;
	credentials?: Record<string, CredentialReference>;
};

export const NO_OP: Follower = {
	name: 'After',
	type: 'n8n-nodes-base.noOp',
	typeVersion: 1,
	parameters: {},
};

/** A workflow of a Mavibot Trigger and what follows it, with the path of its URL. */
export function triggerWorkflow(
	name: string,
	credential: CredentialReference,
	parameters: INodeParameters,
	followers: Follower[] = [NO_OP],
): { workflow: WorkflowJson; path: string } {
	const webhookId = randomUUID();
	const trigger = { ...triggerNode('Trigger', credential), webhookId, parameters };
	return { workflow: chain(name, [trigger, ...followers]), path: `${webhookId}/webhook` };
}
