/**
 * A question to a client in a real n8n: its links show a page and answer nothing by themselves, the page's form resumes
 * the execution, once, also after a restart; what is none of its links does nothing.
 */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { JoinedN8n } from '../support/e2e/join-n8n';
import { sharedByTests } from '../support/e2e/sharing';
import { outputOf, type Execution } from '../support/real-n8n';
import { until } from '../support/real-n8n/until';
import { startShared } from './mavibot/setup';
import {
	AFTER,
	byId,
	chain,
	errorOf,
	mavibotNode,
	runWith,
	START,
	type Node,
} from './mavibot/workflow';

const shared = sharedByTests(async () => await startShared());

beforeEach(() => shared().mavibot.reset());

const QUESTION = 'Is <b>40</b> & a "tea" fine?';

const question = (parameters: INodeParameters = {}): Node =>
	mavibotNode('Ask', shared().credential, {
		...{ resource: 'message', operation: 'sendAndWait', clientId: byId('101') },
		message: QUESTION,
		...parameters,
	});

/** Asks, and gives the execution that waits with its links by their labels. */
async function asked(parameters: INodeParameters = {}, items: IDataObject[] = [{ order: 17 }]) {
	const { client, mavibot } = shared();
	const execution = await runWith(client, items, [question(parameters), AFTER]);
	expect(errorOf(execution)).toEqual({});
	return { execution, links: mavibot.linksTo(101) };
}

interface Seen {
	status: number;
	text: string;
	headers: Headers;
}

/** What a browser gets; one that follows the link, or sends the page's form. */
async function visit(url: string, fields?: Record<string, string>): Promise<Seen> {
	const answer = await fetch(url, {
		// n8n's own nodes answer no browser that does not say what it is.
		headers: { 'user-agent': 'Mozilla/5.0 (iPhone) AppleWebKit/605 Safari/604' },
		...(fields && { method: 'POST', body: new URLSearchParams(fields) }),
	});
	return { status: answer.status, text: await answer.text(), headers: answer.headers };
}

const statusOf = async ({ id }: Execution) => (await shared().client.waitForExecution(id)).status;

/** The execution once it waits no longer. */
const resumed = async ({ id }: Execution): Promise<Execution> =>
	await shared().client.waitForResumed(id);

const answerOf = async (execution: Execution): Promise<unknown> => {
	const ended = await resumed(execution);
	expect(errorOf(ended)).toEqual({});
	return outputOf(ended, 'After').map(({ json }) => json);
};

const restarted = async () => await (shared().launched as JoinedN8n).restart();

/** Resolves when a link shows its question; while n8n starts, it answers with a page of its own. */
const questionShown = async (link: string): Promise<boolean> =>
	await until(async () => (await visit(link)).text.includes('<button') || undefined, {
		onTimeout: () => 'The link shows no question',
	});

const RESPONDED_AT = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string;

