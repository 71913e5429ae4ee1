/**
 * What n8n does with the trigger, against the local Mavibot: it reads the request and the fields, stores the files,
 * answers a block, restarts, and takes many events at once.
 *
 * Takes about half a minute on two cores that have other work, where n8n is installed and this package is built.
 */
import { randomUUID } from 'node:crypto';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { Agent, request } from 'undici';
import { startMavibotApi, type MavibotApi } from '../support/mavibot-api';
import { postedMessage } from '../support/posted-message';
import {
	outputOf,
	type CredentialReference,
	type Execution,
	type ExecutionSummary,
} from '../support/real-n8n';
import { until } from '../support/real-n8n/until';
import { startInOrder } from '../support/start-in-order';
import { loopbacksOfTests } from '../support/e2e/loopback';
import { FOR_EVENTS, joinN8n, type JoinedN8n } from '../support/e2e/join-n8n';
import { byId, mavibotNode, type Node } from './mavibot/workflow';
import { sharedByTests } from '../support/e2e/sharing';
import { activated, triggerWorkflow } from '../support/e2e/triggerWorkflow';

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

const startLoopback = loopbacksOfTests();

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

const active: string[] = [];

afterEach(async () => {
	for (const id of active.splice(0)) await client().deactivateWorkflow(id);
});

async function started(name: string, parameters: INodeParameters = {}, followers?: Node[]) {
	const made = triggerWorkflow(name, credential, parameters, followers);
	const workflow = await activated(client(), made);
	active.push(workflow.id);
	return workflow;
}

/** Waits for as many executions as there should be, and for their end; their ids, oldest first. */
async function untilEnded(workflowId: string, count: number): Promise<string[]> {
	const ids = await until(
		async () => {
			// One that ends while n8n collects the list is in it twice, as running and as ended.
			const summaries = await client().executions(workflowId);
			const ended = summaries.filter(({ stoppedAt }) => stoppedAt !== null);
			const isAll = new Set(summaries.map(({ id }) => id)).size === ended.length;
			return isAll && ended.length >= count ? ended.map(({ id }) => id).reverse() : undefined;
		},
		{ onTimeout: () => `Workflow ${workflowId} has no ${count} executions` },
	);
	expect(ids).toHaveLength(count);
	return ids;
}

/** The same with their data. */
async function executionsOf(workflowId: string, count: number): Promise<Execution[]> {
	const ids = await untilEnded(workflowId, count);
	return await Promise.all(ids.map(async (id) => await client().waitForExecution(id)));
}

const itemsOf = (executions: Execution[]) =>
	executions.flatMap((execution) => outputOf(execution, 'Trigger'));

const STARTED = { status: 200, json: { status: 'started' } };
const IGNORED = { status: 200, json: { status: 'ignored' } };
/** The same, as Mavibot sees it. */
const IGNORED_BY_TRIGGER = { status: 200, body: '{"status":"ignored"}' };
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

	const replies = [
		await mavibot.clientWrites(101, 'Hello'),
		await mavibot.clientWrites(101, 'Hello', { is_input: 0, message_id: 201 }),
		await mavibot.clientWrites(101, 'Hello', { is_input: 0 }),
		await mavibot.clientWrites(101, 'Hello', { is_input: 0, delivered: 0 }),
		await mavibot.clientWrites(101, 'new_chat_member'),
	];

	expect(replies.map(({ body }) => (JSON.parse(body) as Reply['json']).status)).toEqual([
		'started',
		...Array<string>(4).fill('ignored'),
	]);
	const [item] = itemsOf(await executionsOf(workflow.id, 1));
	expect(item.json).toEqual({
		event: 'clientMessage',
		text: 'Hello',
		client_id: 101,
		client_name: 'Anna',
		client_tag: null,
		client_phone: '15550101',
		client_email: null,
		messenger: 'Telegram',
		platform_id: '777000101',
		bot: 'tea_shop_bot',
		message_id: null,
		attachments: [],
		received_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string,
	});
	mavibot.setWebhookUrl(undefined);
});

