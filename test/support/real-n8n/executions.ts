import { parse } from 'flatted';
import type { ExecutionStatus, INodeExecutionData, IRunExecutionData } from 'n8n-workflow';
import type { Rest } from './rest';
import { until } from './until';
import type { WorkflowJson } from './workflows';

export interface ExecutionSummary {
	/** A number, as text. */
	id: string;
	workflowId: string;
	status: ExecutionStatus;
	mode: string;
	/** ISO 8601; null while it has not started, or not ended. */
	startedAt: string | null;
	stoppedAt: string | null;
}

export interface Execution extends ExecutionSummary {
	/** Everything that n8n stored of the run. */
	data: IRunExecutionData;
}

interface RunOptions {
	/** Name of the node to start from; default: the first that no other node leads to. */
	triggerName?: string;
}

/** A run of few nodes takes less than the usual pause, and the tests wait for hundreds of them. */
const INTERVAL_MS = 20;

const UNFINISHED: ExecutionStatus[] = ['new', 'running', 'unknown'];

/** What a client can do with executions. */
export function executionsOf({ call }: Rest) {
	async function startManually(
		workflowId: string,
		{ triggerName }: RunOptions,
	): Promise<{ executionId?: string; waitingForWebhook?: boolean }> {
		const path = `/workflows/${workflowId}`;
		const name = triggerName ?? firstNode(await call<WorkflowJson>('GET', path));
		return await call('POST', `${path}/run`, { triggerToStartFrom: { name } });
	}

	/** The workflow's executions, newest first, at most 100. */
	async function executions(workflowId: string): Promise<ExecutionSummary[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const { results } = await call<{ results: ExecutionSummary[] }>(
			'GET',
			`/executions?filter=${filter}&limit=100`,
		);
		return results;
	}

	/**
	 * Waits until an execution has ended, well or not.
	 * @throws when there is none of that id
	 */
	async function waitForExecution(executionId: string): Promise<Execution> {
		let status = '';
		return await until(
			async () => {
				const stored = await call<(ExecutionSummary & { data: string }) | undefined>(
					'GET',
					`/executions/${executionId}`,
				);
				if (stored === undefined) throw new Error(`There is no execution ${executionId}`);
				status = stored.status;
				if (UNFINISHED.includes(stored.status)) return undefined;
				return { ...stored, data: parse(stored.data) as IRunExecutionData };
			},
			{
				intervalMs: INTERVAL_MS,
				onTimeout: () => `Execution ${executionId} is still "${status}"`,
			},
		);
	}

	return {
		executions,
		waitForExecution,
		/** Waits until an execution that waits for somebody does so no longer, and has ended. */
		waitForResumed: async (executionId: string): Promise<Execution> =>
			await until(
				async () => {
					const execution = await waitForExecution(executionId);
					return execution.status === 'waiting' ? undefined : execution;
				},
				{ onTimeout: () => `Execution ${executionId} is still waiting` },
			),
		/**
		 * Starts a run by hand, as the editor does. A trigger with pinned data starts from that.
		 * @returns the execution's id
		 * @throws when the trigger waits for an event instead: see `listenForTestEvent`
		 */
		async runWorkflow(workflowId: string, options: RunOptions = {}): Promise<string> {
			const { executionId } = await startManually(workflowId, options);
			if (executionId !== undefined) return executionId;
			throw new Error(`Workflow ${workflowId} did not start: its trigger waits for an event`);
		},
		/**
		 * Starts a run by hand that waits for one event at the trigger's test URL.
		 * @throws when the workflow ran at once instead
		 */
		async listenForTestEvent(workflowId: string, options: RunOptions = {}): Promise<void> {
			const { waitingForWebhook } = await startManually(workflowId, options);
			if (waitingForWebhook === true) return;
			throw new Error(`Workflow ${workflowId} ran at once: its trigger waits for no event`);
		},
		/**
		 * Waits for the first execution of a workflow that is newer than another, and for its end.
		 * @param afterId default: the workflow's first execution of all
		 */
		async waitForNextExecution(workflowId: string, afterId = '0'): Promise<Execution> {
			const next = await until(
				async () =>
					(await executions(workflowId)).findLast(({ id }) => Number(id) > Number(afterId)),
				{
					intervalMs: INTERVAL_MS,
					onTimeout: () => `Workflow ${workflowId} had no execution after ${afterId}`,
				},
			);
			return await waitForExecution(next.id);
		},
	};
}

function firstNode({ name, nodes, connections }: WorkflowJson): string {
	const led = Object.values(connections)
		.flatMap((byType) => Object.values(byType).flat(2))
		.map((target) => target?.node);
	const first = nodes.find((node) => !led.includes(node.name));
	if (first === undefined) throw new Error(`Workflow ${name} has no node to start from`);
	return first.name;
}

/**
 * The items a node gave at one of its outputs, from its last run in the execution.
 * @returns [] when the node did not run or gave nothing there
 */
export function outputOf(execution: Execution, nodeName: string, output = 0): INodeExecutionData[] {
	const runs = execution.data.resultData.runData[nodeName] ?? [];
	return runs.at(-1)?.data?.main?.[output] ?? [];
}
