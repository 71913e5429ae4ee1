/**
 * Whatever is posted to the URL of a trigger in the real n8n, an answer comes at once, it is one of the
 * trigger's own or the one that n8n's own Webhook node gives to the same request, and n8n goes on working.
 * "At once" is within a second, or else within ten times what the Webhook node takes for the same request.
 *
 * Most requests are made by chance; test/support/properties/settings.ts tells how to search longer or elsewhere.
 * Takes about a minute on two cores that have other work, where n8n is installed and this package is built.
 */
import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import fc, { type Arbitrary } from 'fast-check';
import type { INode, INodeParameters } from 'n8n-workflow';
import { Agent, request, type Dispatcher } from 'undici';
import { MESSAGE, nearly } from '../support/properties/message';
import { trying } from '../support/properties/settings';
import { outputOf } from '../support/real-n8n';
import { until } from '../support/real-n8n/until';
import { FOR_EVENTS } from '../support/e2e/join-n8n';
import { sharedByTests } from '../support/e2e/sharing';
import { activated, triggerWorkflow } from '../support/e2e/triggerWorkflow';
import { startShared } from './mavibot/setup';

const A_SECOND_MS = 1000;
const FACTOR = 10;

/** What takes longer than this gets no answer at all. */
const LONGEST_MS = 60_000;

/** What the trigger itself answers. */
const OWN_STATUSES = [200, 400, 403, 413];

const MEGABYTE = 1_000_000;

/** What is sent to each URL. */
interface Sent {
	body: string | Buffer;
	contentType?: string;
	query?: string;
	method?: Dispatcher.HttpMethod;
	headers?: Record<string, string>;
}

const json = (fields: object) => JSON.stringify({ ...MESSAGE, ...fields });
const within = (levels: number, [open, close]: [string, string], inside = '1') =>
	open.repeat(levels) + inside + close.repeat(levels);

/**
 * What has been the end of some server. What is said to be XML and is none is missing: n8n's own parser waits
 * for ever for the end of it, before any node is asked, and so its own Webhook node gives no answer either
 * (seen in n8n 2.41.1).
 */
