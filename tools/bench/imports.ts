import { addClient } from '../../test/support/mavibot-api';
import {
	COUNTER,
	httpRequestNode,
	ITEMS_TRIGGER,
	mavibotNode,
	startBenchN8n,
	type BenchN8n,
	type BenchNode,
} from './bench-n8n';
import { forgetPeak, MB, peakOf, tidied } from './memory';
import type { Report } from './report';
import { inTurn, median, ratio, withRange, type Rounds } from './rounds';
import { secondsInNode } from './sends';

const ROUNDS = 3;
const CLIENTS = 10_000;
const MANY_CLIENTS = 100_000;
const BOT = 'tea_shop_bot';
const byId = (value: string) => ({ __rl: true, mode: 'id', value });

const IMPORT = { resource: 'client', operation: 'import' };

/** By the items' own columns: the trigger's `platformId` is one of the names that Import looks for. */
const byColumns = mavibotNode({
	...{ ...IMPORT, mappingMode: 'autoMapInputData' },
	...{ clientTypeOfAll: 1, groupIdOfAll: byId(BOT) },
});

const byDragging = mavibotNode({
	...IMPORT,
	platformId: '={{ $json.platformId }}',
	groupId: byId(BOT),
});

/** The same with a call that only n8n can work out. */
const byExpression = mavibotNode({
	...IMPORT,
	platformId: '={{ $json.platformId.trim() }}',
	groupId: byId(BOT),
});

const oneByOne = ({ mavibot }: BenchN8n) =>
	httpRequestNode(`${mavibot.origin}/api/load_clients`, {
		specifyBody: 'json',
		jsonBody: `={{ [{ platform_id: $json.platformId, group_id: "${BOT}", client_type: 1 }] }}`,
	});

/** Peak memory above what n8n held before, in MB, of an import of so many rows. */
async function memoryOf(n8n: BenchN8n): Promise<{ memory: number; rss: number }> {
	const nodes = [ITEMS_TRIGGER, byColumns, COUNTER];
	const settings = { saveDataSuccessExecution: 'none' };
	const { url } = await n8n.activated('Import of many', nodes, settings);
	const { pid, rss } = await tidied(n8n, url);
	forgetPeak(pid);
	const { status, text } = await n8n.post(url, { count: MANY_CLIENTS });
	if (status !== 200 || text !== JSON.stringify({ count: MANY_CLIENTS })) {
		throw new Error(`${url}: ${status} ${text}`);
	}
	return { memory: (peakOf(pid) - rss) / MB, rss: rss / MB };
}

/** Clients imported by the Mavibot node in three ways, and one request each by the HTTP Request node. */
export async function imports(): Promise<Report> {
	const n8n = await startBenchN8n();
	try {
		const { mavibot } = n8n;
		// First, since memory that n8n has got it keeps.
		const { memory, rss } = await memoryOf(n8n);
		const nodes: Array<[string, BenchNode]> = [
			['Import, Match Columns', byColumns],
			['Import, a dragged column', byDragging],
			['Import, an expression that n8n works out', byExpression],
			['HTTP Request node, one each', oneByOne(n8n)],
		];
		const workflows: Array<Awaited<ReturnType<BenchN8n['activated']>>> = [];
		for (const [name, node] of nodes) {
			workflows.push(await n8n.activated(name, [ITEMS_TRIGGER, node]));
		}
		const requests: number[][] = nodes.map(() => []);
		const once = async (workflow: (typeof workflows)[number]) => {
			mavibot.reset();
			const before = mavibot.state.clients.size;
			const seconds = await secondsInNode(n8n, workflow, CLIENTS);
			const added = mavibot.state.clients.size - before;
			if (added !== CLIENTS) throw new Error(`${CLIENTS} clients to import, ${added} arrived`);
			requests[workflows.indexOf(workflow)].push(mavibot.journal.length);
			return seconds;
		};
		const seconds = await inTurn(workflows, ROUNDS, once);
		const single = seconds[nodes.length - 1];
		const faster = (rounds: Rounds) => ratio(single, rounds);
		return {
			title: `${CLIENTS.toLocaleString('en')} clients imported`,
			how: `One workflow run with as many items; time in the node by n8n's clock. Median of ${ROUNDS} rounds in turn, and the range.`,
			table: [
				['', 'Requests', 'Seconds', 'Times as fast'],
				...nodes.map(([name], index) => [
					name,
					String(median(requests[index])),
					withRange(seconds[index], 2),
					faster(seconds[index]).toFixed(0),
				]),
			],
			targets: [
				{
					what: 'times as fast as one request each, by Match Columns',
					reached: faster(seconds[0]),
					atLeast: 50,
				},
				{
					what: 'times as fast as one request each, by a dragged column',
					reached: faster(seconds[1]),
					atLeast: 30,
				},
			],
			remark: `An import of ${MANY_CLIENTS.toLocaleString('en')} rows by Match Columns took ${memory.toFixed(0)} MB more than the ${rss.toFixed(0)} MB that n8n held before, items that came in and went out among them.`,
			bars: {
				unit: 'seconds',
				ours: nodes.slice(0, -1).map(([name]) => name),
				values: nodes.map(([name], index) => ['', name, median(seconds[index])]),
			},
		};
	} finally {
		await n8n.stop();
	}
}

