/** What becomes of messages that are passed on: how many are under way, which wait, which are tried again. */
import {
	UserError,
	type IDataObject,
	type IHttpRequestOptions,
	type INode,
	type IWebhookFunctions,
} from 'n8n-workflow';
import { addressesOf } from '../../nodes/Mavibot/trigger/passing/addresses';
import {
	AT_ONCE,
	isPassedOn,
	LONGEST_WAIT_MS,
	MOST_BYTES_WAITING,
	MOST_WAITING,
	passOn,
} from '../../nodes/Mavibot/trigger/passing/passOn';
import { connectionOf } from '../../nodes/Mavibot/trigger/state/connection';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async () => {},
}));

let triggers = 0;

interface Sent {
	options: IHttpRequestOptions;
	answer(statusCode: number): void;
	fail(error: Error): void;
}

/** A trigger whose requests wait for what the test lets become of them. */
function createSender(given: string[]) {
	const id = String(++triggers);
	const node = { id, name: 'First', credentials: { mavibotApi: { id } } } as unknown as INode;
	const sent: Sent[] = [];
	const logged: string[] = [];
	const addresses = addressesOf(given);
	const httpRequest = async (options: IHttpRequestOptions) =>
		await new Promise((resolve, reject) =>
			sent.push({
				options,
				answer: (statusCode) => resolve({ statusCode, body: { destroy() {} } }),
				fail: reject,
			}),
		);
	return {
		sent,
		logged,
		pass(body: Buffer | string = 'message', headers: IDataObject = {}) {
			const context = {
				getRequestObject: () => ({ rawBody: Buffer.from(body) }),
				getHeaderData: () => headers,
				getWorkflow: () => ({ id: `workflow ${id}`, name: 'Answers' }),
				getInstanceId: () => 'this n8n',
				getMode: () => 'webhook',
				getTimezone: () => 'Europe/Berlin',
				logger: { warn: (line: string) => logged.push(line) },
				helpers: { httpRequest },
			} as unknown as IWebhookFunctions;
			passOn(context, node, addresses);
		},
		/** What the editor shows under Connection. */
		connection: () =>
			[...connectionOf(node).notPassedOn.values()].map(
				({ url, address, reason, count, isOver = false }) => [
					url.name,
					address,
					reason,
					count,
					isOver,
				],
			),
	};
}

const settled = async () => await new Promise((resolve) => setImmediate(resolve));

const A = 'https://a.example/webhook/1/webhook?secret=sesame';
const B = 'https://b.example/webhook/2/webhook';

it('posts the bytes that came to each address, marked', () => {
	const { sent, pass } = createSender([A, B, A]);
	pass('{"id": 1}');
	expect(
		sent.map(({ options: { url, method, headers, body } }) => [url, method, headers, body]),
	).toEqual(
		[A, B].map((url) => [
			url,
			'POST',
			{ 'content-type': 'application/json', 'x-mavibot-passed-on': expect.any(String) as string },
			Buffer.from('{"id": 1}'),
		]),
	);
	expect(isPassedOn({ getHeaderData: () => sent[0].options.headers } as never)).toBe(true);
	expect(isPassedOn({ getHeaderData: () => ({ host: 'a' }) } as never)).toBe(false);
});

it('lets an address that hangs hold up no other', async () => {
	const { sent, pass } = createSender([A, B]);
	for (let count = 0; count < 3 * AT_ONCE; count++) {
		pass();
		sent.filter(({ options }) => options.url === B).forEach(({ answer }) => answer(200));
		await settled();
	}
	const to = (url: string) => sent.filter(({ options }) => options.url === url).length;
	expect({ a: to(A), b: to(B) }).toEqual({ a: AT_ONCE, b: 3 * AT_ONCE });
});

it('lets so many wait for an address, drops those beyond, and tells of them once', async () => {
	const { sent, logged, pass, connection } = createSender([A]);
	for (let count = 0; count < AT_ONCE + MOST_WAITING + 3; count++) pass();
	expect(sent).toHaveLength(AT_ONCE);
	expect(logged).toEqual([
		'"First" could not pass a message on to address 1 (a.example): too many wait for it already',
	]);
	const reason = 'too many wait for it already';
	expect(connection()).toEqual([
		['production URL of "Answers"', 'address 1 (a.example)', reason, 3, false],
	]);
	sent[0].answer(200);
	await settled();
	expect(sent).toHaveLength(AT_ONCE + 1);
});

