/**
 * The trigger in a real n8n, against the local Mavibot: events, filters, refusals, the test URL,
 * activation, a restart, loops, files, calls from a block, and 2,000 events at 50 at a time.
 *
 * Takes about two minutes on two cores that have other work, where n8n is installed and this package is built.
 */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { Agent, request } from 'undici';
import { startMavibotApi, type MavibotApi, type WebhookMessage } from '../support/mavibot-api';
import { postedMessage } from '../support/posted-message';
import {
	outputOf,
	type CredentialReference,
	type Execution,
	type ExecutionSummary,
} from '../support/real-n8n';
import { until } from '../support/real-n8n/until';
import { startInOrder } from '../support/start-in-order';
import { startLoopback } from '../support/e2e/loopback';
import { FOR_EVENTS, joinN8n, type JoinedN8n } from '../support/e2e/join-n8n';
import { sharedByTests } from '../support/e2e/sharing';
import { triggerWorkflow, type Follower } from '../support/e2e/triggerWorkflow';

const TRIGGER = 'n8n-nodes-mavibot.mavibotTrigger';

/** Known to the trigger as the address of the proxy's client, since n8n is told of one proxy. */
const FORWARDED = '203.0.113.7';

/** Stands in what is refused; nothing of that may come into n8n's log. */
const MARKER = 'zebra-42-marker';

let mavibot: MavibotApi;
let launched: JoinedN8n;
let credential: CredentialReference;
let agent: Agent;

interface Reply {
	status: number;
	json: IDataObject;
}

interface Started {
	id: string;
	url: string;
}

const n8n = () => launched.n8n;
const client = () => launched.client;

async function send(
	url: string,
	body: string | Buffer,
	headers: Record<string, string> = {},
): Promise<Reply> {
	const answer = await request(url, {
		method: 'POST',
		dispatcher: agent,
		headers: { 'content-type': 'application/json', ...headers },
		body,
	});
	const text = await answer.body.text();
	return {
		status: answer.statusCode,
		json: text.startsWith('{') ? (JSON.parse(text) as IDataObject) : { text },
	};
}

let lastId = 22563045582;

/** A message as Mavibot posts it, each with an id of its own, without Mavibot. */
const message = (fields: IDataObject = {}): IDataObject =>
	postedMessage({ id: ++lastId, ...fields });

const post = async (url: string, fields: IDataObject = {}, headers: Record<string, string> = {}) =>
	await send(url, JSON.stringify(message(fields)), headers);

async function started(
	name: string,
	parameters: INodeParameters = {},
	followers?: Follower[],
): Promise<Started> {
	const { workflow, path } = triggerWorkflow(name, credential, parameters, followers);
	const { id } = await client().createWorkflow(workflow);
	await client().activateWorkflow(id);
	const url = `${n8n().url}/webhook/${path}`;
	await client().webhookReady(url);
	return { id, url };
}

const end = async (...workflows: Started[]) => {
	for (const { id } of workflows) await client().deactivateWorkflow(id);
};

/** The workflow's executions that have ended, oldest first. */
async function endedExecutions(workflowId: string): Promise<string[]> {
	// One that ends while n8n collects the list is in it twice, as running and as ended.
	const summaries = await client().executions(workflowId);
	const ended = summaries.filter(({ stoppedAt }) => stoppedAt !== null).map(({ id }) => id);
	return new Set(summaries.map(({ id }) => id)).size === ended.length ? ended.reverse() : [];
}

/** Waits for as many executions as there should be, and for their end; oldest first. */
async function executionsOf(workflowId: string, count: number): Promise<Execution[]> {
	let ids: string[] = [];
	await until(
		async () => {
			ids = await endedExecutions(workflowId);
			return ids.length >= count ? true : undefined;
		},
		{
			onTimeout: () => `Workflow ${workflowId} has ${ids.length} executions, not ${count}`,
		},
	);
	expect(ids).toHaveLength(count);
	const executions: Execution[] = [];
	for (const id of ids) executions.push(await client().waitForExecution(id));
	return executions;
}