const FIRST_CLIENT = 1001;

/** A variable saved with as many clients, of another value each, so that each is a request of its own. */
export async function variables(): Promise<Report> {
	const n8n = await startBenchN8n();
	try {
		const { mavibot } = n8n;
		const nodes: Array<[string, BenchNode]> = [
			[
				'Set Variables, Match Columns',
				mavibotNode({
					...{ resource: 'client', operation: 'setVariables', mappingMode: 'autoMapInputData' },
					columnsLeftOut: 'index, platformId',
				}),
			],
			[
				'HTTP Request node',
				httpRequestNode(`${mavibot.origin}/api/save_variables`, {
					specifyBody: 'json',
					jsonBody:
						'={{ { client_id: $json.clientId, variables: { "client.text": $json.text } } }}',
				}),
			],
		];
		const workflows: Array<Awaited<ReturnType<BenchN8n['activated']>>> = [];
		for (const [name, node] of nodes) {
			workflows.push(await n8n.activated(name, [ITEMS_TRIGGER, node]));
		}
		const once = async (workflow: (typeof workflows)[number]) => {
			mavibot.reset();
			for (let id = FIRST_CLIENT; id < FIRST_CLIENT + CLIENTS; id++) {
				addClient(mavibot.state, { id, platform_id: `7${id}`, client_type: 1, group: BOT });
			}
			const spread = { firstClient: FIRST_CLIENT, clients: CLIENTS };
			const seconds = await secondsInNode(n8n, workflow, CLIENTS, spread);
			const saved = [...mavibot.state.clients.values()].filter(
				({ id, variables }) => variables.text === `message ${id - FIRST_CLIENT}`,
			);
			if (saved.length !== CLIENTS) throw new Error(`${saved.length} clients have their value`);
			return seconds;
		};
		const [ours, single] = await inTurn(workflows, ROUNDS, once);
		return {
			title: `${CLIENTS.toLocaleString('en')} clients given a variable of another value each`,
			how: `One workflow run with as many items; as the API saves the same values for many clients at once and no others, each is a request of its own. Time in the node by n8n's clock. Median of ${ROUNDS} rounds in turn, and the range.`,
			table: [
				['', 'Seconds', 'Ratio'],
				[nodes[0][0], withRange(ours, 1), ratio(ours, single).toFixed(2)],
				[nodes[1][0], withRange(single, 1), '1.00'],
			],
			targets: [],
			bars: {
				unit: 'seconds',
				ours: [nodes[0][0]],
				values: [
					['', nodes[0][0], median(ours)],
					['', nodes[1][0], median(single)],
				],
			},
		};
	} finally {
		await n8n.stop();
	}
}
