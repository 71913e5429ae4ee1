/**
 * What a real n8n does with the Mavibot New Client Trigger: it polls when the workflow is published, at the poll times,
 * and when n8n starts again, and stores what is known.
 *
 * Takes about a minute: n8n polls no more often than once a minute at one poll time, so the test has many of them.
 */
import type { INodeParameters } from 'n8n-workflow';
import { addClient, startMavibotApi, type MavibotApi } from '../support/mavibot-api';
import { outputOf, type CredentialReference, type Execution } from '../support/real-n8n';
import { until } from '../support/real-n8n/until';
import { startInOrder } from '../support/start-in-order';
import { joinN8n, type JoinedN8n } from '../support/e2e/join-n8n';
import { AFTER, chain, newClientNode } from './mavibot/workflow';
import { sharedByTests } from '../support/e2e/sharing';

let mavibot: MavibotApi;
let launched: JoinedN8n;
let credential: CredentialReference;

const client = () => launched.client;

sharedByTests(
	async () =>
		await startInOrder(async ({ part }) => {
			mavibot = await part(startMavibotApi());
			launched = await part(joinN8n());
			credential = await client().createCredential({
				name: 'Mavibot',
				type: 'mavibotApi',
				data: { apiKey: mavibot.apiKey, server: mavibot.origin },
			});
			return {};
		}),
);

const workflows: string[] = [];

afterEach(async () => {
	for (const id of workflows.splice(0)) await client().deactivateWorkflow(id);
	mavibot.reset();
});

/** Every third second of a minute. */
const OFTEN: INodeParameters = {
	item: Array.from({ length: 20 }, (_, third) => ({
		mode: 'custom',
		cronExpression: `${third * 3} * * * * *`,
	})),
};

/** Once a year: polls only when the workflow is published, and when n8n starts. */
const HARDLY_EVER: INodeParameters = {
	item: [{ mode: 'custom', cronExpression: '0 0 5 1 1 *' }],
};

/** Stores a workflow, not published. */
async function stored(pollTimes: INodeParameters, parameters: INodeParameters = {}) {
	const trigger = { ...newClientNode('Trigger', credential), parameters };
	trigger.parameters = { ...parameters, pollTimes };
	const { id } = await client().createWorkflow(chain('New clients', [trigger, AFTER]));
	return id;
}

async function published(pollTimes: INodeParameters, parameters: INodeParameters = {}) {
	const id = await stored(pollTimes, parameters);
	await client().activateWorkflow(id);
	workflows.push(id);
	return id;
}

/** New clients; their IDs, the oldest first. */
const come = (count: number): number[] =>
	Array.from(
		{ length: count },
		() =>
			addClient(mavibot.state, {
				platform_id: `new ${mavibot.state.nextClientId}`,
				client_type: 1,
				group: 'tea_shop_bot',
			}).id,
	);

const polls = (): number => mavibot.journal.filter(({ action }) => action === 'get_clients').length;

/** Waits until Mavibot has been asked so often again. */
async function untilPolled(times: number): Promise<void> {
	const wanted = polls() + times;
	await until(async () => (await Promise.resolve(polls())) >= wanted || undefined, {
		onTimeout: () => `Mavibot was not asked for clients ${times} times`,
	});
}

const clientIds = (execution: Execution) =>
	outputOf(execution, 'Trigger').map(({ json }) => json.client_id);

test('publishing starts nothing, and each poll that finds new clients starts one execution with all of them', async () => {
	const id = await published(OFTEN);
	await untilPolled(1);
	expect(await client().executions(id)).toEqual([]);

	const burst = come(700);
	const first = await client().waitForNextExecution(id);
	await untilPolled(2);
	const later = come(2);
	const second = await client().waitForNextExecution(id, first.id);
	await untilPolled(2);

	expect([first, second].map(({ mode, status }) => [mode, status])).toEqual([
		['trigger', 'success'],
		['trigger', 'success'],
	]);
	// The clients come at once, and a poll can only see all of them or none.
	expect(clientIds(first)).toEqual(burst);
	expect(clientIds(second)).toEqual(later);
	expect(await client().executions(id)).toHaveLength(2);
});

test('who comes while n8n is down, or the workflow is not published, starts it once when it is back', async () => {
	const id = await published(HARDLY_EVER);
	const whileDown = come(3);
	await launched.restart();
	const first = await client().waitForNextExecution(id);
	await client().deactivateWorkflow(id);
	const whileOff = come(1);
	await client().activateWorkflow(id);
	const second = await client().waitForNextExecution(id, first.id);
	const known = polls();
	await launched.restart();
	await until(async () => (await Promise.resolve(polls())) > known || undefined, {
		onTimeout: () => 'n8n did not poll when it started',
	});

	expect(clientIds(first)).toEqual(whileDown);
	expect(clientIds(second)).toEqual(whileOff);
	expect(await client().executions(id)).toHaveLength(2);
});

test('a poll that fails is an execution that says why, and what it missed comes with the next one', async () => {
	const id = await published(OFTEN);
	mavibot.fail({ action: 'get_clients', status: 500 });
	const failed = await client().waitForNextExecution(id);
	const ids = come(2);
	const next = await client().waitForNextExecution(id, failed.id);

	expect(failed.status).toBe('error');
	expect(failed.data.resultData.error?.message).toContain('Mavibot');
	expect(clientIds(next)).toEqual(ids);
});

test('n8n publishes nothing with a key that Mavibot refuses, and says so', async () => {
	await client().updateCredential(credential, 'mavibotApi', {
		apiKey: 'no-such-key',
		server: mavibot.origin,
	});
	const id = await stored(HARDLY_EVER);
	const error = await client()
		.activateWorkflow(id)
		.catch((thrown: unknown) => thrown as Error);
	await client().updateCredential(credential, 'mavibotApi', {
		apiKey: mavibot.apiKey,
		server: mavibot.origin,
	});

	expect(String(error)).toContain('API key');
	expect(String(error)).not.toContain('no-such-key');
});

test('trying it out gives the newest client, and publishing starts nothing all the same', async () => {
	const [newest] = come(1);
	const id = await stored(HARDLY_EVER);
	const run = await client().waitForExecution(await client().runWorkflow(id));
	await client().activateWorkflow(id);
	workflows.push(id);

	expect(clientIds(run)).toEqual([newest]);
	expect((await client().executions(id)).map(({ mode }) => mode)).toEqual(['manual']);
});