/** All that have ended, with their data, from n8n's public API, which gives many at once. */
async function allExecutions(workflowId: string): Promise<Execution[]> {
	const { rawApiKey } = await client().call<{ rawApiKey: string }>('POST', '/api-keys', {
		label: workflowId,
		expiresAt: null,
		scopes: ['execution:list', 'execution:read'],
	});
	const executions: Execution[] = [];
	let cursor: string | null = '';
	while (cursor !== null) {
		const query = new URLSearchParams({ workflowId, includeData: 'true', limit: '250', cursor });
		const { body } = await request(`${n8n().url}/api/v1/executions?${query}`, {
			dispatcher: agent,
			headers: { 'x-n8n-api-key': rawApiKey },
		});
		const page = (await body.json()) as { data: Execution[]; nextCursor: string | null };
		executions.push(...page.data);
		cursor = page.nextCursor;
	}
	return executions;
}

const itemsOf = (executions: Execution[]) =>
	executions.map((execution) => outputOf(execution, 'Trigger')[0]);

const STARTED = { status: 200, json: { status: 'started' } };
const IGNORED = { status: 200, json: { status: 'ignored' } };
const refused = (status: number, reason: string) => ({
	status,
	json: { status: 'refused', message: expect.stringContaining(reason) as string },
});

/** What the editor gets to fill a list of the trigger with. */
const options = async (methodName: string) =>
	await client().loadOptions({
		nodeType: TRIGGER,
		version: 1.1,
		path: `parameters.${methodName}`,
		methodName,
		credentials: { mavibotApi: credential },
	});

sharedByTests(
	async () =>
		await startInOrder(async ({ part, atEnd }) => {
			agent = new Agent();
			atEnd(async () => await agent.close());
			mavibot = await part(startMavibotApi());
			launched = await part(joinN8n(FOR_EVENTS));
			credential = await client().createCredential({
				name: 'Mavibot',
				type: 'mavibotApi',
				data: { apiKey: mavibot.apiKey, server: mavibot.origin },
			});
			return {};
		}),
);

test('by default a message of a client starts the workflow, and nothing else does', async () => {
	const workflow = await started('Default');
	mavibot.setWebhookUrl(workflow.url);

	const fromClient = await mavibot.clientWrites(101, 'Hello');
	const others: Array<Partial<WebhookMessage>> = [
		{ is_input: 0, message_id: 201 },
		{ is_input: 0 },
		{ is_input: 0, delivered: 0 },
		{ message: 'new_chat_member' },
	];
	const ignored = [];
	for (const extras of others) ignored.push(await mavibot.clientWrites(101, 'Hello', extras));

	expect(fromClient).toMatchObject({ status: 200 });
	expect(ignored.map(({ status, body }) => [status, body])).toEqual(
		others.map(() => [200, '{"status":"ignored"}']),
	);
	const [item] = itemsOf(await executionsOf(workflow.id, 1));
	expect(item.json).toEqual({
		event: 'clientMessage',
		text: 'Hello',
		client_id: 101,
		client_name: 'Anna',
		messenger: 'Telegram',
		platform_id: '777000101',
		bot: 'tea_shop_bot',
		message_id: null,
		attachments: [],
		received_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string,
	});
	mavibot.setWebhookUrl(undefined);
	await end(workflow);
});