it('lets no more bytes wait for an address than there is room for', () => {
	const { logged, pass } = createSender([A]);
	const body = Buffer.alloc(MOST_BYTES_WAITING / 4);
	for (let count = 0; count < AT_ONCE + 4; count++) pass(body);
	expect(logged).toEqual([]);
	pass(body);
	expect(logged).toHaveLength(1);
});

it('drops what has waited for too long', async () => {
	const { sent, logged, pass } = createSender([A]);
	for (let count = 0; count < AT_ONCE + 1; count++) pass();
	const now = Date.now();
	const clock = jest.spyOn(Date, 'now').mockReturnValue(now + LONGEST_WAIT_MS + 1);
	try {
		sent[0].answer(200);
		await settled();
	} finally {
		clock.mockRestore();
	}
	expect(sent).toHaveLength(AT_ONCE);
	expect(logged).toEqual([expect.stringContaining('took longer than 5 minutes') as string]);
});

const refused = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
const reset = Object.assign(new Error('reset'), { code: 'ECONNRESET' });
const late = Object.assign(new Error('canceled'), { code: 'ERR_CANCELED' });

type Outcome = number | Error;

async function outcomeOf(outcomes: Outcome[], address = A) {
	const { sent, logged, pass } = createSender([address]);
	pass();
	for (const [index, outcome] of outcomes.entries()) {
		const request = sent[index];
		if (typeof outcome === 'number') request.answer(outcome);
		else request.fail(outcome);
		await settled();
	}
	return { requests: sent.length, logged };
}

it.each<[string, Outcome[]]>([
	['is published anew', [404, 404, 200]],
	['has too much to do', [429, 503, 202]],
	['is not there for a moment', [refused, 200]],
])('tries an address again that %s, as nothing was done there', async (_what, outcomes) => {
	expect(await outcomeOf(outcomes)).toEqual({ requests: outcomes.length, logged: [] });
});

it.each<[string, Outcome, string]>([
	['had an error', 500, 'it answered 500'],
	['redirects', 302, 'it answered 302'],
	['broke the connection', reset, 'the connection was lost'],
	['gave no answer in time', late, 'it gave no answer within 10 s'],
	['n8n protects', new UserError(A), 'n8n did not let it be sent'],
])(
	'does not try an address again that %s, since it may have the message',
	async (_what, outcome, words) => {
		expect(await outcomeOf([outcome])).toEqual({
			requests: 1,
			logged: [expect.stringContaining(`address 1 (a.example): ${words}`) as string],
		});
	},
);

it('tries one that stays away four times, and each later message once until one arrives', async () => {
	const { sent, pass } = createSender([A]);
	const answered = async (statusCode: number) => {
		sent[sent.length - 1].answer(statusCode);
		await settled();
	};
	pass();
	for (let count = 0; count < 4; count++) await answered(404);
	expect(sent).toHaveLength(4);
	pass();
	await answered(404);
	expect(sent).toHaveLength(5);
	pass();
	await answered(200);
	pass();
	await answered(404);
	expect(sent).toHaveLength(8);
});

it('tells that an address takes messages again', async () => {
	const { sent, pass, connection } = createSender([A]);
	pass();
	sent[0].answer(500);
	await settled();
	expect(connection()).toEqual([
		[expect.anything(), expect.anything(), 'it answered 500', 1, false],
	]);
	pass();
	sent[1].answer(200);
	await settled();
	expect(connection()).toEqual([
		[expect.anything(), expect.anything(), 'it answered 500', 1, true],
	]);
});

it('takes a test URL at which nobody waits for no failure', async () => {
	const test = 'https://n8n.example/webhook-test/1/webhook';
	expect(await outcomeOf([404], test)).toEqual({ requests: 1, logged: [] });
	expect((await outcomeOf([500], test)).logged).toHaveLength(1);
});

it('never tells what is secret in an address', async () => {
	const { sent, logged, pass, connection } = createSender([
		'https://user:pass@a.example/way?secret=sesame',
	]);
	pass();
	sent[0].answer(500);
	await settled();
	expect([...logged, ...connection()].join()).not.toMatch(/sesame|pass@|way/);
	expect(logged).toHaveLength(1);
});
