import { parse } from 'flatted';
import type { ExecutionStatus, INodeExecutionData, IRunExecutionData } from 'n8n-workflow';
import type { Rest } from './rest';
import { until } from './until';
import { getWorkflow } from './workflows';

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

export interface RunOptions {
	/** Name of the node to start from; default: the first that no other node leads to. */
	triggerName?: string;
	/** Name of the last node to run; default: all of them. */
	destinationName?: string;
}

/** A run of few nodes takes less than the usual pause, and the tests wait for hundreds of them. */
const INTERVAL_MS = 20;

const UNFINISHED: ExecutionStatus[] = ['new', 'running', 'unknown'];

/**
 * Starts a run by hand, as the editor does. A trigger with pinned data starts from that.
 * @returns the execution's id
 * @throws when the trigger waits for an event instead: see `listenForTestEvent`
 */
export async function runWorkflow(
	rest: Rest,
	workflowId: string,
	options: RunOptions = {},
): Promise<string> {
	const { executionId } = await startManually(rest, workflowId, options);
	if (executionId === undefined) {
		throw new Error(`Workflow ${workflowId} did not start: its trigger waits for an event`);
	}
	return executionId;
}

/**
 * Starts a run by hand that waits for one event at the trigger's test URL.
 * @throws when the workflow ran at once instead
 */
export async function listenForTestEvent(
	rest: Rest,
	workflowId: string,
	options: RunOptions = {},
): Promise<void> {
	const { waitingForWebhook } = await startManually(rest, workflowId, options);
	if (waitingForWebhook !== true) {
		throw new Error(`Workflow ${workflowId} ran at once: its trigger waits for no event`);
	}
}

async function startManually(
	rest: Rest,
	workflowId: string,
	{ triggerName, destinationName }: RunOptions,
): Promise<{ executionId?: string; waitingForWebhook?: boolean }> {
	const name = triggerName ?? (await firstNode(rest, workflowId));
	return await rest.call('POST', `/workflows/${workflowId}/run`, {
		triggerToStartFrom: { name },
		...(destinationName && {
			destinationNode: { nodeName: destinationName, mode: 'inclusive' },
		}),
	});
}

async function firstNode(rest: Rest, workflowId: string): Promise<string> {
	const { nodes, connections } = await getWorkflow(rest, workflowId);
	const led = new Set(
		Object.values(connections).flatMap((byType) =>
			Object.values(byType).flatMap((outputs) =>
				outputs.flatMap((targets) => (targets ?? []).map((target) => target.node)),
			),
		),
	);
	const first = nodes.find((node) => !led.has(node.name));
	if (first === undefined) throw new Error(`Workflow ${workflowId} has no node to start from`);
	return first.name;
}

/**
 * Waits until an execution has ended, well or not.
 * @throws when there is none of that id
 */
export async function waitForExecution(rest: Rest, executionId: string): Promise<Execution> {
	let status = '';
	return await until(
		async () => {
			const stored = await rest.call<(ExecutionSummary & { data: string }) | undefined>(
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

/** The workflow's executions, newest first, at most 100. */
export async function executions(rest: Rest, workflowId: string): Promise<ExecutionSummary[]> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	const { results } = await rest.call<{ results: ExecutionSummary[] }>(
		'GET',
		`/executions?filter=${filter}&limit=100`,
	);
	return results;
}

/**
 * Waits for the first execution of a workflow that is newer than another, and for its end.
 * @param afterId `undefined`: the workflow's first execution of all
 */
export async function waitForNextExecution(
	rest: Rest,
	workflowId: string,
	afterId?: string,
): Promise<Execution> {
	const next = await until(
		async () =>
			(await executions(rest, workflowId))
				.map((execution) => execution.id)
				.filter((id) => afterId === undefined || Number(id) > Number(afterId))
				.sort((one, other) => Number(one) - Number(other))
				.at(0),
		{
			intervalMs: INTERVAL_MS,
			onTimeout: () => `Workflow ${workflowId} had no execution after ${afterId ?? 'its creation'}`,
		},
	);
	return await waitForExecution(rest, next);
}

/**
 * The items a node gave at one of its outputs, from its last run in the execution.
 * @returns [] when the node did not run or gave nothing there
 */
export function outputOf(execution: Execution, nodeName: string, output = 0): INodeExecutionData[] {
	const runs = execution.data.resultData.runData[nodeName] ?? [];
	return runs.at(-1)?.data?.main?.[output] ?? [];
}