test('each kind of event has its name, simplified and raw', async () => {
	const events = [
		'clientMessage',
		'botMessage',
		'employeeMessage',
		'deliveryFailed',
		'serviceEvent',
	];
	const simple = await started('Simplified', { events });
	const raw = await started('Raw', { events, simplify: false });
	const messages = [
		{ attachments: ['https://files.example/photo%201.jpg?size=2'] },
		{ is_input: 0, message_id: 201 },
		{ is_input: 0 },
		{ is_input: 0, message_id: 201, delivered: 0, error_message: 'blocked' },
		{ message: 'left_chat_member' },
	].map((fields) => message(fields));

	for (const sent of messages) {
		expect(await send(simple.url, JSON.stringify(sent))).toEqual(STARTED);
		expect(await send(raw.url, JSON.stringify(sent))).toEqual(STARTED);
	}

	const simplified = itemsOf(await executionsOf(simple.id, 5)).map(({ json }) => json);
	expect(simplified.map(({ event }) => event)).toEqual(events);
	expect(simplified[0].attachments).toEqual([
		{ url: 'https://files.example/photo%201.jpg?size=2', name: 'photo 1.jpg', type: null },
	]);
	expect(simplified[1].message_id).toBe(201);
	expect(itemsOf(await executionsOf(raw.id, 5)).map(({ json }) => json)).toEqual(
		messages.map((payload, index) => ({ event: events[index], payload })),
	);
	await end(simple, raw);
});

const FILTERS: Array<{
	name: string;
	filters: INodeParameters;
	events?: string[];
	passes: IDataObject[];
	stays: IDataObject[];
}> = [
	{
		name: 'messengers',
		filters: { messengers: [6, 1] },
		passes: [{}],
		stays: [{ client: { id: 1, client_type: 2 } }, { client: { id: 1 } }],
	},
	{
		name: 'bots',
		filters: { bots: ['tea_shop_bot', 34810] },
		passes: [{}, { client: { id: 1, group: '34810' } }],
		stays: [{ client: { id: 1, group: 'other_bot' } }],
	},
	{
		name: 'blocks',
		filters: { blocks: [201] },
		events: ['botMessage', 'clientMessage'],
		passes: [{ is_input: 0, message_id: 201 }],
		stays: [{ is_input: 0, message_id: 202 }, {}],
	},
	{
		name: 'client tags',
		filters: { clientTags: 'summer, winter' },
		passes: [{ client: { id: 1, tag: 'winter' } }],
		stays: [{ client: { id: 1, tag: 'spring' } }, {}],
	},
	{
		name: 'a text that contains words',
		filters: {
			text: { condition: { operator: 'contains', value: 'PRICE', caseSensitive: false } },
		},
		passes: [{ message: 'the price?' }],
		stays: [{ message: 'hello' }, { message: null }],
	},
	{
		name: 'a regular expression',
		filters: {
			text: { condition: { operator: 'regex', value: '^\\d{3,}$', caseSensitive: true } },
		},
		passes: [{ message: '12345' }],
		stays: [{ message: 'number 12345' }],
	},
	{
		name: 'only with attachments',
		filters: { attachments: 'with' },
		passes: [{ attachments: { file: 'https://files.example/a.pdf' } }],
		stays: [{}, { attachments: [] }],
	},
	{
		name: 'only without attachments',
		filters: { attachments: 'without' },
		passes: [{}],
		stays: [{ attachments: ['https://files.example/a.pdf'] }],
	},
];

test('each filter lets the right messages through', async () => {
	for (const { name, filters, events = ['clientMessage'], passes, stays } of FILTERS) {
		const workflow = await started(`Filter: ${name}`, { events, filters });
		for (const fields of passes) {
			expect([name, await post(workflow.url, fields)]).toEqual([name, STARTED]);
		}
		for (const fields of stays) {
			expect([name, await post(workflow.url, fields)]).toEqual([name, IGNORED]);
		}
		await executionsOf(workflow.id, passes.length);
		await end(workflow);
	}
});

test('an expression in a filter works as a fixed value does', async () => {
	const filters = {
		bots: '={{ ["tea_shop_bot"] }}',
		text: { condition: { operator: 'startsWith', value: '={{ "Hel" + "lo" }}' } },
	};
	const workflow = await started('Expressions', { filters });

	expect(await post(workflow.url)).toEqual(STARTED);
	expect(await post(workflow.url, { message: 'Bye' })).toEqual(IGNORED);
	await end(workflow);
});

