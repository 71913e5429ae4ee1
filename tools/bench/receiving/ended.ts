import type { ExecutionSummary, N8nClient } from '../../../test/support/real-n8n';
import { until } from '../../../test/support/real-n8n/until';

/** How many of its executions n8n's list gives at a time; what still runs is among the newest. */
const NEWEST = 100;

/** Waits until a workflow has no execution under way, and tells how many it has had. */
export async function endedExecutions(client: N8nClient, workflowId: string): Promise<number> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	return await until(
		async () => {
			const { results, count } = await client.call<{
				results: ExecutionSummary[];
				/** Of those that have ended. */
				count: number;
			}>('GET', `/executions?filter=${filter}&limit=${NEWEST}`);
			return results.every(({ stoppedAt }) => stoppedAt !== null) ? count : undefined;
		},
		{ timeoutMs: 300_000, onTimeout: () => `The executions of workflow ${workflowId} did not end` },
	);
}
