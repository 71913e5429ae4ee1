/** Whether Leave Out Repeated Events leaves out what came before a restart of n8n, and nothing else. */
import { startBenchN8n } from '../bench-n8n';
import type { Report, Target } from '../report';
import { isLost, STARTED } from './answers';
import { endedExecutions } from './ended';
import { sendMany, type Sending } from './many';
import { newMessage } from './messages';
import { LAZY } from './rivals';
import { twoGuardedTriggers } from './two-triggers';

/** To each of the two triggers. */
const MESSAGES = 30;
const IN_FLIGHT = 10;

/** One number to JavaScript, which reads both as the second, and two to who wrote them. */
const NEIGHBOURS = ['9007199254740993', '9007199254740992'];

/** A message whose id stands in it as it is written here. */
const messageWithId = (id: string): string => newMessage().replace(/"id":\d+/, `"id":${id}`);

/** What came before a restart comes again after it, and ids that differ in their last digit alone. */
export async function repeats(): Promise<Report> {
	const n8n = await startBenchN8n(LAZY);
	try {
		const { workflowId, urls } = await twoGuardedTriggers(n8n, 'Repeats');
		const sendings = Array.from(
			{ length: MESSAGES * urls.length },
			(_, index): Sending => ({
				url: urls[index % urls.length],
				message: newMessage(),
			}),
		);
		const startedOf = async (some: Sending[]) =>
			(await sendMany(n8n, some, IN_FLIGHT)).filter(({ answer }) => answer === STARTED).length;

		const atFirst = await startedOf(sendings);
		await endedExecutions(n8n.client, workflowId);
		await n8n.restart();
		const again = await startedOf(sendings);
		const [url] = urls;
		const alike = await sendMany(
			n8n,
			NEIGHBOURS.map((id) => ({ url, message: messageWithId(id) })),
			1,
		);
		const leftOut = alike.filter(({ answer }) => isLost(answer)).length;

		const targets: Target[] = [
			{
				what: 'messages that did not start when they came first',
				reached: sendings.length - atFirst,
				atMost: 0,
			},
			{ what: 'messages that started again after a restart', reached: again, atMost: 0 },
			{
				what: `messages of two, with the ids ${NEIGHBOURS.join(' and ')}, taken for one that has come`,
				reached: leftOut,
				atMost: 0,
			},
		];
		return {
			title: 'Events that come again',
			how: `A workflow with two triggers that leave repeated events out: ${MESSAGES} messages to each in turn, ${IN_FLIGHT} on their way, then a restart of n8n and the same messages again. Then two messages whose ids are different numbers, and the same in what JavaScript can hold.`,
			table: [
				['Messages', 'Started'],
				[`${sendings.length} new ones`, String(atFirst)],
				['the same after a restart', String(again)],
				[`ids ${NEIGHBOURS.join(' and ')}`, alike.map(({ answer }) => answer).join(', ')],
			],
			targets,
			bars: { unit: 'messages', ours: [], values: [] },
		};
	} finally {
		await n8n.stop();
	}
}
