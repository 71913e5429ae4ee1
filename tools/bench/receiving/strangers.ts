/**
 * What a stranger who knows the URL can do to n8n with one message: how long its answer takes, and how long everything
 * else in n8n has to wait, beside n8n's own Webhook node with the same body.
 */
import { startBenchN8n, type BenchN8n, type BenchNode } from '../bench-n8n';
import type { Report, Target } from '../report';
import { inTurn, median, ratio, withRange } from '../rounds';
import { answerTo } from './answers';
import { BODIES, type Body } from './bodies';
import { endedExecutions } from './ended';
import { whileProbing } from './probe';
import { CONTROL, LAZY, mavibotTrigger, NO_OPERATION, OURS, WEBHOOK_NODE } from './rivals';

const ROUNDS = 5;
const MOST_OF_CONTROL = 1.5;

/** Usual messages hold n8n as long, now and then, so that what is below is not told apart. */
const HARMLESS_MS = 50;

const filteredBy = (operator: string, value: string): BenchNode =>
	mavibotTrigger({
		filters: { text: { condition: { operator, value, caseSensitive: false } } },
		options: { leaveOutRepeats: true },
	});

const WITH_PATTERN = `${OURS}, a regular expression`;

const CONTESTANTS: Array<{ name: string; trigger: BenchNode }> = [
	{ name: `${OURS}, Contains`, trigger: filteredBy('contains', 'event') },
	{ name: WITH_PATTERN, trigger: filteredBy('regex', '(.*a?)*event') },
	{ name: CONTROL, trigger: WEBHOOK_NODE },
];

interface Receiver {
	name: string;
	workflowId: string;
	url: string;
}

interface Measured {
	answerMs: number;
	heldMs: number;
	answer: string;
}

/** One message, until its execution has ended, if it starts one. */
async function measuredOnce(
	n8n: BenchN8n,
	{ workflowId, url }: Receiver,
	message: string,
): Promise<Measured> {
	const { heldMs, result } = await whileProbing(n8n.client.url, async () => {
		const start = performance.now();
		const answer = await answerTo(n8n, url, message);
		const answerMs = performance.now() - start;
		await endedExecutions(n8n.client, workflowId);
		return { answer, answerMs };
	});
	return { ...result, heldMs };
}

/** The middle of as many messages as the body wants in a round. */
async function measured(
	n8n: BenchN8n,
	receiver: Receiver,
	{ make, sends }: Body,
): Promise<Measured> {
	const all: Measured[] = [];
	while (all.length < sends) all.push(await measuredOnce(n8n, receiver, make()));
	return {
		answerMs: median(all.map(({ answerMs }) => answerMs)),
		heldMs: median(all.map(({ heldMs }) => heldMs)),
		answer: [...new Set(all.map(({ answer }) => answer))].join(', '),
	};
}

const atLeastHarmless = (heldMs: number): number => Math.max(heldMs, HARMLESS_MS);

interface Line {
	what: string;
	receiver: string;
	answers: string;
	answerMs: number[];
	heldMs: number[];
	/** Of the control, round by round. */
	ofAnswer: number;
	ofHeld: number;
}

async function linesFor(n8n: BenchN8n, all: Receiver[], body: Body): Promise<Line[]> {
	const receivers = all.filter(({ name }) => name !== WITH_PATTERN || body.isForFilters);
	const once = async (receiver: Receiver) => await measured(n8n, receiver, body);
	const results = await inTurn(receivers, ROUNDS, once);
	const [control] = results.slice(-1);
	const times = (rounds: Measured[], name: 'answerMs' | 'heldMs') =>
		rounds.map((round) => round[name]);
	return results.map((rounds, index) => ({
		what: body.what,
		receiver: receivers[index].name,
		answers: [...new Set(rounds.map(({ answer }) => answer))].join(', '),
		answerMs: times(rounds, 'answerMs'),
		heldMs: times(rounds, 'heldMs'),
		ofAnswer: ratio(times(rounds, 'answerMs'), times(control, 'answerMs')),
		ofHeld: ratio(
			times(rounds, 'heldMs').map(atLeastHarmless),
			times(control, 'heldMs').map(atLeastHarmless),
		),
	}));
}

const row = (line: Line): string[] => [
	line.what,
	line.receiver,
	line.answers,
	withRange(line.answerMs, 0),
	line.ofAnswer.toFixed(2),
	withRange(line.heldMs, 0),
	line.ofHeld.toFixed(2),
];

/** What the triggers of this package did with one body, by the one that did worse. */
function targetsOf(what: string, ofBody: Line[]): Target[] {
	const ours = ofBody.filter(({ receiver }) => receiver !== CONTROL);
	return [
		{
			what: `of the ${CONTROL}'s time to the answer, ${what}`,
			reached: Math.max(...ours.map(({ ofAnswer }) => ofAnswer)),
			atMost: MOST_OF_CONTROL,
		},
		{
			what: `of the ${CONTROL}'s hold of n8n, ${what}`,
			reached: Math.max(...ours.map(({ ofHeld }) => ofHeld)),
			atMost: MOST_OF_CONTROL,
		},
	];
}

/** Monstrous messages, one at a time. */
export async function strangers(): Promise<Report> {
	const n8n = await startBenchN8n(LAZY);
	try {
		const receivers: Receiver[] = [];
		for (const { name, trigger } of CONTESTANTS) {
			receivers.push({ name, ...(await n8n.activated(name, [trigger, NO_OPERATION])) });
		}
		const lines: Line[] = [];
		const targets: Target[] = [];
		for (const body of BODIES) {
			const ofBody = await linesFor(n8n, receivers, body);
			for (const line of ofBody) console.log(row(line).join(' | '));
			lines.push(...ofBody);
			targets.push(...targetsOf(body.what, ofBody));
		}
		return {
			title: 'What one message of a stranger does to n8n',
			how: `Milliseconds from the first byte sent to the answer, and the longest that n8n let anybody else wait meanwhile and until the execution had ended: /healthz is asked all the time. The trigger has a filter by text and leaves repeated events out. Median of ${ROUNDS} rounds in turn, and the range; what is light for n8n is sent several times in a round; ratios are medians of the ratios round by round, where a hold below ${HARMLESS_MS} ms counts as one of ${HARMLESS_MS} ms.`,
			table: [
				[
					'Body',
					'Receiver',
					'Answer',
					'To the answer, ms',
					`Of the ${CONTROL}`,
					'n8n held, ms',
					`Of the ${CONTROL}`,
				],
				...lines.map(row),
			],
			targets,
			bars: {
				unit: 'milliseconds that n8n was held',
				ours: CONTESTANTS.flatMap(({ name }) => (name === CONTROL ? [] : [name])),
				values: lines.map(({ what, receiver, heldMs }) => [what, receiver, median(heldMs)]),
			},
		};
	} finally {
		await n8n.stop();
	}
}
