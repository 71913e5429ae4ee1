/**
 * What is lost while a workflow is changed and published again, while Mavibot answers and while it does not, and while
 * n8n is restarted: by the Mavibot Trigger, and by n8n's own Webhook node at the same moments.
 */
import type { MavibotApi } from '../../../test/support/mavibot-api';
import { until } from '../../../test/support/real-n8n/until';
import { startBenchN8n, type BenchN8n } from '../bench-n8n';
import type { Report, Target } from '../report';
import { howMany, isBrokenOff, isLost, lossesOf, lostByNode, STARTED, type Tally } from './answers';
import { endedExecutions } from './ended';
import { beginLoad } from './load';
import { movedToAnotherProject, NEW_MESSAGES, OLD_MESSAGES } from './moving';
import { CONTROL, LAZY, mavibotTrigger, OURS } from './rivals';
import { changeCredential, onStage, publishBoth, type Stage } from './stage';

/** To each of the two in each scenario. */
const MESSAGES = 1000;
/** From one publication to the next, where that one is over by then. */
const MESSAGES_BETWEEN = 150;
const SLOW_MS = 3000;

/** What is done in the middle, once or again and again; gives whether it went well, for ours and for the control. */
type Disturbance = (stage: Stage, number: number) => Promise<boolean[]>;

interface Scenario {
	name: string;
	/** What Mavibot is like from the first message on. */
	mavibotBecomes: (mavibot: MavibotApi) => unknown;
	disturb: Disturbance;
	/** Default: after each so many messages. */
	times?: number;
}

const working = () => {};
const slow = (mavibot: MavibotApi) => mavibot.fail({ delay: SLOW_MS, times: Infinity });
const failing = (mavibot: MavibotApi) => mavibot.fail({ status: 500, times: Infinity });
const unreachable = async (mavibot: MavibotApi) => await mavibot.stop();

/** A new key each time, of the same project. */
const publishWithNewKey: Disturbance = async (stage, number) => {
	const { mavibot } = stage;
	const apiKey = `${mavibot.apiKey}-${number}`;
	mavibot.acceptKey(apiKey);
	await changeCredential(stage, { apiKey, server: mavibot.origin });
	return await publishBoth(stage, number);
};

const restartN8n: Disturbance = async ({ n8n }) => {
	await n8n.restart();
	return [true, true];
};

const SCENARIOS: Scenario[] = [
	{ name: 'a changed field', mavibotBecomes: working, disturb: publishBoth },
	{ name: 'a changed field, the API takes 3 s', mavibotBecomes: slow, disturb: publishBoth },
	{ name: 'a changed field, the API answers 500', mavibotBecomes: failing, disturb: publishBoth },
	{
		name: 'a changed field, the API is unreachable',
		mavibotBecomes: unreachable,
		disturb: publishBoth,
	},
	{ name: 'a new key, the API takes 3 s', mavibotBecomes: slow, disturb: publishWithNewKey },
	{
		name: 'a new key, the API is unreachable',
		mavibotBecomes: unreachable,
		disturb: publishWithNewKey,
	},
	{ name: 'n8n is restarted', mavibotBecomes: working, disturb: restartN8n, times: 1 },
];

interface Receiver {
	tally: Tally;
	executions: number;
	/** How often it could be published, or not. */
	published: number;
	failed: number;
}

interface Outcome {
	name: string;
	ours: Receiver;
	control: Receiver;
}