const TRAPS: Record<string, Sent> = {
	'nothing at all': { body: '' },
	'nothing, of no type': { body: '', contentType: '' },
	'half of a JSON': { body: json({}).slice(0, 100) },
	'JSON and something behind it': { body: `${json({})}{}` },
	'a mark of UTF-8 before the JSON': { body: `\ufeff${json({})}` },
	'JSON in another encoding': {
		body: Buffer.from(json({}), 'utf16le'),
		contentType: 'application/json; charset=utf-16le',
	},
	'an encoding that does not exist': {
		body: json({}),
		contentType: 'application/json; charset=klingon',
	},
	'bytes that are no UTF-8': {
		body: Buffer.concat([
			Buffer.from('{"id":"'),
			Buffer.from([0xff, 0xc0, 0x80, 0xed, 0xa0]),
			Buffer.from('"}'),
		]),
	},
	'half of a character': { body: json({ message: '\ud800' }) },
	'a number that is too large': { body: json({}).replace('22563045582', '1e400') },
	'a number of a thousand digits': { body: json({}).replace('22563045582', '9'.repeat(1000)) },
	'a number below zero': { body: json({ id: -1, project_id: -0 }) },
	'a text of a megabyte': { body: json({ message: 'x'.repeat(MEGABYTE) }) },
	'a megabyte of emoji': { body: json({ message: '👩‍👩‍👧'.repeat(MEGABYTE / 18) }) },
	'a name of a megabyte': { body: json({ ['x'.repeat(MEGABYTE)]: 1 }) },
	'fifty thousand fields': {
		body: json(
			Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`f${index}`, index])),
		),
	},
	'fifty thousand attachments': {
		body: json({
			attachments: Array.from({ length: 50_000 }, () => 'https://files.example/a.jpg'),
		}),
	},
	'a million attachments': {
		body: json({}).replace(/"attachments":.*?\]/, `"attachments":[${'{},'.repeat(1_200_000)}{}]`),
	},
	'two hundred thousand variables': {
		body: json({
			client: {
				variables: Object.fromEntries(
					Array.from({ length: 200_000 }, (_, index) => [`variable_${index}`, index]),
				),
			},
		}),
	},
	'objects in objects': {
		body: json({}).replace('{', `{"deep":${within(20_000, ['{"a":', '}'])},`),
	},
	'lists in lists': { body: within(200_000, ['[', ']']) },
	'attachments in attachments': {
		body: json({}).replace(/"attachments":.*?\]/, `"attachments":${within(40, ['[{"a":', '}]'])}`),
	},
	'a field that is there twice': { body: json({}).replace('{', '{"is_input":"no","is_input":{},') },
	'a field named __proto__': { body: json({}).replace('{', '{"__proto__":{"project_id":2},') },
	'a field of the client named __proto__': {
		body: json({}).replace('"client":{', '"client":{"__proto__":{"a":1},'),
	},
	'constructor and prototype': {
		body: json({ constructor: { prototype: { a: 1 } }, toString: 1 }),
	},
	'fields of n8n': {
		body: json({ binary: {}, json: {}, pairedItem: 0, error: { message: 'no' } }),
	},
	'an expression': { body: json({ message: '={{ $env }}', client: { id: '={{ 1 }}' } }) },
	'a form': {
		body: 'id=1&client[id]=1&project_id=1&is_input=1',
		contentType: 'application/x-www-form-urlencoded',
	},
	'a form of __proto__': {
		body: '__proto__[a]=1&constructor[prototype][a]=1&%E0%A4%A=%',
		contentType: 'application/x-www-form-urlencoded',
	},
	'a form of many levels': {
		body: `a${'[b]'.repeat(5000)}=1`,
		contentType: 'application/x-www-form-urlencoded',
	},
	'a form in parts without a limit': { body: '--x--', contentType: 'multipart/form-data' },
	'a form in parts that ends early': {
		body: '--x\r\nContent-Disposition: form-data; name="id"; filename="../../a"\r\n\r\nhalf\r\n--x--\r\n',
		contentType: 'multipart/form-data; boundary=x',
	},
	XML: { body: '<a><b>1</b></a>', contentType: 'application/xml' },
	'a picture': {
		body: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]),
		contentType: 'image/png',
	},
	'a type that is none': { body: json({}), contentType: 'application/json/;;=' },
	'packed JSON': { body: gzipSync(json({})), headers: { 'content-encoding': 'gzip' } },
	'JSON said to be packed': { body: json({}), headers: { 'content-encoding': 'gzip' } },
	'a way of packing that does not exist': {
		body: json({}),
		headers: { 'content-encoding': 'rar' },
	},
	'a query of __proto__': { body: json({}), query: '?__proto__[a]=1&secret[]=1&secret[a]=2' },
	'a query that is no encoding': { body: json({}), query: '?secret=%zz&%E0%A4%A=%' },
	'a query of ten thousand letters': { body: json({}), query: `?a=${'x'.repeat(10_000)}` },
	'a query of a thousand fields': {
		body: json({}),
		query: `?${Array.from({ length: 1000 }, (_, index) => `f${index}=1`).join('&')}`,
	},
	'addresses that are none': {
		body: json({}),
		headers: { 'x-forwarded-for': 'unknown, ::ffff:999.1.1.1, ' },
	},
	'a header of ten thousand letters': { body: json({}), headers: { 'x-long': 'x'.repeat(10_000) } },
	'another method': { body: json({}), method: 'PUT' },
	'a GET': { body: '', method: 'GET' },
	'a HEAD': { body: '', method: 'HEAD' },
};

const nearlyMessage = nearly(MESSAGE).map((message) => JSON.stringify(message));

const byChance: Arbitrary<Sent> = fc.record(
	{
		body: fc.oneof(
			{ weight: 4, arbitrary: nearlyMessage },
			fc.json({ stringUnit: 'binary' }),
			fc.string({ unit: 'binary' }),
			fc.uint8Array().map((bytes) => Buffer.from(bytes)),
			fc.tuple(nearlyMessage, fc.nat(300)).map(([text, length]) => text.slice(0, length)),
			fc.webQueryParameters(),
		),
		contentType: fc.constantFrom(
			'application/json',
			'application/json; charset=utf-8',
			'text/plain',
			'application/x-www-form-urlencoded',
			'multipart/form-data; boundary=x',
			'application/octet-stream',
		),
		query: fc.webQueryParameters().map((query) => `?secret=open&${query}`),
	},
	{ requiredKeys: ['body'] },
);

const agent = new Agent();
const shared = sharedByTests(async () => await startShared({ env: FOR_EVENTS }));

/** URL and workflow of each trigger, by what it is. */
const triggers: Array<{ id: string; url: string }> = [];
let webhookNodeUrl: string;

