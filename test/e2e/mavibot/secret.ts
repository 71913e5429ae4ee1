import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FAULTS } from '../../support/engine/fault-matrix/expected';
import { holds } from '../../support/engine/fault-matrix/measure';
import type { Fault } from '../../support/mavibot-api';
import { allPermissions } from '../../support/mavibot-api/contract';
import { outputOf } from '../../support/real-n8n';
import { freePorts } from '../../support/real-n8n/ports';
import {
	expectedErrors,
	runMatrix,
	STORED_TEXT,
	type FaultRun,
	type MatrixRuns,
} from './secret/matrix';
import { holdsText } from './secret/search';
import { editorTraffic } from './secret/traffic';
import { KEY_MARK, storeCredential, WRONG_KEY, type Shared } from './setup';
import { chain, errorOf, httpRequestNode, runWith, sendNode, triggerNode } from './workflow';

/** The key is in nothing that n8n keeps, answers or shows; to be run last, when all else has left its traces. */
export function testsOfSecret(shared: () => Shared): void {
	const sent = async (credential = shared().credential) =>
		await runWith(shared().client, [{ client_id: 101 }], [sendNode('Send', credential, 'Hello')]);
	let matrix: MatrixRuns | undefined;
	const runUnder = (fault: string): FaultRun => {
		const run = matrix?.runs.find(({ row }) => row.name === fault);
		if (!run) throw new Error(`Nothing was run under ${fault}`);
		return run;
	};

	let refusal: unknown;
	const activatedWithWrongKey = async (): Promise<unknown> => {
		const { client } = shared();
		const wrong = await storeCredential(shared(), 'Wrong key', { apiKey: WRONG_KEY });
		const { id } = await client.createWorkflow(chain('Wrong key', [triggerNode('Trigger', wrong)]));
		const error = await client.activateWorkflow(id).catch((reason: unknown) => reason);
		await client.deactivateWorkflow(id);
		return error;
	};

	beforeAll(async () => {
		// n8n tries for 15 s.
		const activating = activatedWithWrongKey();
		matrix = await runMatrix(shared().client);
		refusal = await activating;
	});
	afterAll(async () => await matrix?.stop());
	afterEach(() => {
		const { mavibot } = shared();
		mavibot.clearFaults();
		mavibot.setPermissions([...allPermissions]);
	});

	test.each(FAULTS)('every operation under: $name', (row) => {
		const { errors, requestsElsewhere } = runUnder(row.name);
		expect(errors).toEqual(expectedErrors(row));
		expect(requestsElsewhere).toBe(0);
	});

	test('a workflow with a wrong key, which is not activated for a reason that helps', () => {
		expect(String(refusal)).toMatch(/Trigger: .*Mavibot refused the API key/);
		expect(String(refusal)).not.toContain(WRONG_KEY);
	});

	test('a success that quotes the key, which is stored without it', async () => {
		const { mavibot } = shared();
		const { apiKey } = mavibot;
		mavibot.fail({
			body: {
				status: 'success',
				[`of ${apiKey}`]: { url: `/api/${apiKey}/message` },
				list: [apiKey],
			},
		});
		const execution = await sent();
		expect(outputOf(execution, 'Send')).toMatchObject([
			{ json: { 'of *****': { url: '/api/*****/message' }, list: ['*****'] } },
		]);
		expect(holds(execution, apiKey)).toBe(false);
	});

	const FAULT: Fault = { status: 500, body: { status: 'error', message: 'failed' } };

	test.each<[string, Fault[]]>([
		['a missing permission', []],
		['a fault at the other end', [FAULT]],
		['a connection that breaks', [{ drop: 'before', times: Infinity }]],
		['an answer that breaks off', [{ drop: 'middle', times: Infinity }]],
	])('the HTTP Request node with %s', async (_what, faults) => {
		const { client, credential, mavibot } = shared();
		if (faults.length === 0) mavibot.setPermissions([]);
		for (const fault of faults) mavibot.fail(fault);
		const url = `${mavibot.origin}/api/connected_channels`;
		const execution = await runWith(client, [{}], [httpRequestNode('Request', credential, url)]);
		expect(execution.status).toBe('error');
	});

	test('a server where nobody answers', async () => {
		const [port] = await freePorts(1);
		const server = `http://127.0.0.1:${port}`;
		const nobody = await storeCredential(shared(), 'Nobody', { server });
		expect(errorOf(await sent(nobody)).message).toContain('nothing answers at this address');
	});

	test('the key is in nothing that goes between the editor and n8n', async () => {
		const { launched } = shared();
		const ran = ['no fault', '400'].map(runUnder);
		const traffic = await editorTraffic({
			url: launched.n8n.url,
			owner: launched.owner,
			workflowIds: ran.map(({ workflowId }) => workflowId),
			execution: runUnder('400'),
		});
		const placesOf = (text: string) =>
			traffic
				.filter(({ path, content }) => holdsText(content(), text) || holdsText(path, text))
				.map(({ kind, path }) => `${kind} ${path.split('?')[0]}`);
		expect(placesOf(STORED_TEXT)).toEqual(
			expect.arrayContaining([
				...ran.map(({ workflowId }) => `answer /rest/workflows/${workflowId}`),
				`answer /rest/executions/${runUnder('400').executionId}`,
				'socket /rest/push',
			]),
		);
		expect(placesOf(KEY_MARK)).toEqual([]);
	});

	test('the key is in no answer of n8n', async () => {
		const { client } = shared();
		const workflows = await client.call<Array<{ id: string }>>('GET', '/workflows');
		const credentials = await client.call<Array<{ id: string }>>('GET', '/credentials');
		const executions = await Promise.all(workflows.map(({ id }) => client.executions(id)));
		const paths = [
			'/workflows',
			'/credentials',
			'/executions?limit=100',
			...executions.flat().map(({ id }) => `/executions/${id}`),
			...credentials.map(({ id }) => `/credentials/${id}?includeData=true`),
		];
		const answers = new Map<string, string>();
		const note = async (name: string, answer: Promise<unknown>) =>
			void answers.set(name, JSON.stringify(await answer));
		await Promise.all([
			...paths.map((path) => note(path, client.call('GET', path))),
			...workflows.map(({ id }) => note(`export of ${id}`, client.exportWorkflow(id))),
		]);
		const answersWith = (text: string) =>
			[...answers].filter(([, answer]) => holdsText(answer, text)).map(([path]) => path);
		expect(answersWith(STORED_TEXT)).toEqual(
			expect.arrayContaining([
				`/executions/${runUnder('400').executionId}`,
				`export of ${runUnder('400').workflowId}`,
			]),
		);
		expect(answersWith(KEY_MARK)).toEqual([]);
	});

	test('the key is in no file of n8n: database, log, settings', () => {
		const { userFolder } = shared().launched.n8n;
		const files = readdirSync(userFolder, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => join(entry.parentPath, entry.name));
		expect(files).toEqual(
			expect.arrayContaining([
				expect.stringMatching(/database\.sqlite$/),
				expect.stringMatching(/n8n\.log$/),
			]),
		);
		const filesWith = (text: string) => files.filter((file) => holdsText(readFileSync(file), text));
		expect(filesWith(STORED_TEXT)).toContainEqual(expect.stringMatching(/database\.sqlite/));
		expect(filesWith(KEY_MARK)).toEqual([]);
	});

	test('a search finds a text within Base64, wherever it stands there', () => {
		const wrapped = ['', 'a', 'ab'].map((before) =>
			Buffer.from(`${before}${KEY_MARK} and more`).toString('base64'),
		);
		expect(wrapped.map((text) => holdsText(text, KEY_MARK))).toEqual([true, true, true]);
		expect(holdsText(Buffer.from('another').toString('base64'), KEY_MARK)).toBe(false);
	});
}
