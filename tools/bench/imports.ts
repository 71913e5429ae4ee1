import { httpRequestNode, ITEMS_TRIGGER, mavibotNode, startBenchN8n } from './bench-n8n';
import type { Report } from './report';
import { inTurn, median, ratio, withRange } from './rounds';
import { secondsInNode } from './sends';

const ROUNDS = 3;
const CLIENTS = 10_000;
const BOT = 'tea_shop_bot';

/** The place of the workflow that sends nothing. */
const READING = 2;

/** Clients imported by the Mavibot node, one request each by the HTTP Request node, and their field read. */
export async function imports(): Promise<Report> {
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
				httpRequestNode(`${mavibot.origin}/api/load_clients`, {
					specifyBody: 'json',
					jsonBody: `={{ [{ platform_id: $json.platformId, group_id: "${BOT}", client_type: 1 }] }}`,
				}),
			]),
			await n8n.activated('Reading the field', [
				ITEMS_TRIGGER,
				{
					type: 'n8n-nodes-mavibot.bareReader',
					typeVersion: 1,
					parameters: { value: '={{ $json.platformId }}' },
				},
			]),
		];
		const requests: number[][] = [[], [], []];
		const once = async (workflow: (typeof workflows)[number]) => {
			mavibot.reset();
			const before = mavibot.state.clients.size;
			const seconds = await secondsInNode(n8n, workflow, CLIENTS);
			const added = mavibot.state.clients.size - before;
			const index = workflows.indexOf(workflow);
			const expected = index === READING ? 0 : CLIENTS;
			if (added !== expected) throw new Error(`${expected} clients to import, ${added} arrived`);
			requests[index].push(mavibot.journal.length);
			return seconds;
		};
		const [imported, single, reading] = await inTurn(workflows, ROUNDS, once);
		const faster = ratio(single, imported);
		const own = imported.map((seconds, round) => seconds - reading[round]);
		return {
			title: `${CLIENTS.toLocaleString('en')} clients imported`,
			how: `One workflow run with as many items; time in the node by n8n's clock. Median of ${ROUNDS} rounds in turn, and the range.`,
			table: [
				['', 'Requests', 'Seconds', 'Times as fast'],
				['Import', String(median(requests[0])), withRange(imported, 2), faster.toFixed(0)],
				['HTTP Request node, one each', String(median(requests[1])), withRange(single, 1), '1'],
				[
					'n8n reading the field, nothing sent',
					String(median(requests[2])),
					withRange(reading, 2),
					'',
				],
			],
			targets: [{ what: 'times as fast as one request each', reached: faster, atLeast: 50 }],
			remark: `n8n evaluates the expression in the Messenger ID for each item, and a node that does nothing else takes the third row's time. The rest of Import takes ${withRange(own, 2)} s.`,
			bars: {
				unit: 'seconds',
				values: [
					['', 'Import', median(imported)],
					['', 'One request each', median(single)],
					['', 'Reading the field', median(reading)],
				],
			},
		};
	} finally {
		await n8n.stop();
	}
}