test('who may not call gets 403', async () => {
	const open = await started('Project');
	const secret = await started('Secret', { options: { secret: 'open sesame' } });
	const addresses = await started('Addresses', {
		options: { allowedAddresses: '203.0.113.0/24, 2001:db8::/32' },
	});
	const from = (address: string) => ({ 'x-forwarded-for': address });

	expect(await post(open.url, { project_id: 2 })).toEqual(refused(403, 'another Mavibot project'));
	expect(await post(open.url, { project_id: '1' })).toEqual(STARTED);

	const wrong = refused(403, 'secret');
	expect(await post(secret.url)).toEqual(wrong);
	expect(await post(`${secret.url}?secret=${MARKER}`)).toEqual(wrong);
	expect(await post(`${secret.url}?secret=open%20sesame&secret=open%20sesame`)).toEqual(wrong);
	expect(await post(`${secret.url}?secret=open%20sesame`)).toEqual(STARTED);

	const elsewhere = refused(403, 'address');
	expect(await post(addresses.url)).toEqual(elsewhere);
	expect(await post(addresses.url, {}, from('198.51.100.1'))).toEqual(elsewhere);
	expect(await post(addresses.url, {}, from(FORWARDED))).toEqual(STARTED);
	expect(await post(addresses.url, {}, from('2001:db8::7'))).toEqual(STARTED);
	// Only the proxy's own word counts, not what its client wrote before it.
	expect(await post(addresses.url, {}, from(`${FORWARDED}, 198.51.100.1`))).toEqual(elsewhere);
	await end(open, secret, addresses);
});

test('what is no message gets 400 with the reason, and comes into no log', async () => {
	const workflow = await started('Bodies');
	const sent = async (body: string, type = 'application/json') =>
		await send(workflow.url, body, { 'content-type': type });
	const withMarker = (fields: IDataObject) =>
		JSON.stringify(message({ message: MARKER, ...fields }));
	const boundary = 'limit';
	const form = `--${boundary}\r\nContent-Disposition: form-data; name="id"\r\n\r\n${MARKER}\r\n--${boundary}--\r\n`;
	const deep = `${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}`;
	const withProto = withMarker({}).replace('{', '{"__proto__":{"polluted":true},');

	expect(await sent(withMarker({ id: undefined }))).toEqual(refused(400, 'field id'));
	expect(await sent(withMarker({ client: undefined }))).toEqual(refused(400, 'field client'));
	expect(await sent(withMarker({ client: 'Anna' }))).toEqual(refused(400, 'field client'));
	expect(await sent(withMarker({ project_id: null }))).toEqual(refused(400, 'field project_id'));
	expect(await sent(withMarker({ is_input: 2 }))).toEqual(refused(400, 'field is_input'));
	expect(await sent(`[${withMarker({})}]`)).toEqual(refused(400, 'an object'));
	expect(await sent('')).toEqual(refused(400, 'not JSON'));
	expect(await sent(MARKER, 'text/plain')).toEqual(refused(400, 'not JSON'));
	expect(await sent(MARKER, 'image/png')).toEqual(refused(400, 'not JSON'));
	expect(await sent(`id=1&client=${MARKER}`, 'application/x-www-form-urlencoded')).toEqual(
		refused(400, 'field client'),
	);
	expect(await sent(form, `multipart/form-data; boundary=${boundary}`)).toEqual(
		refused(400, 'field id'),
	);
	expect(await sent(withMarker({ variables: 'x'.repeat(10_000_000) }))).toEqual(
		refused(400, 'larger than 5 MB'),
	);
	expect(await sent(withMarker({}).replace('{', `{"deep":${deep},`))).toEqual(
		refused(400, 'levels'),
	);
	expect(await sent(withProto)).toEqual(refused(400, '__proto__'));
	// Of a field that is there twice, the last one counts, in all that reads JSON here.
	expect(await sent(withMarker({}).replace('{', '{"project_id":2,'))).toEqual(STARTED);
	expect(await sent(withMarker({}).replace(/}$/, ',"project_id":2}'))).toEqual(
		refused(403, 'another'),
	);
	// n8n itself refuses what is no JSON at all.
	expect((await sent('{"id":')).status).toBe(422);

	await executionsOf(workflow.id, 1);
	expect(n8n().log()).not.toContain(MARKER);
	await end(workflow);
});

