/**
 * How long a workflow takes to end once a person has answered its question: by the Mavibot node, whose link opens a page
 * with a button, and by n8n's own Telegram node, whose link answers at once.
 */
import { startLoopback } from '../../test/support/e2e/loopback';
import type { CredentialReference } from '../../test/support/real-n8n';
import { until } from '../../test/support/real-n8n/until';
import { startInOrder } from '../../test/support/start-in-order';
import { ITEMS_TRIGGER, mavibotNode, startBenchN8n, type BenchN8n } from './bench-n8n';
import type { Report } from './report';
import { inTurn, median, ratio, withRange } from './rounds';

const ROUNDS = 5;
/** Of each row in each round. */
const QUESTIONS = 20;
const CLIENT = 101;
const QUESTION = 'May the money go back?';

/** A browser that does not say what it is gets no answer from n8n's own nodes. */
const BROWSER = { 'user-agent': 'Mozilla/5.0 (iPhone) AppleWebKit/605 Safari/604' };

/** Telegram's Bot API as far as a question needs it. */
async function startTelegram() {
	let links: string[] = [];
	const { origin, stop } = await startLoopback((_request, response, body) => {
		links.push(...(body.match(/http[^"\\]+approved=true[^"\\]*/) ?? []));
		response.setHeader('content-type', 'application/json');
		response.end(JSON.stringify({ ok: true, result: { message_id: 1 } }));
	});
	return {
		...{ origin, stop },
		/** The link of the question that was sent since the last call. */
		takeLink(): string | undefined {
			const [link] = links;
			links = [];
			return link;
		},
	};
}

interface Asker {
	workflowId: string;
	url: string;
	/** The link that approves, once it has been sent. */
	takeLink(): string | undefined;
	/** What a person does: opens the link, and presses the page's button where there is one. */
	hasPage: boolean;
}

async function visit(link: string, init: RequestInit = {}): Promise<void> {
	const { status } = await fetch(link, { ...init, headers: BROWSER });
	if (status !== 200) throw new Error(`A link was answered with ${status}`);
}

/** Milliseconds from the opened link to the end of the execution, by the clock of this machine. */
async function answered({ client, post }: BenchN8n, asker: Asker): Promise<number> {
	const { workflowId, url, takeLink, hasPage } = asker;
	const [last] = await client.executions(workflowId);
	await post(url, { count: 1 });
	const { id } = await client.waitForNextExecution(workflowId, last?.id);
	await until(async () => (await client.waitForExecution(id)).status === 'waiting' || undefined, {
		onTimeout: () => `Execution ${id} does not wait`,
	});
	const link = takeLink();
	if (link === undefined) throw new Error('No link was sent');
	const start = Date.now();
	await visit(link);
	if (hasPage) await visit(link, { method: 'POST', body: new URLSearchParams() });
	const { status, stoppedAt } = await client.waitForResumed(id);
	if (status !== 'success') throw new Error(`Execution ${id} ended with "${status}"`);
	return Date.parse(stoppedAt ?? '') - start;
}

/** The two who ask, each in a workflow that ends with the answer. */
async function askers(n8n: BenchN8n, telegram: Awaited<ReturnType<typeof startTelegram>>) {
	const { client, mavibot } = n8n;
	const credential: CredentialReference = await client.createCredential({
		name: 'Telegram',
		type: 'telegramApi',
		data: { accessToken: '1:stand-in', baseUrl: telegram.origin },
	});
	const mavibotWorkflow = await n8n.activated('Asked by Mavibot', [
		ITEMS_TRIGGER,
		mavibotNode({
			...{ resource: 'message', operation: 'sendAndWait', message: QUESTION },
			clientId: { __rl: true, mode: 'id', value: String(CLIENT) },
		}),
	]);
	const telegramWorkflow = await n8n.activated('Asked by Telegram', [
		ITEMS_TRIGGER,
		{
			type: 'n8n-nodes-base.telegram',
			typeVersion: 1.2,
			parameters: {
				...{ resource: 'message', operation: 'sendAndWait', message: QUESTION },
				chatId: String(CLIENT),
			},
			credentials: { telegramApi: credential },
		},
	]);
	return [
		{
			...mavibotWorkflow,
			hasPage: true,
			takeLink: () => {
				const { Approve } = mavibot.linksTo(CLIENT);
				mavibot.reset();
				return Approve;
			},
		},
		{ ...telegramWorkflow, hasPage: false, takeLink: telegram.takeLink },
	] satisfies Asker[];
}

/** The way from a person's click to the end of the execution, beside n8n's own Telegram node. */
export async function waiting(): Promise<Report> {
	const { n8n, telegram, stop } = await startInOrder(async ({ part }) => ({
		telegram: await part(startTelegram()),
		n8n: await part(startBenchN8n()),
	}));
	try {
		const once = async (asker: Asker): Promise<number> => {
			const times: number[] = [];
			for (let question = 0; question < QUESTIONS; question++) {
				times.push(await answered(n8n, asker));
			}
			return median(times);
		};
		const both = await askers(n8n, telegram);
		await inTurn(both, 1, once);
		const [byMavibot, byTelegram] = await inTurn(both, ROUNDS, once);
		return {
			title: 'A question answered',
			how: `Milliseconds from the opened link to the end of the execution, which n8n had stored while it waited. Mavibot's link opens a page, whose button is pressed at once; the Telegram node's link answers when it is opened. Both ask a stand-in on the same machine. Median of ${ROUNDS} rounds in turn, each the median of ${QUESTIONS} questions, and the range; the ratio is the median of the ratios round by round.`,
			table: [
				['', 'Milliseconds', 'Of the Telegram node'],
				['Mavibot node', withRange(byMavibot, 0), ratio(byMavibot, byTelegram).toFixed(2)],
				["n8n's Telegram node", withRange(byTelegram, 0), '1.00'],
			],
			targets: [],
			bars: {
				unit: 'milliseconds',
				ours: ['Mavibot node'],
				values: [
					['', 'Mavibot node', median(byMavibot)],
					['', "n8n's Telegram node", median(byTelegram)],
				],
			},
		};
	} finally {
		await stop();
	}
}
