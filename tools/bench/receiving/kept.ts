/** How much a workflow keeps of what came to it, which n8n reads anew for each event. */
import type { N8nClient, StoredWorkflow } from '../../../test/support/real-n8n';
import { startBenchN8n } from '../bench-n8n';
import type { Report } from '../report';
import { isLost } from './answers';
import { messageWithLongId } from './bodies';
import { endedExecutions } from './ended';
import { sendMany, type Sending } from './many';
import { newMessage } from './messages';
import { LAZY, mavibotTrigger, NO_OPERATION, OURS } from './rivals';
import { twoGuardedTriggers } from './two-triggers';

const LONG_IDS = 20;
/** In turn to the two triggers. */
const USUAL_EVENTS = 2000;
const IN_FLIGHT = 10;
const MOST_KB = 64;

/** The static data of a workflow as n8n stores it, in kB. */
async function keptBy(client: N8nClient, workflowId: string): Promise<number> {
	await endedExecutions(client, workflowId);
	const { staticData } = (await client.getWorkflow(workflowId)) as StoredWorkflow & {
		staticData: unknown;
	};
	return Buffer.byteLength(JSON.stringify(staticData)) / 1000;
}

/** What is kept after events with ids of 4.5 MB, and after many usual ones. */
export async function kept(): Promise<Report> {
	const n8n = await startBenchN8n(LAZY);
	try {
		const trigger = mavibotTrigger({ options: { leaveOutRepeats: true } });
		const one = await n8n.activated('Long ids', [trigger, NO_OPERATION]);
		const two = await twoGuardedTriggers(n8n, 'Usual events');
		const long = Array.from(
			{ length: LONG_IDS },
			(): Sending => ({
				url: one.url,
				message: messageWithLongId(),
			}),
		);
		const usual = Array.from(
			{ length: USUAL_EVENTS },
			(_, index): Sending => ({
				url: two.urls[index % two.urls.length],
				message: newMessage(),
			}),
		);
		const lines: Array<{ what: string; started: number; kb: number }> = [];
		for (const [what, { workflowId }, sendings] of [
			[`${LONG_IDS} events with ids of 4.5 MB`, one, long],
			[`${USUAL_EVENTS.toLocaleString('en')} usual events to two triggers`, two, usual],
		] as const) {
			const sent = await sendMany(n8n, sendings, IN_FLIGHT);
			const started = sent.filter(({ answer }) => !isLost(answer)).length;
			lines.push({ what, started, kb: await keptBy(n8n.client, workflowId) });
		}
		return {
			title: 'What a workflow keeps of what came',
			how: `The static data that n8n stores with a workflow whose ${OURS} leaves repeated events out.`,
			table: [
				['After', 'Of them started', 'kB'],
				...lines.map(({ what, started, kb }) => [what, String(started), kb.toFixed(1)]),
			],
			targets: lines.map(({ what, kb }) => ({
				what: `kept after ${what}`,
				reached: kb,
				atMost: MOST_KB,
				unit: ' kB',
			})),
			bars: {
				unit: 'kB kept',
				ours: [OURS],
				values: lines.map(({ what, kb }) => [what, OURS, kb]),
			},
		};
	} finally {
		await n8n.stop();
	}
}