test('the test URL waits for an event that passes', async () => {
	const { workflow, path } = triggerWorkflow('Test URL', credential, {});
	const { id } = await client().createWorkflow(workflow);
	const url = `${n8n().url}/webhook-test/${path}`;
	await client().listenForTestEvent(id);

	expect(await post(url, { project_id: 2 })).toEqual(refused(403, 'another'));
	expect(await post(url, { is_input: 0 })).toEqual(IGNORED);
	expect(await post(url, { message: 'At last' })).toEqual(STARTED);

	const [execution] = await executionsOf(id, 1);
	expect(execution).toMatchObject({ mode: 'manual', status: 'success' });
	expect(outputOf(execution, 'Trigger')[0].json.text).toBe('At last');
	await client().webhookGone(url);
});

const WRONG_KEY = `wrong-${MARKER}`;

/** What is wrong, by what n8n says of it when it is activated. */
async function wrongActivations(): Promise<Array<[words: string | RegExp, error: string]>> {
	const wrong = await client().createCredential({
		name: 'Wrong key',
		type: 'mavibotApi',
		data: { apiKey: WRONG_KEY, server: mavibot.origin },
	});
	const regex = (value: string) => ({
		filters: { text: { condition: { operator: 'regex', value, caseSensitive: false } } },
	});
	const cases: Array<[CredentialReference, INodeParameters, string | RegExp]> = [
		[wrong, {}, /Trigger: .*Mavibot refused the API key/],
		[credential, regex('(a)\\1+'), 'a reference to a group, which can take too long'],
		[credential, { options: { allowedAddresses: '10.0.0.300' } }, '"10.0.0.300"'],
		[credential, { source: 'botBlock', responseMode: 'responseNode' }, 'no Respond to Webhook'],
	];
	return await Promise.all(
		cases.map(async ([key, parameters, words], index) => {
			const { workflow } = triggerWorkflow(`Wrong ${index}`, key, parameters);
			const { id } = await client().createWorkflow(workflow);
			const error: unknown = await client()
				.activateWorkflow(id)
				.then(
					() => undefined,
					(reason: unknown) => reason,
				);
			await client().deactivateWorkflow(id);
			return [words, error instanceof Error ? error.message : 'was activated'];
		}),
	);
}

let activating: ReturnType<typeof wrongActivations>;

// n8n tries for 15 s, and other tests run meanwhile.
beforeAll(() => void (activating = wrongActivations()));

test('what is wrong is told at activation, in plain words and without the key', async () => {
	const errors = await activating;

	for (const [words, error] of errors) expect(error).toMatch(words);
	expect(errors).toHaveLength(4);
	expect(errors.map(([, error]) => error).join()).not.toContain(WRONG_KEY);
	expect(n8n().log()).not.toContain(WRONG_KEY);
});

test('re-activation takes the project of the key anew, and what came is remembered', async () => {
	const workflow = await started('Re-activation');
	expect(await post(workflow.url)).toEqual(STARTED);
	await client().deactivateWorkflow(workflow.id);
	await client().webhookGone(workflow.url);
	expect((await post(workflow.url)).status).toBe(404);

	mavibot.state.projectId = 7;
	await client().activateWorkflow(workflow.id);
	await client().webhookReady(workflow.url);
	expect(await post(workflow.url, { project_id: 1 })).toEqual(refused(403, 'another'));
	expect(await post(workflow.url, { project_id: 7 })).toEqual(STARTED);

	mavibot.state.projectId = 1;
	await end(workflow);
});

test('the panel lists bots and blocks, and says that messages come', async () => {
	expect(await options('getBots')).toContainEqual({
		name: expect.stringContaining('tea_shop_bot') as string,
		value: 'tea_shop_bot',
	});
	expect(await options('getBlocks')).toContainEqual(expect.objectContaining({ value: 201 }));
	expect(await options('getConnection')).toEqual([
		{ name: expect.stringContaining('Connected') as string, value: '' },
	]);
});

