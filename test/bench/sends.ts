import { outputOf } from '../real-n8n/executions';
import {
	httpRequestNode,
	ITEMS_TRIGGER,
	mavibotNode,
	startBenchN8n,
	type BenchN8n,
	type BenchNode,
} from './bench-n8n';
import type { Report } from './report';
import { inTurn, median, ratio, withRange } from './rounds';

const CLIENT = 101;

/** Seconds that the workflow's second node took for so many items, by n8n's own clock. */
export async function secondsInNode(
	{ client, post }: BenchN8n,
	{ workflowId, url }: { workflowId: string; url: string },
	count: number,
): Promise<number> {
	const [last] = await client.executions(workflowId);
	const { status, text } = await post(url, { count });
	if (status !== 200) throw new Error(`${url}: ${status} ${text}`);
	const execution = await client.waitForNextExecution(workflowId, last?.id);
	const got = outputOf(execution, 'Node 1').length;
	if (got !== count) throw new Error(`${count} items went in and ${got} came out`);
	return (execution.data.resultData.runData['Node 1'][0]?.executionTime ?? NaN) / 1000;
}

/** Messages sent by the Mavibot node and by the HTTP Request node, without and with a slow server. */
export async function sends({ rounds, items }: { rounds: number; items: number }): Promise<Report> {
	const n8n = await startBenchN8n();
	try {
		const { mavibot } = n8n;
		const message = '={{ $json.text }}';
		const nodes: Array<[string, BenchNode]> = [
			[
				'Mavibot node',
				mavibotNode({
					resource: 'message',
					operation: 'send',
					clientId: { __rl: true, mode: 'id', value: `={{ ${CLIENT} }}` },
					message,
				}),
			],
			[
				'HTTP Request node',
				httpRequestNode(`${mavibot.origin}/api/message`, {
					client_id: `={{ ${CLIENT} }}`,
					message,
				}),
			],
		];
		const workflows: Array<Awaited<ReturnType<BenchN8n['activated']>>> = [];
		for (const [name, node] of nodes)
			workflows.push(await n8n.activated(name, [ITEMS_TRIGGER, node]));

		const measured = async (delay: number) => {
			const once = async (workflow: (typeof workflows)[number]) => {
				mavibot.reset();
				if (delay > 0) mavibot.fail({ action: 'message', delay, times: Infinity });
				const seconds = await secondsInNode(n8n, workflow, items);
				const arrived = mavibot.messagesTo(CLIENT).length;
				if (arrived !== items) throw new Error(`${items} messages sent, ${arrived} arrived`);
				return seconds;
			};
			await inTurn(workflows, 1, once);
			return await inTurn(workflows, rounds, once);
		};
		const quick = await measured(0);
		const slow = await measured(50);
		const [quickRatio, slowRatio] = [ratio(quick[0], quick[1]), ratio(slow[0], slow[1])];
		return {
			title: `${items.toLocaleString('en')} messages sent`,
			how: `One workflow run with as many items, each with a text of its own; time in the node by n8n's clock. Median of ${rounds} rounds in turn, and the range.`,
			table: [
				['Server answers after', 'Mavibot node, s', 'HTTP Request node, s', 'Ratio'],
				['0 ms', withRange(quick[0], 2), withRange(quick[1], 2), quickRatio.toFixed(2)],
				['50 ms', withRange(slow[0], 2), withRange(slow[1], 2), slowRatio.toFixed(2)],
			],
			targets: [
				{ what: "of the HTTP Request node's time at 0 ms", reached: quickRatio, atMost: 0.85 },
				{ what: "of the HTTP Request node's time at 50 ms", reached: slowRatio, atMost: 1 },
			],
			bars: {
				unit: 'seconds',
				values: [['at 0 ms', quick] as const, ['at 50 ms', slow] as const].flatMap(
					([group, both]) =>
						both.map((seconds, index) => ({
							group,
							name: nodes[index][0],
							value: median(seconds),
						})),
				),
			},
		};
	} finally {
		await n8n.stop();
	}
}
