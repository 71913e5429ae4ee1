/** A workflow is moved to another project of Mavibot, while an event of the old project is not through yet. */
import { startMavibotApi } from '../../../test/support/mavibot-api';
import { until } from '../../../test/support/real-n8n/until';
import { startLoopback } from '../../../test/support/e2e/loopback';
import type { BenchN8n } from '../bench-n8n';
import type { Target } from '../report';
import { answerTo, count, howMany, isLost, lossesOf, STARTED, type Tally } from './answers';
import { endedExecutions } from './ended';
import { newMessage, newMessages } from './messages';
import { mavibotTrigger, OURS } from './rivals';
import { changeCredential, onStage, publishBoth, type Stage } from './stage';

/** After the publication; half of them before the old event is through, half after it. */
export const OLD_MESSAGES = 200;
export const NEW_MESSAGES = 200;

const NEW_PROJECT = 2;
const NAME = 'moved to another project';

/** The longest that the trigger may wait for a file. */
const LONGEST_SECONDS = 120;

const trigger = mavibotTrigger({
	options: {
		...{ downloadAttachments: true, allowLocalNetwork: true, downloadTimeout: LONGEST_SECONDS },
		leaveOutRepeats: true,
	},
});

/** A server with one file, which it holds back until it is told. */
async function startSlowFile() {
	let asked = false;
	let release = () => {};
	const released = new Promise<void>((resolve) => (release = resolve));
	const { origin, stop } = await startLoopback((_request, response) => {
		asked = true;
		void released.then(() => response.end('a file'));
	});
	return {
		url: `${origin}/file.txt`,
		stop,
		release: () => release(),
		untilAsked: async () =>
			await until(async () => asked || undefined, {
				onTimeout: () => 'The attachment was not downloaded',
			}),
	};
}

interface Tallies {
	oldOnes: Tally;
	newOnes: Tally;
	ofControl: Tally;
}

/** Old and new messages in turn, to ours; the new ones to the control as well. */
async function sendBoth({ n8n, ours, control }: Stage, half: Tallies): Promise<void> {
	const oldOnes = newMessages(OLD_MESSAGES / 2);
	const newOnes = newMessages(NEW_MESSAGES / 2, { project_id: NEW_PROJECT });
	for (const [index, message] of newOnes.entries()) {
		const [old, fresh, ofControl] = await Promise.all([
			answerTo(n8n, ours.url, oldOnes[index]),
			answerTo(n8n, ours.url, message),
			answerTo(n8n, control.url, message),
		]);
		count(half.oldOnes, old);
		count(half.newOnes, fresh);
		count(half.ofControl, ofControl);
	}
}

async function moved(stage: Stage): Promise<Tallies & { lateOne: string; executions: number }> {
	const { n8n, ours } = stage;
	const tallies: Tallies = { oldOnes: new Map(), newOnes: new Map(), ofControl: new Map() };
	const newMavibot = await startMavibotApi();
	const file = await startSlowFile();
	try {
		newMavibot.state.projectId = NEW_PROJECT;
		const late = answerTo(n8n, ours.url, newMessage({ attachments: [file.url] }));
		await file.untilAsked();
		const { apiKey, origin: server } = newMavibot;
		await changeCredential(stage, { apiKey, server });
		await publishBoth(stage, 1);
		await sendBoth(stage, tallies);
		file.release();
		const lateOne = await late;
		// What it leaves behind is stored by then.
		await endedExecutions(n8n.client, ours.workflowId);
		await sendBoth(stage, tallies);
		return {
			...tallies,
			lateOne,
			executions: await endedExecutions(n8n.client, ours.workflowId),
		};
	} finally {
		await file.stop();
		await newMavibot.stop();
	}
}

/** The line and the targets of this scenario. */
export async function movedToAnotherProject(
	n8n: BenchN8n,
): Promise<{ row: string[]; targets: Target[] }> {
	const { oldOnes, newOnes, ofControl, lateOne, executions } = await onStage(
		n8n,
		{ name: NAME, trigger },
		moved,
	);
	const started = (tally: Tally) => tally.get(STARTED) ?? 0;
	const isUnrefused = (answer: string) => !answer.startsWith('403');
	const lost = howMany(newOnes, isLost);
	const wrong = howMany(oldOnes, isUnrefused);
	const said = started(oldOnes) + started(newOnes) + (lateOne === STARTED ? 1 : 0);
	const losses = lossesOf(newOnes);
	return {
		row: [
			NAME,
			'1',
			`${lost} of ${NEW_MESSAGES} new`,
			`${howMany(ofControl, isLost)} of ${NEW_MESSAGES} new`,
			[
				...(losses === '' ? [] : [`${OURS}: ${losses}`]),
				`of the old ones, ${started(oldOnes)} of ${OLD_MESSAGES} started`,
				`the one that waited: ${lateOne}`,
			].join('; '),
			String(executions - said),
		],
		targets: [
			{ what: `new messages lost, ${NAME}`, reached: lost, atMost: 0 },
			{ what: `old messages not refused with 403, ${NAME}`, reached: wrong, atMost: 0 },
		],
	};
}
