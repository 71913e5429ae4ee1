/**
 * The tools that the other end-to-end tests stand on, tried on nodes of n8n itself.
 *
 * Takes about 30 s where n8n is installed. The first run on a machine installs it, which takes
 * about five minutes more.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { request } from 'undici';
import { startMavibotApi } from '../support/mavibot-api';
import {
	launch,
	outputOf,
	startN8n,
	type LaunchedN8n,
	type WorkflowJson,
} from '../support/real-n8n';
import { startInOrder } from '../support/start-in-order';
import { listeningServers, noMoreListeningThan, processesWith } from '../support/e2e/left-over';
import { sharedByTests } from '../support/e2e/sharing';
import { startShared } from './mavibot/setup';

const WORKFLOW: WorkflowJson = {
	name: 'Webhook to Set',
	nodes: [
		{
			id: '1',
			name: 'Webhook',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			position: [0, 0],
			webhookId: 'try-it',
			parameters: { httpMethod: 'POST', path: 'try-it', options: {} },
		},
		{
			id: '2',
			name: 'Set',
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			position: [200, 0],
			parameters: {
				assignments: {
					assignments: [
						{ id: 'a', name: 'greeting', value: '=Hello {{ $json.body.name }}', type: 'string' },
					],
				},
				options: {},
			},
		},
	],
	connections: { Webhook: { main: [[{ node: 'Set', type: 'main', index: 0 }]] } },
};

let scratch: string;
let packageFolder: string;
let launched: LaunchedN8n;

sharedByTests(
	async () =>
		await startInOrder(async ({ part, folder }) => {
			scratch = folder('real-n8n-');
			packageFolder = join(scratch, 'package');
			writeEmptyPackage(packageFolder);
			launched = await part(launch({ userFolder: join(scratch, 'user'), packageFolder }));
			return {};
		}),
);

test('a published workflow answers its webhook, and its execution can be read', async () => {
	const { client, n8n } = launched;
	const url = `${n8n.url}/webhook/try-it`;
	const { id } = await client.createWorkflow(WORKFLOW);

	await client.activateWorkflow(id);
	await client.webhookReady(url);
	const answer = await request(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ name: 'Ada' }),
	});
	await answer.body.dump();
	const execution = await client.waitForNextExecution(id);

	expect(answer.statusCode).toBe(200);
	expect(execution).toMatchObject({ workflowId: id, status: 'success', mode: 'webhook' });
	expect(outputOf(execution, 'Set')).toMatchObject([{ json: { greeting: 'Hello Ada' } }]);

	await client.deactivateWorkflow(id);
	await client.webhookGone(url);
	expect(await client.executions(id)).toHaveLength(1);
});

test('a workflow runs by hand from pinned data, and is exported as it was created', async () => {
	const { client } = launched;
	const workflow = { ...WORKFLOW, pinData: { Webhook: [{ json: { body: { name: 'Bo' } } }] } };
	const { id } = await client.createWorkflow(workflow);

	const execution = await client.waitForExecution(await client.runWorkflow(id));

	expect(execution).toMatchObject({ status: 'success', mode: 'manual' });
	expect(outputOf(execution, 'Set')).toMatchObject([{ json: { greeting: 'Hello Bo' } }]);
	expect(await client.exportWorkflow(id)).toMatchObject(workflow);
});

test('a port in use and a package that is not built are told before n8n starts', async () => {
	const userFolder = join(scratch, 'other-user');
	await expect(startN8n({ userFolder, packageFolder, port: launched.n8n.port })).rejects.toThrow(
		`Port ${launched.n8n.port} of 127.0.0.1 is in use`,
	);

	const unbuilt = join(scratch, 'unbuilt');
	writeEmptyPackage(unbuilt, { nodes: ['dist/Missing.node.js'] });
	await expect(startN8n({ userFolder, packageFolder: unbuilt })).rejects.toThrow('npm run build');
});

test('a start that is broken off ends n8n', async () => {
	const interruption = new AbortController();
	let url = '';
	const start = startN8n({
		userFolder: join(scratch, 'interrupted-user'),
		packageFolder,
		signal: interruption.signal,
		log(line) {
			url = /http:\S+/.exec(line)?.[0] ?? '';
			interruption.abort();
		},
	});

	await expect(start).rejects.toThrow(/abort/);
	await expect(isListening(Number(new URL(url).port))).resolves.toBe(false);
});

test('a start of several parts that fails at n8n ends those before it', async () => {
	const before = listeningServers();

	const start = startShared({ packageFolder: join(scratch, 'no-such-package') });

	await expect(start).rejects.toThrow(/no-such-package/);
	await noMoreListeningThan(before);
});

test('after the end nothing listens; a next start finds owner and workflows, and ends all where it fails behind n8n', async () => {
	const { n8n, client } = launched;
	const { userFolder } = n8n;
	const [{ id }] = await client.call<Array<{ id: string }>>('GET', '/workflows');
	const before = listeningServers();
	let folderOfStart = '';
	let port = 0;

	await launched.stop();
	await expect(isListening(n8n.port)).resolves.toBe(false);
	expect(processesWith(userFolder)).toEqual([]);

	const start = startInOrder(async ({ part, folder }) => {
		await part(startMavibotApi());
		folderOfStart = folder('real-n8n-failing-');
		const next = await part(launch({ userFolder, packageFolder }));
		({ port } = next.n8n);
		await expect(next.client.getWorkflow(id)).resolves.toMatchObject({ id });
		expect(processesWith(userFolder)).not.toEqual([]);
		throw new Error('the browser does not start');
	});

	await expect(start).rejects.toThrow(/^the browser does not start$/);
	expect(processesWith(userFolder)).toEqual([]);
	expect(existsSync(folderOfStart)).toBe(false);
	await expect(isListening(port)).resolves.toBe(false);
	await noMoreListeningThan(before);
});

function writeEmptyPackage(folder: string, n8n: object = {}): void {
	mkdirSync(folder, { recursive: true });
	writeFileSync(
		join(folder, 'package.json'),
		JSON.stringify({ name: 'n8n-nodes-empty', version: '1.0.0', n8n }),
	);
}

async function isListening(port: number): Promise<boolean> {
	return await new Promise((resolve) => {
		const socket = connect(port, '127.0.0.1');
		socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
		socket.once('connect', () => socket.destroy());
	});
}
