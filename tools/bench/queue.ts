/**
 * How much n8n in queue mode gets through, with one worker and with two: a message comes to the webhook
 * process, and a worker answers it. PostgreSQL and Redis have to be installed.
 */
import { storeCredential } from '../../test/e2e/mavibot/setup';
import { chain, sendNode, triggerNode } from '../../test/e2e/mavibot/workflow';
import { startMavibotApi, type MavibotApi } from '../../test/support/mavibot-api';
import { launchQueueMode, type QueueMode } from '../../test/support/real-n8n/queue';
import { startInOrder } from '../../test/support/start-in-order';
import { createPoster, executionsPerSecond, PARALLEL } from './load';
import type { Report } from './report';
import { inTurn, median, ratio, withRange, type Rounds } from './rounds';

const ROUNDS = 5;
/** Of each row in each round. */
const EVENTS = 200;
const WARM_UP = 50;

/** What Mavibot takes to answer a request, in milliseconds. */
const DELAYS = [0, 1000];

interface Contestant {
	workers: 1 | 2;
	delay: number;
}

const CONTESTANTS = DELAYS.flatMap((delay): Contestant[] => [
	{ workers: 1, delay },
	{ workers: 2, delay },
]);

interface Bench {
	n8n: QueueMode;
	mavibot: MavibotApi;
	post: ReturnType<typeof createPoster>['post'];
	workflowId: string;
	url: string;
}

/** Executions per second, each of which has sent one message. */
async function measuredOf(
	{ n8n, mavibot, ...bench }: Bench,
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
	const sent = () => mavibot.messagesTo(101).length;
	const { client } = n8n;
	const rate = await executionsPerSecond(
		{ client, post: bench.post },
		bench,
		bodies,
		() => sent() >= events,
	);
	if (sent() !== events) throw new Error(`${sent()} messages were sent for ${events} events`);
	return rate;
}

async function measured(): Promise<Rounds[]> {
	const { mavibot, post, n8n, stop } = await startInOrder(async ({ part }) => {
		const mavibot = await part(startMavibotApi());
		const { post } = await part(createPoster());
		return { mavibot, post, n8n: await part(launchQueueMode()) };
	});
	try {
		const { client, webhook } = n8n;
		const credential = await storeCredential({ mavibot, client }, 'Mavibot');
		const trigger = triggerNode('Trigger', credential);
		const answer = sendNode('Answer', credential, '=You wrote: {{ $json.text }}');
		const { id: workflowId } = await client.createWorkflow(chain('Answer', [trigger, answer]));
		await client.activateWorkflow(workflowId);
		const url = `${webhook.url}/webhook/${trigger.webhookId}/webhook`;
		await client.webhookReady(url);

		const bench = { n8n, mavibot, post, workflowId, url };
		await measuredOf(bench, { workers: 2, delay: 0 }, WARM_UP);
		const once = async (contestant: Contestant) => await measuredOf(bench, contestant, EVENTS);
		return await inTurn(CONTESTANTS, ROUNDS, once);
	} finally {
		await stop();
	}
}

/** Executions per second in queue mode, with one and with two workers. */
export async function queue(): Promise<Report> {
	const results = await measured();
	const groupOf = (delay: number) => (delay === 0 ? 'at once' : `after ${delay / 1000} s`);
	return {
		title: 'Queue mode: messages answered, with one and with two workers',
		how: `Executions per second: each event comes to the webhook process, ${PARALLEL} on their way at a time, and a worker (10 executions at a time) answers it with a message; from the first event to the end of the last execution. main, webhook process, workers, PostgreSQL, Redis and the local Mavibot on the same machine. Median of ${ROUNDS} rounds of ${EVENTS} events in turn, and the range; ratios are medians of the ratios round by round.`,
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
			ours: ['1 worker', '2 workers'],
			values: CONTESTANTS.map(({ workers, delay }, index) => [
				groupOf(delay),
				workers === 1 ? '1 worker' : '2 workers',
				median(results[index]),
			]),
		},
	};
}