test('a link shows the question and answers nothing, its form answers', async () => {
	const { execution, links } = await asked({
		approvalOptions: { values: { approvalType: 'double', disapproveLabel: 'Not <now>' } },
		options: { responseFormTitle: 'The <shop> asks' },
	});
	expect(execution.status).toBe('waiting');

	const page = await visit(links['Not <now>']);
	expect(page.status).toBe(200);
	expect(page.headers.get('content-type')).toContain('text/html');
	expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
	expect(page.text).toContain('<h1>The &lt;shop&gt; asks</h1>');
	expect(page.text).toContain('Is &lt;b&gt;40&lt;/b&gt; &amp; a &quot;tea&quot; fine?');
	expect(page.text).toContain('<button type="submit">Not &lt;now&gt;</button>');
	expect(page.text).not.toMatch(/<script|https?:\/\//);
	expect(await statusOf(execution)).toBe('waiting');

	const thanks = await visit(links['Not <now>'], {});
	expect(thanks.status).toBe(200);
	expect(thanks.text).toContain('Thank you.');
	expect(await answerOf(execution)).toEqual([
		{ client_id: '101', data: { approved: false, respondedAt: RESPONDED_AT } },
	]);
	expect(shared().mavibot.messagesTo(101)).toHaveLength(1);
});

test('an answer is taken once, and by links that n8n has signed for it alone', async () => {
	const { execution, links } = await asked();
	const { execution: other, links: linksOfOther } = await askedAgain();
	const altered = [
		links.Approve.replace('approved=true', 'approved=false'),
		// One in sixteen begins with 0.
		links.Approve.replace(/(?<=signature=)./, (digit) => (digit === '0' ? '1' : '0')),
		links.Approve.replace(/&?signature=\w+/, ''),
		links.Approve.replace(/signature=\w+/, /signature=\w+/.exec(linksOfOther.Approve)?.[0] ?? ''),
	];
	for (const link of altered) {
		expect(link).not.toBe(links.Approve);
		expect((await visit(link, {})).status).toBe(401);
	}
	expect(await statusOf(execution)).toBe('waiting');

	await visit(links.Approve, {});
	expect(await answerOf(execution)).toEqual([
		{ client_id: '101', data: { approved: true, respondedAt: RESPONDED_AT } },
	]);
	const second = await visit(links.Approve, {});
	expect(second.text).toMatch(/no action required/i);
	expect(await statusOf(other)).toBe('waiting');
});

/** Asks once more, for another execution. */
async function askedAgain() {
	shared().mavibot.reset();
	return await asked();
}

test('a button of one question does not answer the next one of the same node', async () => {
	const { client, mavibot } = shared();
	const node = (name: string, type: string, typeVersion: number): Node => ({
		...{ name, type: `n8n-nodes-base.${type}`, typeVersion, parameters: {} },
	});
	const workflow = chain('A loop', [
		node(START, 'manualTrigger', 1),
		node('Loop', 'splitInBatches', 3),
	]);
	const [ask] = chain('Ask', [question({ clientId: byId('={{ $json.client }}') })]).nodes;
	const to = (name: string) => [{ node: name, type: 'main' as const, index: 0 }];
	const { id } = await client.createWorkflow({
		...workflow,
		nodes: [...workflow.nodes, ask],
		connections: {
			...workflow.connections,
			Loop: { main: [[], to('Ask')] },
			Ask: { main: [to('Loop')] },
		},
		pinData: { [START]: [101, 102].map((each) => ({ json: { client: each } })) },
	});
	const execution = await client.waitForExecution(
		await client.runWorkflow(id, { triggerName: START }),
	);
	const linkTo = (who: number): string => mavibot.linksTo(who).Approve;
	await visit(linkTo(101), {});
	await until(async () => await Promise.resolve(mavibot.messagesTo(102).length > 0 || undefined), {
		onTimeout: () => 'The second question was not sent',
	});
	await until(async () => ((await statusOf(execution)) === 'waiting' ? true : undefined), {
		onTimeout: () => 'The execution does not wait again',
	});

	for (const fields of [undefined, {}]) {
		const old = await visit(linkTo(101), fields);
		expect(old.status).toBe(409);
		expect(old.text).toContain('This question has been answered already.');
	}
	expect(await statusOf(execution)).toBe('waiting');
	await visit(linkTo(102), {});
	expect(errorOf(await resumed(execution))).toEqual({});
});

test('a choice is answered by its button, whatever stands on it', async () => {
	const { execution, links } = await asked({
		responseType: 'choice',
		choices: { choice: ['S', 'M & L', 'ещё «больше»'].map((label) => ({ label })) },
	});

	expect((await visit(links['M & L'])).text).toContain('M &amp; L</button>');
	await visit(links['ещё «больше»'], {});
	expect(await answerOf(execution)).toEqual([
		{ client_id: '101', data: { choice: 'ещё «больше»', respondedAt: RESPONDED_AT } },
	]);
});

test('a text is written on a page, and an empty or endless one is asked for again', async () => {
	const { execution, links } = await asked({
		responseType: 'freeText',
		options: { responseFormButtonLabel: 'Senden', responseThanks: 'Danke!' },
	});

	const page = await visit(links.Respond);
	expect(page.text).toContain('<textarea id="text" name="text" required maxlength="10000">');
	expect(page.text).toContain('>Senden</button>');
	for (const text of ['', ' \n', 'a'.repeat(10_001)]) {
		const again = await visit(links.Respond, { text });
		expect(again.status).toBe(400);
		expect(again.text).toContain('at least one character, and at most 10000');
		// What was written is not lost.
		expect(again.text).toContain(`${text.trim()}</textarea>`);
	}
	expect((await visit(links.Respond, {})).status).toBe(400);
	expect(await statusOf(execution)).toBe('waiting');

	// A browser sends each line break as two characters, and counts it as one.
	const lines = Array.from({ length: 20 }, () => 'a'.repeat(480)).join('\r\n');
	const text = ` Zwei Pfund\r\n<script>alert(1)</script>\r\n${lines} `;
	expect((await visit(links.Respond, { text })).text).toContain('Danke!');
	expect(await answerOf(execution)).toEqual([
		{
			client_id: '101',
			data: { text: text.trim().replaceAll('\r\n', '\n'), respondedAt: RESPONDED_AT },
		},
	]);
});

test('what came in goes on where nobody answers in time', async () => {
	const soon = { limitWaitTime: { values: { resumeAmount: 0.02, resumeUnit: 'minutes' } } };
	const { execution, links } = await asked({ options: soon }, [{ order: 17 }, { order: 18 }]);
	// Once a minute, and when it starts, n8n looks for what has waited long enough.
	await restarted();

	expect(await answerOf(execution)).toEqual([{ order: 17 }, { order: 18 }]);
	expect((await visit(links.Approve, {})).text).toMatch(/no action required/i);
	expect(shared().mavibot.messagesTo(101)).toHaveLength(1);
});

test('a question that cannot be sent waits for nothing', async () => {
	const { client, mavibot } = shared();
	mavibot.fail({ action: 'message', status: 500, times: Infinity });

	const execution = await runWith(client, [{}], [question(), AFTER]);

	expect(execution.status).toBe('error');
	expect(errorOf(execution).message).toBe('Mavibot could not process the request');
	expect(mavibot.journal.filter(({ action }) => action === 'message')).toHaveLength(1);
});

test('a form whose expression fails by the time of the answer ends no execution', async () => {
	const title = "={{ $json.order > 0 ? $('Nobody').item.json.name : 'Title' }}";
	const { execution, links } = await asked({ options: { responseFormTitle: title } }, [{}]);

	expect((await visit(links.Approve)).status).toBe(200);
	await visit(links.Approve, {});
	expect(await answerOf(execution)).toEqual([
		{ client_id: '101', data: { approved: true, respondedAt: RESPONDED_AT } },
	]);
});

test('a restart of n8n in between changes nothing', async () => {
	const { execution, links } = await asked();
	await restarted();
	await questionShown(links.Approve);

	expect((await visit(links.Approve, {})).text).toContain('Thank you.');
	expect(await answerOf(execution)).toEqual([
		{ client_id: '101', data: { approved: true, respondedAt: RESPONDED_AT } },
	]);
	expect(shared().mavibot.messagesTo(101)).toHaveLength(1);
});