const TRIGGERS: INodeParameters[] = [
	{},
	{
		events: ['clientMessage', 'botMessage', 'employeeMessage', 'deliveryFailed', 'serviceEvent'],
		simplify: false,
		filters: {
			messengers: [1],
			text: { condition: { operator: 'regex', value: '(.*a?)*Hello', caseSensitive: false } },
		},
		options: { secret: 'open', allowedAddresses: '127.0.0.0/8, ::1', leaveOutApiMessages: true },
	},
	{ events: ['blockCall'], responseMode: 'onReceived' },
];

/** n8n's own Webhook node in place of the trigger, to see what n8n makes of a request. */
function webhookNodeWorkflow(): ReturnType<typeof triggerWorkflow> {
	const made = triggerWorkflow('Webhook node', shared().credential, {});
	const path = randomUUID();
	const node: INode = {
		...made.workflow.nodes[0],
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		webhookId: path,
		parameters: { httpMethod: 'POST', path },
		credentials: undefined,
	};
	return { workflow: { ...made.workflow, nodes: [node, ...made.workflow.nodes.slice(1)] }, path };
}

async function send(
	url: string,
	{ body, contentType, query = '', method = 'POST', headers }: Sent,
) {
	const startedAt = performance.now();
	const answer = await request(url + query, {
		method,
		dispatcher: agent,
		headersTimeout: LONGEST_MS,
		headers: { 'content-type': contentType ?? 'application/json', ...headers },
		body: method === 'GET' || method === 'HEAD' ? null : body,
	});
	const text = await answer.body.text();
	return { status: answer.statusCode, text, took: performance.now() - startedAt };
}

/** Sends it again while it takes long: what takes long by itself does so each time, a busy machine does not. */
async function quickest(
	url: string,
	sent: Sent,
	tries = 3,
): Promise<Awaited<ReturnType<typeof send>> & { isSlow: boolean }> {
	const answer = await send(url, sent);
	if (answer.took < A_SECOND_MS) return { ...answer, isSlow: false };
	const isSlow = answer.took >= FACTOR * (await send(webhookNodeUrl, sent)).took;
	return isSlow && tries > 1 ? await quickest(url, sent, tries - 1) : { ...answer, isSlow };
}

/** What is wrong with the answers of some triggers to a request; empty where nothing is. */
async function problemsOf(sent: Sent, indexes = [...triggers.keys()]): Promise<string[]> {
	const problems: string[] = [];
	for (const index of indexes) {
		const { status, text, took, isSlow } = await quickest(triggers[index].url, sent);
		const isOwn = OWN_STATUSES.includes(status);
		const ofN8n = isOwn ? undefined : (await send(webhookNodeUrl, sent)).status;
		if (!isOwn && status !== ofN8n) {
			problems.push(`trigger ${index} answers ${status}, n8n ${ofN8n}: ${text}`);
		}
		if (isSlow) problems.push(`trigger ${index} takes ${Math.round(took)} ms`);
	}
	return problems;
}

beforeAll(async () => {
	const { client, credential } = shared();
	for (const [index, parameters] of TRIGGERS.entries()) {
		const made = triggerWorkflow(`Trigger ${index}`, credential, parameters);
		triggers.push(await activated(client, made));
	}
	({ url: webhookNodeUrl } = await activated(client, webhookNodeWorkflow()));
});

afterAll(async () => await agent.close());

test.each(Object.entries(TRAPS))('%s is answered at once', async (_what, sent) =>
	expect(await problemsOf(sent)).toEqual([]),
);

test('what is made by chance is answered at once', async () => {
	const which = fc.integer({ min: 0, max: triggers.length - 1 });
	for (const [sent, index] of fc.sample(fc.tuple(byChance, which), trying(80))) {
		const problems = await problemsOf(sent, [index]);
		expect({ sent, index, problems }).toEqual({ sent, index, problems: [] });
	}
});

test('a good event starts each workflow after all that', async () => {
	const { client } = shared();
	const text = `Hello ${randomUUID()}`;
	for (const { id, url } of triggers) {
		const sent = { body: json({ message: text }), query: '?secret=open' };
		expect((await send(url, sent)).status).toBe(200);
		await until(
			async () => {
				const [latest] = await client.executions(id);
				if (latest?.stoppedAt == null) return undefined;
				const [item] = outputOf(await client.waitForExecution(latest.id), 'Trigger');
				return JSON.stringify(item.json).includes(text) || undefined;
			},
			{ onTimeout: () => `Workflow ${id} was not started by a good event` },
		);
	}
	expect((await send(`${client.url}/healthz`, { body: '', method: 'GET' })).status).toBe(200);
});