async function played(n8n: BenchN8n, scenario: Scenario): Promise<Outcome> {
	const { name, mavibotBecomes, disturb, times = Infinity } = scenario;
	return await onStage(n8n, { name, trigger: mavibotTrigger() }, async (stage) => {
		const both = [stage.ours, stage.control];
		await mavibotBecomes(stage.mavibot);
		const load = beginLoad(
			n8n,
			both.map(({ url }) => url),
			MESSAGES,
		);
		const results: boolean[][] = [];
		for (let number = 1; number <= times; number++) {
			const next = number * MESSAGES_BETWEEN;
			await until(async () => load.sent() >= Math.min(next, MESSAGES) || undefined, {
				onTimeout: () => `${name}: ${load.sent()} of ${MESSAGES} messages were sent`,
			});
			if (load.sent() >= MESSAGES) break;
			results.push(await disturb(stage, number));
		}
		const tallies = await load.done;
		const [ours, control] = await Promise.all(
			both.map(
				async ({ workflowId }, index): Promise<Receiver> => ({
					tally: tallies[index],
					executions: await endedExecutions(n8n.client, workflowId),
					published: results.filter((result) => result[index]).length,
					failed: results.filter((result) => !result[index]).length,
				}),
			),
		);
		return { name, ours, control };
	});
}

const lostBy = ({ tally }: Receiver): number => howMany(tally, isLost);
const startedBy = ({ tally }: Receiver): number => tally.get(STARTED) ?? 0;

const inWords = ({ published, failed }: Receiver): string =>
	failed === 0 ? String(published) : `${published}, and ${failed} failed`;

function row({ name, ours, control }: Outcome): string[] {
	const answers = [
		[OURS, lossesOf(ours.tally)],
		[CONTROL, lossesOf(control.tally)],
	].flatMap(([whose, losses]) => (losses === '' ? [] : [`${whose}: ${losses}`]));
	return [
		name,
		inWords(ours),
		String(lostBy(ours)),
		String(lostBy(control)),
		answers.join('; '),
		`${ours.executions - startedBy(ours)}, ${control.executions - startedBy(control)}`,
	];
}

function targetsOf({ name, ours, control }: Outcome): Target[] {
	return [
		{
			what: `messages lost by an answer that is not n8n's own, ${name}`,
			reached: lostByNode(ours.tally, control.tally),
			atMost: 0,
		},
		{
			what: `messages lost beyond what the Webhook node lost, ${name}`,
			reached: Math.max(0, lostBy(ours) - lostBy(control)),
			atMost: MESSAGES / 100,
		},
		{
			what: `executions more or fewer than messages said to have started one, ${name}`,
			reached: Math.abs(ours.executions - startedBy(ours)),
			// What n8n is about to answer when it is ended may have started.
			atMost: howMany(ours.tally, isBrokenOff),
		},
	];
}

/** What is lost of what comes while workflows are published. */
export async function publishing(): Promise<Report> {
	const n8n = await startBenchN8n(LAZY);
	try {
		const outcomes: Outcome[] = [];
		for (const scenario of SCENARIOS) {
			const outcome = await played(n8n, scenario);
			console.log(row(outcome).join(' | '));
			outcomes.push(outcome);
		}
		const moved = await movedToAnotherProject(n8n);
		return {
			title: `${MESSAGES.toLocaleString('en')} messages to workflows that are published meanwhile`,
			how: `A workflow of the ${OURS} and one of n8n's own ${CONTROL}, with a No Operation node behind each, get the same messages at the same moments, ten on their way to each. Both are changed in a field and published again after each ${MESSAGES_BETWEEN} messages, or later where the last publication is not over by then. Lost is what got any answer but that the workflow has started. In the last line the credential becomes that of another project, while a message of the old project still waits for its attachment: of ${OLD_MESSAGES} old and ${NEW_MESSAGES} new messages after the publication, the new ones may not be lost and the old ones may not start.`,
			table: [
				[
					'Meanwhile',
					'Published',
					`Lost: ${OURS}`,
					`Lost: ${CONTROL}`,
					'What those got',
					'Executions beyond those said to have started, of both',
				],
				...outcomes.map(row),
				moved.row,
			],
			targets: [...outcomes.flatMap(targetsOf), ...moved.targets],
			bars: {
				unit: 'messages lost',
				ours: [OURS],
				values: outcomes.flatMap(
					({ name, ours, control }): Array<[string, string, number]> => [
						[name, OURS, lostBy(ours)],
						[name, CONTROL, lostBy(control)],
					],
				),
			},
		};
	} finally {
		await n8n.stop();
	}
}