test('an event that comes again is dropped, and a restart of n8n changes nothing', async () => {
	const workflow = await started('Repeats', { options: { leaveOutRepeats: true } });
	const sent = Array.from({ length: 20 }, () => JSON.stringify(message()));

	const replies = await Promise.all(
		[...sent, ...sent, ...sent].map(async (body) => await send(workflow.url, body)),
	);
	expect(replies.filter(({ json }) => json.status === 'ignored')).toHaveLength(40);
	await executionsOf(workflow.id, 20);
	// A message that could not be sent after all is another event.
	const late = { id: 99, is_input: 0, delivered: 0 };
	expect(await post(workflow.url, late)).toEqual(IGNORED);

	const requests = mavibot.journal.length;
	const { url } = workflow;
	await launched.restart();
	await client().webhookReady(url);

	// What is remembered still fits, so Mavibot need not be asked, nor be up.
	expect(mavibot.journal).toHaveLength(requests);
	expect(await send(url, sent[19])).toEqual(IGNORED);
	expect(await post(url, { project_id: 2 })).toEqual(refused(403, 'another'));
	expect(await post(url)).toEqual(STARTED);
	await executionsOf(workflow.id, 21);
	await end(workflow);
});

describe('files', () => {
	const files = sharedByTests(
		async () =>
			await startLoopback((incoming, response) => {
				const { url = '' } = incoming;
				if (url.startsWith('/photo')) {
					response.writeHead(200, { 'content-type': 'image/png; charset=binary' }).end('a photo');
				} else if (url === '/moved') {
					response.writeHead(302, { location: '/photo.png' }).end();
				} else if (url === '/away') {
					response.writeHead(302, { location: 'ftp://files.example/a' }).end();
				} else if (url === '/large') {
					response.writeHead(200);
					// No length is told; the reader has to stop by itself.
					const more = () => void (response.write(Buffer.alloc(100_000)) && setImmediate(more));
					response.on('drain', more);
					more();
				} else if (url === '/told-large') {
					response.writeHead(200, { 'content-length': '5000000' }).write('a');
				} else if (url === '/missing') {
					response.writeHead(404).end();
				}
				// Anything else is never answered.
			}),
	);

	test('are downloaded, and one that fails says why and loses nothing', async () => {
		const workflow = await started('Files', {
			options: {
				downloadAttachments: true,
				allowLocalNetwork: true,
				maxFileSize: 1,
				maxFiles: 6,
				downloadTimeout: 60,
			},
		});
		const links = ['photo.png', 'moved', 'away', 'large', 'told-large', 'missing', 'more'];
		await post(workflow.url, {
			attachments: links.map((link) => ({ url: `${files().origin}/${link}`, name: `${link}.x` })),
		});

		const [item] = itemsOf(await executionsOf(workflow.id, 1));
		const outcomes = (item.json.attachments as IDataObject[]).map(
			({ binary_property: property, error }) => property ?? error,
		);
		expect(outcomes).toEqual([
			'attachment_0',
			'attachment_1',
			'Not downloaded: the link is neither http nor https, after a redirect',
			'Not downloaded: the file is larger than 1 MB',
			'Not downloaded: the file is larger than 1 MB',
			'Not downloaded: the server answered 404',
			'Not downloaded: only the first 6 files are downloaded',
		]);
		expect(item.binary).toMatchObject({
			attachment_0: { fileName: 'photo.png.x', mimeType: 'image/png' },
			attachment_1: { mimeType: 'image/png' },
		});
		await end(workflow);
	});

	test('that never come are given up in time', async () => {
		const options = { downloadAttachments: true, allowLocalNetwork: true, downloadTimeout: 1 };
		const workflow = await started('No file', { options });
		await post(workflow.url, { attachments: [`${files().origin}/never`] });

		const [item] = itemsOf(await executionsOf(workflow.id, 1));
		expect(item.json.attachments).toMatchObject([
			{ error: 'Not downloaded: it took longer than 1 s' },
		]);
		await end(workflow);
	});

	test('of the local network are left alone unless an option allows them', async () => {
		const workflow = await started('Local files', {
			simplify: false,
			options: { downloadAttachments: true },
		});
		const attachments = [`${files().origin}/photo.png`, 'http://2130706433/', 'file:///etc/passwd'];
		await post(workflow.url, { attachments });

		const [item] = itemsOf(await executionsOf(workflow.id, 1));
		expect((item.json.downloads as IDataObject[]).map(({ error }) => error)).toEqual([
			'Not downloaded: the link leads into the local network (Allow Local Network is off)',
			'Not downloaded: the link leads into the local network (Allow Local Network is off)',
			'Not downloaded: the link is neither http nor https',
		]);
		expect((item.json.payload as IDataObject).attachments).toEqual(attachments);
		await end(workflow);
	});
});

