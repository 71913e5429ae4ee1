import { Agent, request } from 'undici';
import type { N8nClient } from '../../test/support/real-n8n';
import { until } from '../../test/support/real-n8n/until';

/** How many events are on their way at a time. */
export const PARALLEL = 50;

/** Posts JSON, however long the answer takes. */
export function createPoster() {
	const dispatcher = new Agent({ headersTimeout: 0, bodyTimeout: 0 });
	return {
		async post(url: string, body: string | object): Promise<{ status: number; text: string }> {
			const { statusCode, body: answer } = await request(url, {
				method: 'POST',
				dispatcher,
				headers: { 'content-type': 'application/json' },
				body: typeof body === 'string' ? body : JSON.stringify(body),
			});
			return { status: statusCode, text: await answer.text() };
		},
		stop: async () => await dispatcher.close(),
	};
}

/**
 * Posts events to a workflow.
 *
 * @param haveAllBegun whether the last of them has come to the workflow; by default it has once it is taken
 * @returns executions per second, from the first post to the end of the last execution
 */
export async function executionsPerSecond(
	{ client, post }: { client: N8nClient; post: ReturnType<typeof createPoster>['post'] },
	{ workflowId, url }: { workflowId: string; url: string },
	events: string[],
	haveAllBegun = () => true,
): Promise<number> {
	const start = performance.now();
	const left = [...events];
	const caller = async () => {
		for (let event = left.pop(); event !== undefined; event = left.pop()) {
			const { status, text } = await post(url, event);
			if (status !== 200 || text.includes('ignored')) throw new Error(`${url}: ${status} ${text}`);
		}
	};
	await Promise.all(Array.from({ length: PARALLEL }, caller));
	await until(
		async () => {
			if (!haveAllBegun()) return undefined;
			const newest = await client.executions(workflowId);
			return newest.every(({ stoppedAt }) => stoppedAt !== null) || undefined;
		},
		{ timeoutMs: 300_000, onTimeout: () => `${url}: executions did not end` },
	);
	return events.length / ((performance.now() - start) / 1000);
}
