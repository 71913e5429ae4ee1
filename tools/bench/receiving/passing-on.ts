/**
 * Mavibot has room for one URL. What the trigger passes on to other addresses comes there once, and whoever posts to the
 * trigger does not wait for them, even for one that never answers.
 */
import { startLoopback } from '../../../test/support/e2e/loopback';
import { until } from '../../../test/support/real-n8n/until';
import { startInOrder } from '../../../test/support/start-in-order';
import { startBenchN8n, type BenchN8n } from '../bench-n8n';
import type { Report, Target } from '../report';
import { median } from '../rounds';
import { isLost } from './answers';
import { executionsKey, textsThatCame } from './came';
import { endedExecutions } from './ended';
import { sendMany } from './many';
import { newMessages } from './messages';
import { LAZY, mavibotTrigger, NO_OPERATION } from './rivals';

const MESSAGES = 2000;
const IN_FLIGHT = 50;
const WARM_UP = 100;

/** What is passed on and has not come so long after the one before it does not come at all. */
const QUIET_MS = 15_000;

/** As `activated` names a workflow's trigger. */
const TRIGGER = 'Node 0';

interface Receiver {
	name: string;
	workflowId: string;
}

/** Waits until a workflow has as many executions, or gets no more of them. */
async function untilAllCame({ client }: BenchN8n, { workflowId }: Receiver): Promise<void> {
	let known = -1;
	let since = Date.now();
	await until(
		async () => {
			const executions = await endedExecutions(client, workflowId);
			if (executions > known) since = Date.now();
			known = executions;
			return executions >= MESSAGES || Date.now() - since > QUIET_MS || undefined;
		},
		{ timeoutMs: 600_000, onTimeout: () => `Workflow ${workflowId} gets more and more` },
	);
}

/** How many of the messages have not come, and how many came more than once, or were not sent. */
interface Came {
	name: string;
	missing: number;
	tooMany: number;
}

function compared(name: string, sent: string[], came: string[]): Came {
	const different = new Set(came);
	const texts = sent.map((message) => (JSON.parse(message) as { message: string }).message);
	const missing = texts.filter((text) => !different.has(text)).length;
	return { name, missing, tooMany: came.length - (texts.length - missing) };
}

interface Outcome {
	name: string;
	lost: number;
	answerMs: number[];
	/** From the first message to the end of the last execution of all workflows. */
	messagesPerSecond: number;
	came: Came[];
}

/** Sends the messages to the first of some workflows, and sees what came to each of them. */
async function played(
	n8n: BenchN8n,
	key: string,
	{ name, url, receivers }: { name: string; url: string; receivers: Receiver[] },
): Promise<Outcome> {
	const messages = newMessages(MESSAGES);
	const start = performance.now();
	const sent = await sendMany(
		n8n,
		messages.map((message) => ({ url, message })),
		IN_FLIGHT,
	);
	for (const receiver of receivers) await untilAllCame(n8n, receiver);
	const seconds = (performance.now() - start) / 1000;
	const came: Came[] = [];
	for (const receiver of receivers) {
		const texts = await textsThatCame({ client: n8n.client, key }, receiver.workflowId, TRIGGER);
		came.push(compared(receiver.name, messages, texts));
	}
	return {
		name,
		lost: sent.filter(({ answer }) => isLost(answer)).length,
		answerMs: sent.map(({ answerMs }) => answerMs),
		messagesPerSecond: MESSAGES / seconds,
		came,
	};
}

async function measured(n8n: BenchN8n, silent: string): Promise<Outcome[]> {
	const activated = async (name: string, options = {}) => ({
		name,
		...(await n8n.activated(name, [mavibotTrigger({ options }), NO_OPERATION])),
	});
	const key = await executionsKey(n8n.client);
	const warm = await activated('warm-up');
	const alone = await activated('alone');
	const second = await activated('second');
	const third = await activated('third');
	const first = await activated('first', { passOn: [second.url, third.url, silent] });
	const toWarm = newMessages(WARM_UP).map((message) => ({ url: warm.url, message }));
	await sendMany(n8n, toWarm, IN_FLIGHT);
	await endedExecutions(n8n.client, warm.workflowId);
	return [
		await played(n8n, key, { name: 'passed on to nobody', url: alone.url, receivers: [alone] }),
		await played(n8n, key, {
			name: 'passed on to two workflows and to a server that never answers',
			url: first.url,
			receivers: [first, second, third],
		}),
	];
}

const row = ({ name, lost, answerMs, messagesPerSecond, came }: Outcome): string[] => [
	name,
	String(lost),
	median(answerMs).toFixed(0),
	Math.max(...answerMs).toFixed(0),
	messagesPerSecond.toFixed(1),
	came.map((each) => `${each.name}: ${each.missing}, ${each.tooMany}`).join('; '),
];

const targetsOf = ({ came }: Outcome): Target[] =>
	came.flatMap(({ name, missing, tooMany }) => [
		{ what: `messages that have not come to the workflow "${name}"`, reached: missing, atMost: 0 },
		{
			what: `executions of the workflow "${name}" beyond one for each message`,
			reached: tooMany,
			atMost: 0,
		},
	]);

/** Messages passed on by the trigger, beside the same trigger without addresses. */
export async function passingOn(): Promise<Report> {
	const { n8n, silent, stop } = await startInOrder(async ({ part }) => ({
		silent: await part(startLoopback(() => {})),
		n8n: await part(startBenchN8n(LAZY)),
	}));
	try {
		const outcomes = await measured(n8n, silent.origin);
		return {
			title: `${MESSAGES.toLocaleString('en')} messages passed on`,
			how: `To one Mavibot Trigger, ${IN_FLIGHT} on their way at a time; it passes each on to the triggers of two other workflows in the same n8n, and to a server that takes connections and never answers. What came is read from the executions.`,
			table: [
				[
					'',
					'Lost',
					'Answer, ms (median)',
					'Answer, ms (longest)',
					'Messages/s, until all has ended',
					'Missing, too many',
				],
				...outcomes.map(row),
			],
			targets: outcomes.flatMap(targetsOf),
			bars: {
				unit: 'milliseconds to the answer',
				ours: outcomes.map(({ name }) => name),
				values: outcomes.map(({ name, answerMs }) => ['', name, median(answerMs)]),
			},
		};
	} finally {
		await stop();
	}
}
