import { httpRequestNode, ITEMS_TRIGGER, mavibotNode, startBenchN8n } from './bench-n8n';
import type { Report } from './report';
import { inTurn, median, ratio, withRange } from './rounds';
import { secondsInNode } from './sends';

const BOT = 'tea_shop_bot';

/** Clients imported by the Mavibot node, and one request each by the HTTP Request node. */
export async function imports({
	rounds,
	clients,
}: {
	rounds: number;
	clients: number;
}): Promise<Report> {
	const n8n = await startBenchN8n();
	try {
		const { mavibot } = n8n;
		const workflows = [
			await n8n.activated('Import', [
				ITEMS_TRIGGER,
				mavibotNode({
					resource: 'client',
					operation: 'import',
					platformId: '={{ $json.platformId }}',
					groupId: { __rl: true, mode: 'id', value: BOT },
				}),
			]),
			await n8n.activated('One request each', [
				ITEMS_TRIGGER,
				withJsonBody(
					httpRequestNode(`${mavibot.origin}/api/load_clients`, {}),
					`={{ [{ platform_id: $json.platformId, group_id: "${BOT}", client_type: 1 }] }}`,
				),
			]),
		];
		const requests: number[][] = [[], []];
		const once = async (workflow: (typeof workflows)[number]) => {
			mavibot.reset();
			const before = mavibot.state.clients.size;
			const seconds = await secondsInNode(n8n, workflow, clients);
			const added = mavibot.state.clients.size - before;
			if (added !== clients) throw new Error(`${clients} clients imported, ${added} arrived`);
			requests[workflows.indexOf(workflow)].push(mavibot.journal.length);
			return seconds;
		};
		const [imported, single] = await inTurn(workflows, rounds, once);
		const faster = ratio(single, imported);
		return {
			title: `${clients.toLocaleString('en')} clients imported`,
			how: `One workflow run with as many items; time in the node by n8n's clock. Median of ${rounds} rounds in turn, and the range.`,
			table: [
				['', 'Requests', 'Seconds', 'Times as fast'],
				['Import', String(median(requests[0])), withRange(imported, 2), faster.toFixed(0)],
				['HTTP Request node, one each', String(median(requests[1])), withRange(single, 1), '1'],
			],
			targets: [{ what: 'times as fast as one request each', reached: faster, atLeast: 50 }],
			bars: {
				unit: 'seconds',
				values: [
					{ group: '', name: 'Import', value: median(imported) },
					{ group: '', name: 'One request each', value: median(single) },
				],
			},
		};
	} finally {
		await n8n.stop();
	}
}

function withJsonBody(node: ReturnType<typeof httpRequestNode>, jsonBody: string) {
	const parameters = { ...node.parameters, specifyBody: 'json', jsonBody };
	return { ...node, parameters };
}
