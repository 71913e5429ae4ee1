/**
 * The whole job: a client's message comes in, and is answered with its own text. By Mavibot Trigger and Mavibot node, and
 * by what a person would take instead.
 */
import type { INodeParameters } from 'n8n-workflow';
import { storeCredential } from '../../test/e2e/mavibot/setup';
import { startMavibotApi } from '../../test/support/mavibot-api';
import { postedMessage } from '../../test/support/posted-message';
import { launchQueueMode } from '../../test/support/real-n8n/queue';
import { startInOrder } from '../../test/support/start-in-order';
import {
	activatedOn,
	httpRequestNode,
	mavibotNode,
	startBenchN8n,
	type BenchN8n,
	type BenchNode,
} from './bench-n8n';
import { createPoster, executionsPerSecond, PARALLEL } from './load';
import type { Report, Target } from './report';
import { inTurn, median, ratio, withRange, type Rounds } from './rounds';

const ROUNDS = 3;
/** Of each row in each round. */
const EVENTS = 100;
const WARM_UP = 30;
const CLIENT = 101;

const OURS = 'Mavibot Trigger + Mavibot';
const BARE = 'bare trigger + Mavibot';
const FILTERED = 'Webhook + Filter + HTTP Request';
const UNFILTERED = 'Webhook + HTTP Request';

const sending = (clientId: string, message: string): BenchNode =>
	mavibotNode({
		...{ resource: 'message', operation: 'send', message },
		clientId: { __rl: true, mode: 'id', value: clientId },
	});

const WEBHOOK: BenchNode = {
	type: 'n8n-nodes-base.webhook',
	typeVersion: 2,
	parameters: { httpMethod: 'POST', options: {} },
};

/** What the trigger's default does: only what clients write, and only of this project. */
const FILTER: BenchNode = {
	type: 'n8n-nodes-base.filter',
	typeVersion: 2.2,
	parameters: {
		conditions: {
			options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 },
			combinator: 'and',
			conditions: ['is_input', 'project_id'].map((field) => ({
				id: field,
				leftValue: `={{ $json.body.${field} }}`,
				rightValue: 1,
				operator: { type: 'number', operation: 'equals' },
			})),
		},
		options: {},
	} as INodeParameters,
};

/** The ways to do the job, by name. */
const jobsWith = (server: string): Record<string, BenchNode[]> => {
	const answer = httpRequestNode(`${server}/api/message`, {
		bodyParameters: {
			parameters: [
				{ name: 'client_id', value: '={{ $json.body.client.id }}' },
				{ name: 'message', value: '={{ $json.body.message }}' },
			],
		},
	});
	return {
		[OURS]: [
			{
				type: 'n8n-nodes-mavibot.mavibotTrigger',
				typeVersion: 1.1,
				parameters: {},
				hasCredential: true,
			},
			sending('={{ $json.client_id }}', '={{ $json.text }}'),
		],
		[BARE]: [
			{ type: 'n8n-nodes-mavibot.bareTrigger', typeVersion: 2, parameters: {} },
			sending('={{ $json.client.id }}', '={{ $json.message }}'),
		],
		[FILTERED]: [WEBHOOK, FILTER, answer],
		[UNFILTERED]: [WEBHOOK, answer],
	};
};

type Running = Pick<BenchN8n, 'client' | 'mavibot' | 'post'>;

/** Answers per second, from the first message to the end of the last execution. */
async function answersPerSecond(
	{ client, mavibot, post }: Running,
	target: { workflowId: string; url: string },
	events: number,
): Promise<number> {
	mavibot.reset();
	const bodies = Array.from({ length: events }, (_, id) =>
		JSON.stringify(postedMessage({ id: id + 1, message: `event ${id}` })),
	);
	const answered = () => mavibot.messagesTo(CLIENT).length;
	const rate = await executionsPerSecond(
		{ client, post },
		target,
		bodies,
		() => answered() >= events,
	);
	const texts = new Set(mavibot.messagesTo(CLIENT).map(({ text }) => text));
	if (texts.size !== events || answered() !== events) {
		throw new Error(
			`${answered()} answers, ${texts.size} of them different, to ${events} messages`,
		);
	}
	return rate;
}

type Activate = (name: string, nodes: BenchNode[]) => Promise<{ workflowId: string; url: string }>;

async function measured(running: Running, activate: Activate, names: string[]): Promise<Rounds[]> {
	const jobs = jobsWith(running.mavibot.origin);
	const targets: Array<{ workflowId: string; url: string }> = [];
	for (const name of names) targets.push(await activate(name, jobs[name]));
	const once = (events: number) => async (target: (typeof targets)[number]) =>
		await answersPerSecond(running, target, events);
	await inTurn(targets, 1, once(WARM_UP));
	return await inTurn(targets, ROUNDS, once(EVENTS));
}