test.each([
	['looks like a message of the client', { isInput: 1 } as const, { serviceTexts: 'order_paid' }],
	['is marked as one', { isInput: 1, isMarked: true } as const, {}],
	['looks like a message of an employee', { isInput: 0 } as const, {}],
])('a callback that %s does not start the workflow that sent it', async (_what, form, options) => {
	// From an expression, as n8n cannot know its text beforehand.
	const followers = [startsBot("={{ 'order_' + 'paid' }}")];
	const workflow = await started('Callbacks', { options }, followers);
	mavibot.setWebhookUrl(workflow.url);
	mavibot.postCallbacks(form);
	const deliveries = mavibot.webhookDeliveries.length;

	await mavibot.clientWrites(101, 'I have paid');
	await executionsOf(workflow.id, 1);
	const [, callback] = await until(
		async () => {
			const since = mavibot.webhookDeliveries.slice(deliveries);
			return await Promise.resolve(since.length === 2 ? since : undefined);
		},
		{ onTimeout: () => 'The callback was not posted' },
	);

	expect(callback).toMatchObject({ event: { message: 'order_paid' }, ...IGNORED_BY_TRIGGER });
	expect(await client().executions(workflow.id)).toHaveLength(1);
	mavibot.postCallbacks(undefined);
	mavibot.setWebhookUrl(undefined);
});

