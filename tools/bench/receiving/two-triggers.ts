import { AFTER, chain, triggerNode } from '../../../test/e2e/mavibot/workflow';
import type { BenchN8n } from '../bench-n8n';

/** A workflow with two Mavibot Triggers that both leave repeated events out, published. */
export interface TwoTriggers {
	workflowId: string;
	urls: string[];
}

/** Makes and publishes it. Both triggers lead to the same node. */
export async function twoGuardedTriggers(
	{ client, credential }: Pick<BenchN8n, 'client' | 'credential'>,
	name: string,
): Promise<TwoTriggers> {
	const triggers = ['One', 'Other'].map((trigger) => ({
		...triggerNode(trigger, credential),
		parameters: { options: { leaveOutRepeats: true } },
	}));
	const chains = triggers.map((trigger) => chain(name, [trigger, AFTER]));
	const [first, second] = chains;
	const { id: workflowId } = await client.createWorkflow({
		...first,
		nodes: [...first.nodes, second.nodes[0]],
		connections: { ...first.connections, ...second.connections },
	});
	await client.activateWorkflow(workflowId);
	const urls = triggers.map(({ webhookId }) => `${client.url}/webhook/${webhookId}/webhook`);
	for (const url of urls) await client.webhookReady(url);
	return { workflowId, urls };
}
