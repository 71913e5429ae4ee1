import { addClient } from '../../test/support/mavibot-api';
import {
	COUNTER,
	ITEMS_TRIGGER,
	mavibotNode,
	startBenchN8n,
	type BenchN8n,
	type BenchNode,
} from './bench-n8n';
import { forgetPeak, MB, peakOf, tidied } from './memory';
import type { Report, Target } from './report';
import { inTurn, median, secondsOf, withRange } from './rounds';

const ROUNDS = 3;
const SIZES = [10_000, 100_000, 300_000];
const PAGE = 500;

interface Run {
	seconds: number;
	requests: number;
	/** The most that n8n held, in bytes. */
	memory: number;
}

/** A workflow's webhook, and how many items its second node gives. */
interface Measured {
	url: string;
	count: number;
}

const bareExport = (half: string, server: string, count = 0): BenchNode => ({
	type: 'n8n-nodes-mavibot.bareExport',
	typeVersion: 1,
	parameters: { half, server, count },
	hasCredential: true,
});

async function measured(n8n: BenchN8n, { url, count }: Measured): Promise<Run> {
	const { mavibot, post } = n8n;
	const { pid } = await tidied(n8n, url);
	forgetPeak(pid);
	mavibot.journal.length = 0;
	const seconds = await secondsOf(async () => {
		const { status, text } = await post(url, { count: 1 });
		if (status !== 200 || text !== JSON.stringify({ count })) {
			throw new Error(`${url}: ${count} items expected: ${status} ${text}`);
		}
	});
	return { seconds, requests: mavibot.journal.length, memory: peakOf(pid) };
}

/**
 * Exports of all clients, beside a bare loop of the same requests and as many items made without one.
 * Memory is read as Linux shows it.
 */
export async function exports(): Promise<Report> {
	const table = [
		[
			...['Clients', 'Requests', 'Seconds', 'Bare loop, s'],
			...['Holding the items, s', 'Ratio', 'Memory, MB'],
		],
	];
	const targets: Target[] = [];
	const values: Report['bars']['values'] = [];
	const bytesPerClient: number[] = [];
	for (const size of SIZES) {
		const n8n = await startBenchN8n();
		try {
			const { mavibot } = n8n;
			while (mavibot.state.clients.size < size) {
				const id = mavibot.state.clients.size;
				addClient(mavibot.state, { platform_id: `8${id}`, group: 'tea_shop_bot', client_type: 1 });
			}
			// What n8n would write to its database of so many items is not what is measured.
			const settings = { saveDataSuccessExecution: 'none' };
			const all: Measured[] = [];
			for (const [name, count, node] of [
				['Export', size, mavibotNode({ resource: 'client', operation: 'getAll', returnAll: true })],
				['Bare loop', 1, bareExport('loop', mavibot.origin)],
				['Holding', size, bareExport('hold', mavibot.origin, size)],
			] as const) {
				const { url } = await n8n.activated(name, [ITEMS_TRIGGER, node, COUNTER], settings);
				all.push({ url, count });
			}
			// Memory that n8n gets it keeps, so what it held before is asked once, before the first run.
			const { rss } = await tidied(n8n, all[0].url);
			const once = async (one: Measured) => await measured(n8n, one);
			await inTurn(all, 1, once);
			const [exported, loop, holding] = await inTurn(all, ROUNDS, once);
			const seconds = (runs: Run[]) => runs.map((run) => run.seconds);
			const requests = median(exported.map((run) => run.requests));
			const memory = exported.map((run) => (run.memory - rss) / MB);
			// Time in the loop is allowed 1.2 times, and what n8n needs for the items is n8n's own.
			const ratio = median(
				exported.map((run, round) => (run.seconds - holding[round].seconds) / loop[round].seconds),
			);
			const name = size.toLocaleString('en');
			bytesPerClient.push((median(memory) * MB) / size);
			table.push([
				name,
				String(requests),
				withRange(seconds(exported), 2),
				withRange(seconds(loop), 2),
				withRange(seconds(holding), 2),
				ratio.toFixed(2),
				withRange(memory, 0),
			]);
			targets.push(
				{
					what: `requests for ${name} clients`,
					reached: requests,
					// Each page after the first begins at the last known client, so that nobody is passed over; and two
					// requests more are to know that nobody stands behind the last.
					atMost: 1 + Math.ceil((size - PAGE) / (PAGE - 1)) + 2,
				},
				{
					what: `of the bare loop's time for ${name} clients, less what n8n needs to hold the items`,
					reached: ratio,
					atMost: 1.2,
				},
			);
			values.push(
				[name, 'Export', median(seconds(exported))],
				[name, 'Bare loop', median(seconds(loop))],
				[name, 'Holding the items', median(seconds(holding))],
			);
		} finally {
			await n8n.stop();
		}
	}
	const [before, largest] = bytesPerClient.slice(-2);
	targets.push({
		what: 'times the memory for each client of the export before, in the largest (1 where growth is linear, 3 where it is quadratic; the heap grows in steps)',
		reached: largest / before,
		atMost: 1.5,
	});
	return {
		title: 'All clients exported',
		how: `Time from the call of a workflow's webhook to its answer; peak memory above what n8n held before the first of them. Median of ${ROUNDS} rounds in turn, after one that does not count, and the range.`,
		table,
		targets,
		bars: { unit: 'seconds', ours: ['Export'], values },
	};
}