describe('a call from a block', () => {
	const greeting: Follower = {
		name: 'Greeting',
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		parameters: {
			assignments: {
				assignments: [
					{ id: 'a', name: 'greeting', value: '=Hello {{ $json.body.name }}', type: 'string' },
				],
			},
			options: {},
		},
	};
	const respond: Follower = {
		name: 'Respond',
		type: 'n8n-nodes-base.respondToWebhook',
		// The later ones answer for n8n's own Webhook node only, and activation says so.
		typeVersion: 1,
		parameters: {
			respondWith: 'json',
			responseBody: '={{ { "answer": $json.greeting } }}',
			options: { responseCode: 201 },
		},
	};
	const called = JSON.stringify({ name: 'Ada' });

	test('gets the last item, the answer of a node, or word that it has come', async () => {
		const parameters = { source: 'botBlock' };
		const last = await started('Last node', parameters, [greeting]);
		const node = await started('Respond', { ...parameters, responseMode: 'responseNode' }, [
			greeting,
			respond,
		]);
		const atOnce = await started('At once', { ...parameters, responseMode: 'onReceived' });

		expect(await send(last.url, called)).toEqual({ status: 200, json: { greeting: 'Hello Ada' } });
		expect(await send(node.url, called)).toEqual({ status: 201, json: { answer: 'Hello Ada' } });
		expect(await send(atOnce.url, called)).toEqual(STARTED);
		await end(last, node, atOnce);
	});

	test('may be any JSON, with the secret, which is not passed on', async () => {
		const workflow = await started('Any JSON', {
			source: 'botBlock',
			responseMode: 'onReceived',
			options: { secret: 'sesame' },
		});
		expect(await send(workflow.url, called)).toEqual(refused(403, 'secret'));
		const url = `${workflow.url}?secret=sesame&step=2`;
		for (const body of [called, '[1,2]', '"text"', '']) {
			expect(await send(url, body)).toEqual(STARTED);
		}
		expect(await send(url, MARKER, { 'content-type': 'text/plain' })).toEqual(
			refused(400, 'not JSON'),
		);

		const items = itemsOf(await executionsOf(workflow.id, 4)).map(({ json }) => json);
		expect(items.map(({ body }) => body)).toEqual([{ name: 'Ada' }, [1, 2], 'text', {}]);
		expect(items[0]).toMatchObject({ event: 'blockCall', query: { step: '2' } });
		expect(JSON.stringify(items)).not.toContain('sesame');
		await end(workflow);
	});
});