test('every filter counts, with the fields that n8n shows for the chosen events', async () => {
	const files = ['https://files.example/a.pdf'];
	const client = { id: 1, client_type: 1, group: 'tea_shop_bot', tag: 'winter' };
	const passes = { is_input: 0, message_id: 201, message: '12345', attachments: files, client };
	const { url } = await started('Filters', {
		events: ['botMessage', 'employeeMessage'],
		filters: {
			attachments: 'with',
			blocks: [201],
			bots: ['tea_shop_bot', 34810],
			clientTags: 'summer, winter',
			messengers: [6, 1],
			text: { condition: { operator: 'regex', value: '^\\d{3,}$', caseSensitive: true } },
		},
		options: { leaveOutApiMessages: true },
	});

	expect(await post(url, passes)).toEqual(STARTED);
	for (const other of [
		{ attachments: [] },
		{ message_id: 202 },
		{ client: { ...client, group: 'other_bot' } },
		{ client: { ...client, tag: 'spring' } },
		{ client: { ...client, client_type: 2 } },
		{ message: 'number 12345' },
		{ message_from_outside: 1 },
	]) {
		expect([other, await post(url, { ...passes, ...other })]).toEqual([other, IGNORED]);
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
});

test('who may not call gets 403', async () => {
	const secret = await started('Secret', { options: { secret: 'open sesame' } });
	const options = { allowedAddresses: '203.0.113.0/24, 2001:db8::/32' };
	const { url } = await started('Addresses', { options });
	const postFrom = async (address: string) => await post(url, {}, { 'x-forwarded-for': address });

	const wrong = refused(403, 'secret');
	expect(await post(`${secret.url}?secret=${MARKER}`)).toEqual(wrong);
	expect(await post(`${secret.url}?secret=open%20sesame&secret=open%20sesame`)).toEqual(wrong);
	expect(await post(`${secret.url}?secret=open%20sesame`)).toEqual(STARTED);

	const elsewhere = refused(403, 'address');
	expect(await post(url)).toEqual(elsewhere);
	expect(await postFrom('198.51.100.1')).toEqual(elsewhere);
	expect(await postFrom(FORWARDED)).toEqual(STARTED);
	expect(await postFrom('2001:db8::7')).toEqual(STARTED);
	// Only the proxy's own word counts, not what its client wrote before it.
	expect(await postFrom(`${FORWARDED}, 198.51.100.1`)).toEqual(elsewhere);
});

test('what is no message gets 400, or 413, with the reason, and comes into no log', async () => {
	const workflow = await started('Bodies');
	const sent = async (body: string, type = 'application/json') =>
		await send(workflow.url, body, { 'content-type': type });
	const withMarker = (fields: IDataObject) =>
		JSON.stringify(message({ message: MARKER, ...fields }));
	const boundary = 'limit';
	const form = `--${boundary}\r\nContent-Disposition: form-data; name="id"\r\n\r\n${MARKER}\r\n--${boundary}--\r\n`;
	const deep = `${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}`;
	const withProto = withMarker({}).replace('{', '{"__proto__":{"polluted":true},');

	expect(await sent('')).toEqual(refused(400, 'not JSON'));
	expect(await sent(MARKER, 'text/plain')).toEqual(refused(400, 'not JSON'));
	expect(await sent(`id=1&client=${MARKER}`, 'application/x-www-form-urlencoded')).toEqual(
		refused(400, 'field client'),
	);
	expect(await sent(form, `multipart/form-data; boundary=${boundary}`)).toEqual(
		refused(400, 'field id'),
	);
	expect(await sent(withMarker({ variables: 'x'.repeat(10_000_000) }))).toEqual(
		refused(413, 'larger than 5 MB'),
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

/** The error of an activation, which n8n tries for 15 s. */
async function wrongActivation(parameters: INodeParameters, followers?: Node[]): Promise<unknown> {
	const { id } = await client().createWorkflow(
		triggerWorkflow('Wrong', credential, parameters, followers).workflow,
	);
	const error: unknown = await client()
		.activateWorkflow(id)
		.catch((reason: unknown) => reason);
	await client().deactivateWorkflow(id);
	return error;
}

/** Starts a bot for whoever wrote. */
const startsBot = (text: string): Node =>
	mavibotNode('Mavibot', credential, {
		...{ resource: 'bot', operation: 'start', message: text },
		clientId: byId('={{ $json.client_id }}'),
	});

let activating: Promise<unknown>[];

// Other tests run meanwhile.
beforeAll(() => {
	activating = [
		wrongActivation({ options: { allowedAddresses: '10.0.0.300' } }),
		wrongActivation({ events: ['blockCall'], responseMode: 'responseNode' }),
		wrongActivation({}, [startsBot('order_paid')]),
	];
});

test('another project is that of the trigger as soon as its key is in the credential', async () => {
	const other = await startMavibotApi();
	try {
		other.state.projectId = 7;
		const keyOf = ({ apiKey, origin: server }: MavibotApi) => ({ apiKey, server });
		const own = await client().createCredential({
			...{ name: 'Moving', type: 'mavibotApi', data: keyOf(mavibot) },
		});
		const made = triggerWorkflow('Moving', own, {});
		const workflow = await activated(client(), made);
		active.push(workflow.id);
		expect(await post(workflow.url)).toEqual(STARTED);

		await client().updateCredential(own, 'mavibotApi', keyOf(other));
		expect(await post(workflow.url, { project_id: 7 })).toEqual(STARTED);
		expect(await post(workflow.url, { project_id: 1 })).toEqual(refused(403, 'another'));
		expect(other.journal.map(({ action }) => action)).toEqual(['connected_channels']);
	} finally {
		await other.stop();
	}
});

/** Stores the workflow with another value of a field of its trigger, and publishes it. */
async function publishedWith(id: string, parameters: INodeParameters): Promise<void> {
	const { nodes, connections } = await client().getWorkflow(id);
	const [trigger, ...others] = nodes;
	const changed = [{ ...trigger, parameters }, ...others];
	await client().call('PATCH', `/workflows/${id}`, { nodes: changed, connections });
	await client().activateWorkflow(id);
}

test('no message is refused while the workflow is published again and Mavibot does not answer', async () => {
	const workflow = await started('Published again');
	mavibot.fail({ action: 'connected_channels', times: Infinity, status: 500 });
	let isOver = false;
	const replies: Reply[] = [];
	const caller = async () => {
		while (!isOver) replies.push(await post(workflow.url));
	};
	const callers = [caller(), caller(), caller()];
	for (const serviceTexts of ['a', 'b', 'c']) {
		await publishedWith(workflow.id, { options: { serviceTexts } });
	}
	isOver = true;
	await Promise.all(callers);
	mavibot.reset();

	// Between the old version and the new one, n8n itself knows the URL of no trigger for a moment.
	const others = replies.filter(({ status }) => status !== 404);
	expect(others.filter(({ json }) => json.status !== 'started')).toEqual([]);
	expect(others.length).toBeGreaterThan(0);
	expect(n8n().log()).not.toContain('could not ask Mavibot');
});

test('each message starts each workflow once that it is passed on to, also where two name each other, and one itself', async () => {
	const [first, second, third] = ['First', 'Second', 'Third'].map((name) =>
		triggerWorkflow(name, credential, {}),
	);
	const urlOf = ({ path }: typeof first) => `${n8n().url}/webhook/${path}`;
	const passingOn = (workflow: typeof first, ...to: Array<typeof first>) => {
		workflow.workflow.nodes[0].parameters = { options: { passOn: to.map(urlOf) } };
	};
	passingOn(first, second, third, first);
	passingOn(second, first);
	passingOn(third, second, first);
	const workflows = [];
	for (const made of [third, second, first]) workflows.push(await activated(client(), made));
	active.push(...workflows.map(({ id }) => id));

	const texts = ['one', 'two', 'three'];
	for (const text of texts) expect(await post(urlOf(first), { message: text })).toEqual(STARTED);

	for (const { id } of workflows) {
		const came = itemsOf(await executionsOf(id, texts.length)).map(({ json }) => json.text);
		expect(came.sort()).toEqual([...texts].sort());
	}
});

test("a change is tried with the trigger's own test URL while the published version goes on", async () => {
	const made = triggerWorkflow('Changed', credential, {});
	const testUrl = `${n8n().url}/webhook-test/${made.path}`;
	made.workflow.nodes[0].parameters = { options: { passOn: [testUrl] } };
	const { id, url } = await activated(client(), made);
	active.push(id);
	expect(await post(url, { message: 'nobody listens' })).toEqual(STARTED);

	await client().listenForTestEvent(id);
	expect(await post(url, { message: 'somebody listens' })).toEqual(STARTED);
	await client().webhookGone(testUrl);

	const came = (await executionsOf(id, 3)).map((execution) => [
		execution.mode,
		outputOf(execution, 'Trigger')[0].json.text,
	]);
	expect(came.sort()).toEqual([
		['manual', 'somebody listens'],
		['webhook', 'nobody listens'],
		['webhook', 'somebody listens'],
	]);
	expect(n8n().log()).not.toContain('could not pass');
});

test('the panel lists bots and blocks, and says that messages come', async () => {
	expect(await options('getBots')).toContainEqual({
		name: expect.stringContaining('tea_shop_bot') as string,
		value: 'tea_shop_bot',
	});
	expect(await options('getBlocks')).toContainEqual(expect.objectContaining({ value: 201 }));
	const names = (await options('getConnection')).map(({ name }) => name);
	expect(names).toContainEqual(
		expect.stringMatching(/^Last message at the production URL of "Default": 2/),
	);
	expect(names).toContainEqual(
		expect.stringMatching(/^Last message at the test URL of "Test URL": 2/),
	);
});

test('an event that comes again is dropped, by each of two triggers, and a restart of n8n changes nothing', async () => {
	const { workflow, path } = triggerWorkflow('Repeats', credential, {
		options: { leaveOutRepeats: true },
	});
	const [trigger] = workflow.nodes;
	const sibling = { ...trigger, id: randomUUID(), name: 'Sibling', webhookId: randomUUID() };
	workflow.nodes.push(sibling);
	workflow.connections.Sibling = workflow.connections.Trigger;
	const { id, url } = await activated(client(), { workflow, path });
	active.push(id);
	const urls = [url, url.replace(path, `${sibling.webhookId}/webhook`)];
	await client().webhookReady(urls[1]);
	const sent = Array.from({ length: 20 }, () => JSON.stringify(message()));
	const sendAll = async (bodies: string[]) =>
		await Promise.all(bodies.flatMap((body) => urls.map(async (one) => await send(one, body))));

	const replies = await sendAll([...sent, ...sent, ...sent]);
	expect(replies.filter(({ json }) => json.status === 'ignored')).toHaveLength(80);
	await untilEnded(id, 40);

	const requests = mavibot.journal.length;
	// A restart would cut the activations off that n8n tries meanwhile.
	await Promise.all(activating);
	await launched.restart();
	for (const one of urls) await client().webhookReady(one);

	// What is remembered still fits, so Mavibot need not be asked, nor be up.
	expect(mavibot.journal).toHaveLength(requests);
	expect(await sendAll(sent)).toEqual(Array<Reply>(40).fill(IGNORED));
	expect(await post(url, { project_id: 2 })).toEqual(refused(403, 'another'));
	expect(await post(url)).toEqual(STARTED);
	await untilEnded(id, 41);
});

test('files become binary data, and one that fails says why and loses nothing', async () => {
	const server = await startLoopback(({ url }, response) => {
		if (url === '/photo.png') {
			response.writeHead(200, { 'content-type': 'image/png; charset=binary' }).end('a photo');
		} else if (url === '/large') {
			response.writeHead(200);
			// No length is told; the reader has to stop by itself.
			const more = () => void (response.write(Buffer.alloc(100_000)) && setImmediate(more));
			response.on('drain', more);
			more();
		}
	});
	const attachments = ['photo.png', 'large'].map((link) => `${server.origin}/${link}`);
	const limits = { maxFileSize: 1, downloadTimeout: 60 };
	const workflow = await started('Files', {
		options: { downloadAttachments: true, allowLocalNetwork: true, ...limits },
	});
	const careful = await started('Local files', {
		simplify: false,
		options: { downloadAttachments: true },
	});
	await post(workflow.url, { attachments });
	await post(careful.url, { attachments });

	const [item] = itemsOf(await executionsOf(workflow.id, 1));
	expect(item.json.attachments).toMatchObject([
		{ binary_property: 'attachment_0' },
		{ error: 'Not downloaded: the file is larger than 1 MB' },
	]);
	expect(item.binary).toMatchObject({
		attachment_0: { fileName: 'photo.png', mimeType: 'image/png' },
	});
	const [{ json }] = itemsOf(await executionsOf(careful.id, 1));
	expect(json).toMatchObject({ event: 'clientMessage', payload: { attachments } });
	expect(JSON.stringify(json.downloads).match(/leads into the local network/g)).toHaveLength(2);
});

describe('a call from a block', () => {
	const greeting: Node = {
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
	const respond: Node = {
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
		const parameters = { events: ['blockCall'] };
		const last = await started('Last node', parameters, [greeting]);
		const node = await started('Respond', { ...parameters, responseMode: 'responseNode' }, [
			greeting,
			respond,
		]);
		const atOnce = await started('At once', { ...parameters, responseMode: 'onReceived' });

		expect(await send(last.url, called)).toEqual({ status: 200, json: { greeting: 'Hello Ada' } });
		expect(await send(node.url, called)).toEqual({ status: 201, json: { answer: 'Hello Ada' } });
		expect(await send(atOnce.url, called)).toEqual(STARTED);
	});

	test('may be any JSON, with the secret, which is not passed on', async () => {
		const workflow = await started('Any JSON', {
			events: ['blockCall'],
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
	});
});

test('what is wrong is told at activation, in plain words', async () => {
	const errors = (await Promise.all(activating)).map(String);
	expect(errors).toEqual([
		expect.stringContaining('Trigger: "10.0.0.300"'),
		expect.stringContaining('no Respond to Webhook'),
		expect.stringContaining('This workflow could start itself: its node "Mavibot" starts a bot'),
	]);
});

test('of 600 events at 50 at a time none is lost and none doubled', async () => {
	const total = 600;
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

	const { rawApiKey } = await client().call<{ rawApiKey: string }>('POST', '/api-keys', {
		label: workflow.id,
		expiresAt: null,
		scopes: ['execution:list', 'execution:read'],
	});
	/** From n8n's public API, which gives the data of many executions at once, of those that have ended. */
	const textsFrom = async (cursor = ''): Promise<unknown[]> => {
		const query = new URLSearchParams({ workflowId: workflow.id, includeData: 'true', cursor });
		const { body } = await request(`${n8n().url}/api/v1/executions?limit=250&${query}`, {
			dispatcher: agent,
			headers: { 'x-n8n-api-key': rawApiKey },
		});
		const page = (await body.json()) as { data: Execution[]; nextCursor: string | null };
		const found = itemsOf(page.data).map(({ json }) => json.text);
		return page.nextCursor === null ? found : [...found, ...(await textsFrom(page.nextCursor))];
	};
	await until(
		async () =>
			(await client().executions(workflow.id)).every(({ stoppedAt }) => stoppedAt !== null) ||
			undefined,
		{ onTimeout: () => 'The executions did not end' },
	);
	const came = await textsFrom();

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
