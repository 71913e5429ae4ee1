import type { ExecutionSummary, N8nClient } from '../../../test/support/real-n8n';
import { until } from '../../../test/support/real-n8n/until';

/** How many of its executions n8n's list gives at a time; what still runs is among the newest. */
const NEWEST = 100;

interface Executions {
	results: ExecutionSummary[];
	/** Of those that have ended. */
	count: number;
}

/** n8n closes a connection that had a pause, by its clock, also where n8n itself was held for so long. */
const isClosedByPause = (error: unknown): boolean =>
	error instanceof Error &&
	'code' in error &&
	['ECONNRESET', 'UND_ERR_SOCKET'].includes(String(error.code));

/** Waits until a workflow has no execution under way, and tells how many it has had. */
export async function endedExecutions(client: N8nClient, workflowId: string): Promise<number> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	return await until(
		async () => {
			const executions = await client
				.call<Executions>('GET', `/executions?filter=${filter}&limit=${NEWEST}`)
				.catch((error: unknown) => {
					if (isClosedByPause(error)) return undefined;
					throw error;
				});
			if (executions === undefined) return undefined;
			const { results, count } = executions;
			return results.every(({ stoppedAt }) => stoppedAt !== null) ? count : undefined;
		},
		{ timeoutMs: 300_000, onTimeout: () => `The executions of workflow ${workflowId} did not end` },
	);
}
