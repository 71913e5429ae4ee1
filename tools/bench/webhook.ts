import { postedMessage } from '../../test/support/posted-message';
import { startBenchN8n, type BenchNode } from './bench-n8n';
import { executionsPerSecond, PARALLEL } from './load';
import type { Report, Target } from './report';
import { inTurn, median, ratio, withRange, type Rounds } from './rounds';

const ROUNDS = 5;
/** Of each trigger in each round. */
const EVENTS = 400;
const WARM_UP = 100;
const SECRET = 'sesame';

const MAVIBOT = { type: 'n8n-nodes-mavibot.mavibotTrigger', typeVersion: 1.1, hasCredential: true };
const CHECKS = {
	filters: {
		messengers: [1, 6],
		bots: ['tea_shop_bot'],
		text: { condition: { operator: 'regex', value: '^event \\d+$', caseSensitive: false } },
	},
};
const CALLER = { secret: SECRET, allowedAddresses: '127.0.0.0/8, ::1' };
const BARE = { type: 'n8n-nodes-mavibot.bareTrigger', typeVersion: 2, parameters: {} };
const WEBHOOK = { type: 'n8n-nodes-base.webhook', typeVersion: 2 };
const NO_OP: BenchNode = { type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} };

interface Contestant {
	name: string;
	trigger: BenchNode;
	query?: string;
	/** Whether it runs with lazy acquiring alone, to tell where time goes there. */
	isForLazy?: boolean;
}

const OURS = 'Mavibot Trigger, all checks on';
const BARE_NAME = 'bare trigger';
const WEBHOOK_NAME = 'Webhook node';

const CONTESTANTS: Contestant[] = [
	{
		name: OURS,
		trigger: { ...MAVIBOT, parameters: { ...CHECKS, options: CALLER } },
		query: `?secret=${SECRET}`,
	},
	{ name: BARE_NAME, trigger: BARE },
	{ name: WEBHOOK_NAME, trigger: { ...WEBHOOK, parameters: { httpMethod: 'POST', options: {} } } },
	// n8n looks a credential up in its database before each execution of a workflow that has one.
	{
		name: 'bare trigger with a credential',
		trigger: { ...BARE, hasCredential: true },
		isForLazy: true,
	},
	{
		name: 'Mavibot Trigger, repeats left out too',
		trigger: {
			...MAVIBOT,
			parameters: { ...CHECKS, options: { ...CALLER, leaveOutRepeats: true } },
		},
		query: `?secret=${SECRET}`,
		isForLazy: true,
	},
];

const contestantsOf = (isLazy: boolean): Contestant[] =>
	CONTESTANTS.filter(({ isForLazy }) => isLazy || !isForLazy);

let lastId = 22563045582;

const newEvents = (length: number): string[] =>
	Array.from({ length }, () => {
		const id = ++lastId;
		return JSON.stringify(postedMessage({ id, message: `event ${id}` }));
	});

async function measured(isLazy: boolean): Promise<Rounds[]> {
	const n8n = await startBenchN8n({ N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: String(isLazy) });
	try {
		const targets: Array<{ workflowId: string; url: string }> = [];
		for (const { name, trigger, query = '' } of contestantsOf(isLazy)) {
			const { workflowId, url } = await n8n.activated(name, [trigger, NO_OP]);
			targets.push({ workflowId, url: url + query });
		}
		const once = (events: number) => async (target: (typeof targets)[number]) =>
			await executionsPerSecond(n8n, target, newEvents(events));
		await inTurn(targets, 1, once(WARM_UP));
		return await inTurn(targets, ROUNDS, once(EVENTS));
	} finally {
		await n8n.stop();
	}
}

/**
 * Events per second of triggers with the same workflow behind them, with n8n's own settings and with
 * N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true.
 */
export async function webhook(): Promise<Report> {
	const kinds = [
		['by default', await measured(false)],
		['lazy', await measured(true)],
	] as const;
	const indexOf = (name: string) => CONTESTANTS.findIndex((contestant) => contestant.name === name);
	const to = (results: readonly Rounds[], index: number, name: string) =>
		ratio(results[index], results[indexOf(name)]);
	const [[, byDefault], [, lazy]] = kinds;
	const targets: Target[] = [
		{
			what: 'of the bare trigger, by default',
			reached: to(byDefault, indexOf(OURS), BARE_NAME),
			atLeast: 0.95,
		},
		{
			what: 'of the Webhook node, lazy',
			reached: to(lazy, indexOf(OURS), WEBHOOK_NAME),
			atLeast: 1,
		},
	];
	return {
		title: `${(ROUNDS * EVENTS).toLocaleString('en')} events received`,
		how: `Events per second, ${PARALLEL} on their way at a time, from the first call to the end of the last execution; "lazy" is n8n with N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true. Median of ${ROUNDS} rounds of ${EVENTS} events in turn, and the range; ratios are medians of the ratios round by round.`,
		table: [
			['Setting', 'Trigger', 'Events/s', 'Of the bare trigger', 'Of the Webhook node'],
			...kinds.flatMap(([kind, results]) =>
				results.map((rates, index) => [
					kind,
					CONTESTANTS[index].name,
					withRange(rates),
					to(results, index, BARE_NAME).toFixed(2),
					to(results, index, WEBHOOK_NAME).toFixed(2),
				]),
			),
		],
		targets,
		remark: 'Where the time goes: [messages.md](messages.md#where-the-time-of-a-message-goes).',
		bars: {
			unit: 'events per second',
			ours: CONTESTANTS.flatMap(({ name }) => (name.startsWith('Mavibot') ? [name] : [])),
			values: kinds.flatMap(([group, results]) =>
				results.map((rates, index): [string, string, number] => [
					group,
					CONTESTANTS[index].name,
					median(rates),
				]),
			),
		},
	};
}
