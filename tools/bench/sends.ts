import { addClient, type MavibotApi } from '../../test/support/mavibot-api';
import { outputOf } from '../../test/support/real-n8n/executions';
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

const ROUNDS = 5;
const ITEMS = 1000;
/** In order, each takes as long as the server does, so there are fewer where it is slow. */
const ITEMS_IN_ORDER = ITEMS / 5;
const FIRST_CLIENT = 1001;

/** One line of the table. */
interface Case {
	items: number;
	/** Over which the items are spread in turn. */
	clients: number;
	/** Milliseconds that the server takes for each. */
	delay: number;
	/** What the Mavibot node may take of the HTTP Request node's time. */
	atMost?: number;
}

const CASES: Case[] = [
	{ items: ITEMS, clients: ITEMS, delay: 0, atMost: 0.45 },
	{ items: ITEMS, clients: ITEMS, delay: 50, atMost: 0.45 },
	{ items: ITEMS, clients: 1, delay: 0 },
	{ items: ITEMS_IN_ORDER, clients: 1, delay: 50 },
];

/** What one run of a workflow gave. */
interface Sent {
	seconds: number;
	/** Messages that came after a later one to the same client. */
	outOfOrder: number;
}

/**
 * Seconds that the workflow's second node took for so many items, by n8n's own clock.
 *
 * @param fields of the items, as the trigger takes them beside their count
 */
export async function secondsInNode(
	{ client, post }: BenchN8n,
	{ workflowId, url }: { workflowId: string; url: string },
	count: number,
	fields: { firstClient?: number; clients?: number } = {},
): Promise<number> {
	const [last] = await client.executions(workflowId);
	const { status, text } = await post(url, { ...fields, count });
	if (status !== 200) throw new Error(`${url}: ${status} ${text}`);
	const execution = await client.waitForNextExecution(workflowId, last?.id);
	const got = outputOf(execution, 'Node 1').length;
	if (got !== count) throw new Error(`${count} items went in and ${got} came out`);
	return (execution.data.resultData.runData['Node 1'][0]?.executionTime ?? NaN) / 1000;
}

/** The seed's clients and as many more as are written to. */
function resetWithClients(mavibot: MavibotApi, clients: number): void {
	mavibot.reset();
	for (let id = FIRST_CLIENT; id < FIRST_CLIENT + clients; id++) {
		addClient(mavibot.state, {
			id,
			platform_id: `7${id}`,
			client_type: 1,
			group: 'tea_shop_bot',
		});
	}
}

/**
 * How many messages came after a later one to the same client.
 *
 * @throws Error unless each message came once, and to its own client
 */
function outOfOrder({ state }: MavibotApi, { items, clients }: Case): number {
	const arrived = new Set<number>();
	const latest = new Map<number, number>();
	let late = 0;
	for (const { client_id, text } of state.messages) {
		const index = Number(/^message (\d+)$/.exec(text ?? '')?.[1] ?? NaN);
		if (client_id !== FIRST_CLIENT + (index % clients)) {
			throw new Error(`"${text}" came to client ${client_id}`);
		}
		if (arrived.has(index)) throw new Error(`"${text}" came twice`);
		arrived.add(index);
		const last = latest.get(client_id) ?? -1;
		if (index < last) late++;
		else latest.set(client_id, index);
	}
	if (arrived.size !== items) throw new Error(`${items} messages sent, ${arrived.size} arrived`);
	return late;
}

const inWords = (count: number) => count.toLocaleString('en');

/** Messages sent by the Mavibot node and by the HTTP Request node, without and with a slow server. */
export async function sends(): Promise<Report> {
	const n8n = await startBenchN8n();
	try {
		const { mavibot } = n8n;
		const clientId = '={{ $json.clientId }}';
		const message = '={{ $json.text }}';
		const nodes: Array<[string, BenchNode]> = [
			[
				'Mavibot node',
				mavibotNode({
					resource: 'message',
					operation: 'send',
					clientId: { __rl: true, mode: 'id', value: clientId },
					message,
				}),
			],
			[
				'HTTP Request node',
				httpRequestNode(`${mavibot.origin}/api/message`, {
					bodyParameters: {
						parameters: [
							{ name: 'client_id', value: clientId },
							{ name: 'message', value: message },
						],
					},
				}),
			],
		];
		const workflows: Array<Awaited<ReturnType<BenchN8n['activated']>>> = [];
		for (const [name, node] of nodes)
			workflows.push(await n8n.activated(name, [ITEMS_TRIGGER, node]));

		const measured = async (one: Case) => {
			const once = async (workflow: (typeof workflows)[number]): Promise<Sent> => {
				resetWithClients(mavibot, one.clients);
				if (one.delay > 0) {
					mavibot.fail({ action: 'message', delay: one.delay, times: Infinity });
				}
				const spread = { firstClient: FIRST_CLIENT, clients: one.clients };
				const seconds = await secondsInNode(n8n, workflow, one.items, spread);
				return { seconds, outOfOrder: outOfOrder(mavibot, one) };
			};
			await inTurn(workflows, 1, once);
			const ofNodes = await inTurn(workflows, ROUNDS, once);
			const seconds = ofNodes.map((sent) => sent.map((each) => each.seconds));
			const late = ofNodes.map((sent) => sent.reduce((sum, each) => sum + each.outOfOrder, 0));
			const isToMany = one.clients > 1;
			const sent = `${inWords(one.items)} to ${isToMany ? `${inWords(one.clients)} clients` : 'one client'}`;
			return { ...one, sent, seconds, late, isToMany, ratio: ratio(seconds[0], seconds[1]) };
		};
		const lines: Array<Awaited<ReturnType<typeof measured>>> = [];
		for (const one of CASES) lines.push(await measured(one));
		return {
			title: `${inWords(ITEMS)} messages sent`,
			how: `One workflow run with as many items, each with a text of its own, to as many clients, as a shop sends to its buyers, and all to one client; ${inWords(ITEMS_IN_ORDER)} where one client's messages wait for one another and for the server. Time in the node by n8n's clock. Median of ${ROUNDS} rounds in turn, and the range. After each, every message has come once and to its own client; of one client's, those that came after a later one are counted, over all rounds.`,
			table: [
				[
					'Messages',
					'Server answers after',
					'Mavibot node, s',
					'HTTP Request node, s',
					'Ratio',
					'Mavibot node, out of order',
					'HTTP Request node, out of order',
				],
				...lines.map((line) => [
					line.sent,
					`${line.delay} ms`,
					...line.seconds.map((seconds) => withRange(seconds, 2)),
					line.ratio.toFixed(2),
					...line.late.map((late) =>
						line.isToMany ? '' : `${inWords(late)} of ${inWords(line.items * ROUNDS)}`,
					),
				]),
			],
			targets: lines.flatMap(({ sent, delay, ratio: reached, atMost }) =>
				atMost === undefined
					? []
					: [
							{
								what: `of the HTTP Request node's time, ${sent} at ${delay} ms`,
								reached,
								atMost,
							},
						],
			),
			bars: {
				unit: 'seconds',
				ours: [nodes[0][0]],
				values: lines.flatMap(({ sent, delay, seconds }) =>
					seconds.map((each, index): [string, string, number] => [
						`${sent} at ${delay} ms`,
						nodes[index][0],
						median(each),
					]),
				),
			},
		};
	} finally {
		await n8n.stop();
	}
}
