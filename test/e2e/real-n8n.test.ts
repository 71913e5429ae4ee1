/**
 * Starts of n8n that fail, are broken off or come after an end.
 *
 * Takes about 30 s where n8n is installed. The first run on a machine installs it, which takes
 * about five minutes more.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { startMavibotApi } from '../support/mavibot-api';
import { launch, startN8n, type LaunchedN8n } from '../support/real-n8n';
import { startInOrder } from '../support/start-in-order';
import { listeningServers, noMoreListeningThan, processesWith } from '../support/e2e/left-over';
import { sharedByTests } from '../support/e2e/sharing';
import { startShared } from './mavibot/setup';
import { chain } from './mavibot/workflow';

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
	const node = { name: 'Kept', type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} };
	const { id } = await client.createWorkflow(chain('Kept', [node]));
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
