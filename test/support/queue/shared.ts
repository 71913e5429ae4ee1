import type { INodeParameters } from 'n8n-workflow';
import { storeCredential } from '../../e2e/mavibot/setup';
import { chain, mavibotNode, triggerNode } from '../../e2e/mavibot/workflow';
import { addClient, startMavibotApi, type Fault, type MavibotApi } from '../mavibot-api';
import type { CredentialReference, Execution } from '../real-n8n';
import { launchQueueMode, type Member, type QueueMode } from '../real-n8n/queue';
import { until } from '../real-n8n/until';
import { startInOrder } from '../start-in-order';

/** How soon Redis gives up on the job of a dead worker; n8n's own times add up to a minute and a half. */
const QUICK = {
	QUEUE_WORKER_LOCK_DURATION: '20000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '1000',
	QUEUE_WORKER_STALLED_INTERVAL: '2000',
};

/** The name of the node that `activated` puts before the others. */
export const TRIGGER = 'Trigger';

export type Node = ReturnType<typeof mavibotNode>;

/** Makes clients of a bot in Telegram; each is given as an item. */
export const newClients = ({ state }: MavibotApi, length: number): Array<{ client_id: number }> =>
	Array.from({ length }, (_, index) => {
		const platform_id = String(889000000 + index);
		return {
			client_id: addClient(state, { platform_id, client_type: 1, group: 'tea_shop_bot' }).id,
		};
	});

export interface Started {
	id: string;
	/** Of the webhook process. */
	url: string;
}

/** What all tests of this folder share, since a start takes the longest. */
export type Shared = Awaited<ReturnType<typeof startShared>>;

/** Starts n8n in queue mode and a local Mavibot that n8n has a credential for. */
export async function startShared() {
	return await startInOrder(async ({ part }) => {
		const mavibot = await part(startMavibotApi());
		const n8n = await part(launchQueueMode(QUICK));
		const credential = await storeCredential({ mavibot, client: n8n.client }, 'Mavibot');
		return sharedOf(n8n, mavibot, credential);
	});
}

function sharedOf(n8n: QueueMode, mavibot: MavibotApi, credential: CredentialReference) {
	const { client, redis } = n8n;

	const length = async (list: string) =>
		Number((await redis.command(`LLEN bull:jobs:${list}`)).slice(1));
	/** What Redis holds: executions that wait, and those that a worker has taken. */
	const jobs = async () => ({ waiting: await length('wait'), taken: await length('active') });
	/** The requests to a method of the API so far. */
	const requests = (action: string) => mavibot.journal.filter((entry) => entry.action === action);

	return {
		n8n,
		mavibot,
		/** Of the local Mavibot, with its key. */
		credential,
		/** Starts what an earlier test has ended, and empties the local Mavibot. */
		async renew() {
			mavibot.reset();
			await redis.start();
			await n8n.main.start();
			await Promise.all([n8n.webhook, ...n8n.workers].map(async (each) => await each.start()));
		},
		/** Activates a workflow of a trigger and these nodes; resolves when the webhook process knows it. */
		async activated(
			name: string,
			nodes: Node[],
			parameters: INodeParameters = {},
		): Promise<Started> {
			const trigger = { ...triggerNode(TRIGGER, credential), parameters };
			const { id } = await client.createWorkflow(chain(name, [trigger, ...nodes]));
			await client.activateWorkflow(id);
			const url = `${n8n.webhook.url}/webhook/${trigger.webhookId}/webhook`;
			await client.webhookReady(url);
			mavibot.journal.length = 0;
			return { id, url };
		},
		/**
		 * A client writes, as often as asked, and Mavibot posts that to this workflow alone.
		 * @throws when n8n does not take one of them
		 */
		async write({ url }: Started, texts: string[]): Promise<void> {
			mavibot.setWebhookUrl(url);
			for (const text of texts) {
				const { status, body, error } = await mavibot.clientWrites(101, text);
				if (status !== 200) throw new Error(`n8n did not take "${text}": ${error ?? body}`);
			}
			// What the workflow sends shall not come back to it.
			mavibot.setWebhookUrl(undefined);
		},
		/** Holds requests until the function that it returns is called; they are processed then. */
		hold(fault: Fault): () => void {
			let letGo = () => {};
			mavibot.fail({ ...fault, until: new Promise<void>((resolve) => (letGo = resolve)) });
			return () => letGo();
		},
		requests,
		/** Waits for as many requests to a method of the API. */
		async untilRequested(action: string, count: number): Promise<void> {
			await until(async () => requests(action).length >= count || undefined, {
				onTimeout: () => `${requests(action).length} requests to ${action} came, not ${count}`,
			});
		},
		/** Waits for as many executions of the workflow, and for their end; oldest first. */
		async ended({ id }: Started, count: number): Promise<Execution[]> {
			let seen = '';
			await until(
				async () => {
					const summaries = await client.executions(id);
					seen = summaries.map(({ status }) => status).join(', ');
					const isOver = summaries.every(({ stoppedAt }) => stoppedAt !== null);
					return (isOver && summaries.length >= count) || undefined;
				},
				{ onTimeout: () => `Not ${count} ended executions, but: ${seen}` },
			);
			const ids = (await client.executions(id)).map((execution) => execution.id);
			expect(ids).toHaveLength(count);
			const executions: Execution[] = [];
			for (const each of ids.sort((one, other) => Number(one) - Number(other))) {
				executions.push(await client.waitForExecution(each));
			}
			return executions;
		},
		jobs,
		/** Waits until Redis holds just this many. */
		async untilJobs(expected: { waiting?: number; taken?: number }): Promise<void> {
			let now = await jobs();
			await until(
				async () => {
					now = await jobs();
					const { waiting = now.waiting, taken = now.taken } = expected;
					return (now.waiting === waiting && now.taken === taken) || undefined;
				},
				{
					onTimeout: () => `Redis holds ${JSON.stringify(now)}, not ${JSON.stringify(expected)}`,
				},
			);
		},
		/** The worker that has begun an execution last of all. */
		workerOf(executionId: string): Member {
			const begun = `Worker started execution ${executionId} `;
			const [worker] = n8n.workers.filter((each) => each.log().includes(begun));
			if (worker === undefined) throw new Error(`No worker has begun execution ${executionId}`);
			return worker;
		},
	};
}