async function inOneProcess(names: string[], env: Record<string, string>): Promise<Rounds[]> {
	const n8n = await startBenchN8n(env);
	try {
		return await measured(n8n, async (name, nodes) => await n8n.activated(name, nodes), names);
	} finally {
		await n8n.stop();
	}
}

/** main, a webhook process, one worker, PostgreSQL and Redis on this machine. */
async function inQueueMode(names: string[], env: Record<string, string>): Promise<Rounds[]> {
	const { mavibot, post, n8n, stop } = await startInOrder(async ({ part }) => {
		const mavibot = await part(startMavibotApi());
		const { post } = await part(createPoster());
		return { mavibot, post, n8n: await part(launchQueueMode(env)) };
	});
	try {
		const { client, webhook, workers } = n8n;
		await workers[1].stop();
		const credential = await storeCredential({ mavibot, client }, 'Mavibot');
		const activate = activatedOn({ client, credential, origin: webhook.url });
		return await measured({ client, mavibot, post }, activate, names);
	} finally {
		await stop();
	}
}

const LAZY = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' };
const ALL = [OURS, BARE, FILTERED, UNFILTERED];
/** The queue's processes are given the package alone, without the bench's bare trigger. */
const REAL = [OURS, FILTERED, UNFILTERED];
const TWO = [OURS, UNFILTERED];

interface Setting {
	name: string;
	names: string[];
	run: (names: string[], env: Record<string, string>) => Promise<Rounds[]>;
	env: Record<string, string>;
}

const SETTINGS: Setting[] = [
	{ name: "n8n's default", names: ALL, run: inOneProcess, env: {} },
	{ name: 'lazy', names: ALL, run: inOneProcess, env: LAZY },
	{
		name: 'pool of 4',
		names: TWO,
		run: inOneProcess,
		env: { N8N_EXPRESSION_ENGINE_POOL_SIZE: '4' },
	},
	{
		name: 'compile cache',
		names: TWO,
		run: inOneProcess,
		env: { N8N_EXPRESSION_ENGINE_COMPILE_CACHE: 'true' },
	},
	{
		name: 'lazy and compile cache',
		names: TWO,
		run: inOneProcess,
		env: { ...LAZY, N8N_EXPRESSION_ENGINE_COMPILE_CACHE: 'true' },
	},
	{ name: 'queue mode', names: REAL, run: inQueueMode, env: {} },
	{ name: 'queue mode, lazy', names: REAL, run: inQueueMode, env: LAZY },
];

/** Messages answered per second, by each way and with each of n8n's settings. */
export async function job(): Promise<Report> {
	const results: Array<Setting & { rounds: Rounds[] }> = [];
	for (const setting of SETTINGS) {
		const rounds = await setting.run(setting.names, setting.env);
		results.push({ ...setting, rounds });
		console.log(`${setting.name}: ${rounds.map((rates) => withRange(rates)).join(', ')}`);
	}
	const roundsOf = ({ names, rounds }: (typeof results)[number], name: string): Rounds =>
		rounds[names.indexOf(name)];
	const [byDefault, lazy] = results;
	const targets: Target[] = [
		{
			what: "of the same job behind a bare trigger, by n8n's default",
			reached: ratio(roundsOf(byDefault, OURS), roundsOf(byDefault, BARE)),
			atLeast: 0.95,
		},
		{
			what: 'times Webhook + HTTP Request, lazy',
			reached: ratio(roundsOf(lazy, OURS), roundsOf(lazy, UNFILTERED)),
			atLeast: 3,
		},
	];
	return {
		title: 'The whole job: a message answered with its own text',
		how: `Answers per second, ${PARALLEL} messages on their way at a time, from the first message to the end of the last execution; each message got one answer, with its own text. The Filter node does what the trigger does by default: only what clients write, of this project. "lazy" is N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true, "pool of 4" N8N_EXPRESSION_ENGINE_POOL_SIZE=4, "compile cache" N8N_EXPRESSION_ENGINE_COMPILE_CACHE=true. SQLite; queue mode with one worker (10 executions at a time), PostgreSQL and Redis. Median of ${ROUNDS} rounds of ${EVENTS} messages in turn, and the range; the ratio is the median of the ratios round by round.`,
		table: [
			['Setting', 'Way', 'Answers/s', `Of ${UNFILTERED}`],
			...results.flatMap((one) =>
				one.names.map((name) => [
					one.name,
					name,
					withRange(roundsOf(one, name)),
					ratio(roundsOf(one, name), roundsOf(one, UNFILTERED)).toFixed(2),
				]),
			),
		],
		targets,
		bars: {
			unit: 'answers per second',
			ours: [OURS, BARE],
			values: results.flatMap((one) =>
				one.names.map((name): [string, string, number] => [
					one.name,
					name,
					median(roundsOf(one, name)),
				]),
			),
		},
	};
}