describe('two workflows that answer every message', () => {
	let urls: string[];

	/** Mavibot has one webhook URL; with a relay behind it, each of two workflows hears the other. */
	const relay = sharedByTests(
		async () =>
			await startLoopback((_request, response, body) => {
				void Promise.all(urls.map(async (url) => await send(url, body))).catch(() => undefined);
				response.end('{}');
			}),
	);

	const answerWith = (text: string): Follower => ({
		name: 'Answer',
		type: 'n8n-nodes-mavibot.mavibot',
		typeVersion: 1,
		parameters: {
			resource: 'message',
			operation: 'send',
			clientId: { __rl: true, mode: 'id', value: '={{ $json.client_id }}' },
			message: text,
		},
		credentials: { mavibotApi: credential },
	});

	async function conversation(parameters: INodeParameters): Promise<[Started, Started]> {
		mavibot.reset();
		const ping = await started('Ping', parameters, [answerWith('ping')]);
		const pong = await started('Pong', parameters, [answerWith('pong')]);
		urls = [ping.url, pong.url];
		mavibot.setWebhookUrl(relay().origin);
		await mavibot.clientWrites(101, 'Hello');
		return [ping, pong];
	}

	test('do not answer each other by default', async () => {
		const [ping, pong] = await conversation({});

		await executionsOf(ping.id, 1);
		await executionsOf(pong.id, 1);
		// The client's message and both answers have been posted, to both.
		await until(async () => (mavibot.webhookDeliveries.length >= 3 ? true : undefined), {
			onTimeout: () => 'The answers were not posted',
		});
		// A later message, answered once by each, shows that nothing else was under way.
		await mavibot.clientWrites(101, 'Hello again');
		await executionsOf(ping.id, 2);
		await executionsOf(pong.id, 2);
		expect(mavibot.messagesTo(101)).toHaveLength(4);
		await end(ping, pong);
	});

	test('would, if they started on outgoing messages', async () => {
		const [ping, pong] = await conversation({ events: ['clientMessage', 'employeeMessage'] });

		await until(async () => (mavibot.messagesTo(101).length > 12 ? true : undefined), {
			onTimeout: () => 'They did not go on',
		});
		mavibot.setWebhookUrl(undefined);
		await end(ping, pong);
	});

	test('leave out what Mavibot marks as sent through the API', async () => {
		const workflow = await started('API messages', {
			events: ['clientMessage', 'employeeMessage'],
			options: { leaveOutApiMessages: true },
		});
		expect(await post(workflow.url, { is_input: 0, message_from_outside: 1 })).toEqual(IGNORED);
		expect(await post(workflow.url, { is_input: 0 })).toEqual(STARTED);
		await end(workflow);
	});
});

test('of 2,000 events at 50 at a time none is lost and none doubled', async () => {
	const total = 2000;
	const texts = Array.from({ length: total }, (_, index) => `no. ${index}`);
	const filters = {
		messengers: [1],
		text: { condition: { operator: 'startsWith', value: 'no. ', caseSensitive: false } },
	};
	const workflow = await started('Many', { filters });

	const left = [...texts];
	const replies: Reply[] = [];
	const caller = async () => {
		for (let text = left.shift(); text !== undefined; text = left.shift()) {
			replies.push(await post(workflow.url, { message: text }));
		}
	};
	await Promise.all(Array.from({ length: 50 }, caller));
	expect(replies.filter(({ json }) => json.status !== 'started')).toEqual([]);

	await until(
		async () =>
			(await client().executions(workflow.id)).every(({ stoppedAt }) => stoppedAt !== null) ||
			undefined,
		{ onTimeout: () => 'The executions did not end' },
	);
	const came = (await allExecutions(workflow.id)).flatMap((execution) =>
		outputOf(execution, 'Trigger').map(({ json }) => json.text),
	);

	await end(workflow);
	expect(came).toHaveLength(total);
	expect(new Set(came)).toEqual(new Set(texts));
});

test('the key stands in no execution, no workflow and no log', async () => {
	const workflows = await client().call<Array<{ id: string }>>('GET', '/workflows');
	for (const { id } of workflows) {
		expect(JSON.stringify(await client().getWorkflow(id))).not.toContain(mavibot.apiKey);
	}
	const { results } = await client().call<{ results: ExecutionSummary[] }>(
		'GET',
		'/executions?limit=20',
	);
	expect(results).not.toHaveLength(0);
	for (const { id } of results) {
		const execution = await client().waitForExecution(id);
		expect(JSON.stringify(execution)).not.toContain(mavibot.apiKey);
	}
	expect(n8n().log()).not.toContain(mavibot.apiKey);
});
