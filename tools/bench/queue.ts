/**
 * How much n8n in queue mode gets through, with one worker and with two: a message comes to the webhook
 * process, and a worker answers it. PostgreSQL and Redis have to be installed.
 */
import { Agent, request } from 'undici';
import { chain, sendNode, triggerNode } from '../../test/e2e/mavibot/workflow';
import { startMavibotApi, type MavibotApi } from '../../test/support/mavibot-api';
import { launchQueueMode, type QueueMode } from '../../test/support/real-n8n/queue';
import { until } from '../../test/support/real-n8n/until';
import { startInOrder } from '../../test/support/start-in-order';
import type { Report } from './report';
import { inTurn, median, ratio, withRange, type Rounds } from './rounds';

const PARALLEL = 50;
const WARM_UP = 50;

/** What Mavibot takes to answer a request, in milliseconds. */
const DELAYS = [0, 1000];

interface Contestant {
	workers: 1 | 2;
	delay: number;
}

const CONTESTANTS: Contestant[] = DELAYS.flatMap((delay) => [
	{ workers: 1 as const, delay },
	{ workers: 2 as const, delay },
]);

interface Bench {
	n8n: QueueMode;
	mavibot: MavibotApi;
	agent: Agent;
	workflowId: string;
	url: string;
}

/** Executions per second, from the first event to the end of the last execution. */
async function executionsPerSecond(
	{ n8n, mavibot, agent, workflowId, url }: Bench,
	{ workers, delay }: Contestant,
	events: number,
): Promise<number> {
	const [, second] = n8n.workers;
	await (workers === 2 ? second.start() : second.stop());
	mavibot.reset();
	mavibot.fail({ action: 'message', delay, times: Infinity });
	const bodies: string[] = [];
	for (let number = 1; number <= events; number++) {
		// Without a webhook URL this posts nothing, and gives the event.
		const { event } = await mavibot.clientWrites(101, `event ${number}`);
		bodies.push(JSON.stringify(event));
	}

	const start = performance.now();
	const caller = async () => {
		for (let body = bodies.pop(); body !== undefined; body = bodies.pop()) {
			const answer = await request(url, {
				method: 'POST',
				dispatcher: agent,
				headers: { 'content-type': 'application/json' },
				body,
			});
			const text = await answer.body.text();
			if (!text.includes('started')) throw new Error(`${url}: ${answer.statusCode} ${text}`);
		}
	};
	await Promise.all(Array.from({ length: PARALLEL }, caller));
	await until(
		async () => {
			if (mavibot.messagesTo(101).length < events) return undefined;
			const newest = await n8n.client.executions(workflowId);
			return newest.every(({ stoppedAt }) => stoppedAt !== null) || undefined;
		},
		{ timeoutMs: 300_000, onTimeout: () => 'The executions did not end' },
	);
	const seconds = (performance.now() - start) / 1000;
	const sent = mavibot.messagesTo(101).length;
	if (sent !== events) throw new Error(`${sent} messages were sent for ${events} events`);
	return events / seconds;
}

async function measured(rounds: number, events: number): Promise<Rounds[]> {
	const { mavibot, agent, n8n, stop } = await startInOrder(async ({ part, atEnd }) => {
		const mavibot = await part(startMavibotApi());
		const agent = new Agent();
		atEnd(async () => await agent.close());
		return { mavibot, agent, n8n: await part(launchQueueMode()) };
	});
	try {
		const { client, webhook } = n8n;
		const credential = await client.createCredential({
			name: 'Mavibot',
			type: 'mavibotApi',
			data: { apiKey: mavibot.apiKey, server: mavibot.origin },
		});
		const trigger = triggerNode('Trigger', credential);
		const answer = sendNode('Answer', credential, '=You wrote: {{ $json.text }}');
		const { id: workflowId } = await client.createWorkflow(chain('Answer', [trigger, answer]));
		await client.activateWorkflow(workflowId);
		const url = `${webhook.url}/webhook/${trigger.webhookId}/webhook`;
		await client.webhookReady(url);

		const bench = { n8n, mavibot, agent, workflowId, url };
		await executionsPerSecond(bench, { workers: 2, delay: 0 }, WARM_UP);
		return await inTurn(
			CONTESTANTS,
			rounds,
			async (contestant) => await executionsPerSecond(bench, contestant, events),
		);
	} finally {
		await stop();
	}
}

/**
 * Executions per second in queue mode, with one and with two workers.
 *
 * @param events of each row in each round
 */
export async function measureQueue({
	rounds,
	events,
}: {
	rounds: number;
	events: number;
}): Promise<Report> {
	const results = await measured(rounds, events);
	const groupOf = (delay: number) => (delay === 0 ? 'at once' : `after ${delay / 1000} s`);
	const nameOf = (workers: number) => (workers === 1 ? '1 worker' : '2 workers');
	return {
		title: 'Queue mode: messages answered, with one and with two workers',
		how: `Executions per second: each event comes to the webhook process, ${PARALLEL} on their way at a time, and a worker (10 executions at a time) answers it with a message; from the first event to the end of the last execution. main, webhook process, workers, PostgreSQL, Redis and the local Mavibot on the same machine. Median of ${rounds} rounds of ${events} events in turn, and the range; ratios are medians of the ratios round by round.`,
		table: [
			['Mavibot answers', 'Workers', 'Executions/s', 'Of one worker'],
			...CONTESTANTS.map(({ workers, delay }, index) => [
				groupOf(delay),
				String(workers),
				withRange(results[index]),
				ratio(results[index], results[workers === 1 ? index : index - 1]).toFixed(2),
			]),
		],
		targets: [],
		bars: {
			unit: 'executions per second',
			values: CONTESTANTS.map(({ workers, delay }, index) => ({
				group: groupOf(delay),
				name: nameOf(workers),
				value: median(results[index]),
			})),
		},
	};
}
