import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allPermissions } from '../../mavibot-api/contract';
import { freePorts } from '../../real-n8n/ports';
import { KEY_MARK, storeCredential, type Shared } from './setup';
import { errorOf, httpRequestNode, runWith, sendNode } from './workflow';

/** In the runs of these tests, to see that a search finds what n8n stored. */
const STORED_TEXT = 'Stored as plain text';

/** The key is in nothing that n8n keeps or answers; to be run last, when all else has left its traces. */
export function testsOfSecret(shared: () => Shared): void {
	const sent = async (credential = shared().credential) =>
		await runWith(
			shared().client,
			[{ client_id: 101 }],
			[sendNode('Send', credential, STORED_TEXT)],
		);
	const requested = async () => {
		const { client, credential, mavibot } = shared();
		const url = `${mavibot.origin}/api/connected_channels`;
		return await runWith(client, [{}], [httpRequestNode('Request', credential, url)]);
	};

	afterEach(() => {
		const { mavibot } = shared();
		mavibot.clearFaults();
		mavibot.setPermissions([...allPermissions]);
	});

	test('a missing permission', async () => {
		shared().mavibot.setPermissions([]);
		expect(errorOf(await sent()).message).toContain('The Mavibot API key may not');
		expect((await requested()).status).toBe('error');
	});

	test('an error of the server that quotes the address with the key', async () => {
		const { mavibot } = shared();
		const body = { status: 'error', message: `failed: /api/${mavibot.apiKey}/message` };
		mavibot.fail({ status: 500, body });
		expect(errorOf(await sent()).message).toBe('Mavibot could not process the request');
		mavibot.fail({ status: 500, body: { status: 'error', message: 'failed' } });
		expect((await requested()).status).toBe('error');
	});

	test('a connection that breaks', async () => {
		const { mavibot } = shared();
		mavibot.fail({ drop: 'before', times: Infinity });
		expect(errorOf(await sent()).message).toContain('Mavibot could not be reached');
		expect((await requested()).status).toBe('error');
	});

	test('a server where nobody answers', async () => {
		const [port] = await freePorts(1);
		const nobody = await storeCredential(shared(), 'Nobody', {
			server: `http://127.0.0.1:${port}`,
		});
		expect(errorOf(await sent(nobody)).message).toContain('nothing answers at this address');
	});

	test('the key is in no answer of n8n', async () => {
		const { client } = shared();
		const workflows = await client.call<Array<{ id: string }>>('GET', '/workflows');
		const stored = await client.call<{ results: Array<{ id: string }> }>(
			'GET',
			'/executions?limit=100',
		);
		expect(stored.results.length).toBeGreaterThan(10);
		const answers: unknown[] = [
			workflows,
			stored,
			await client.call('GET', '/credentials'),
			...(await Promise.all(workflows.map(async ({ id }) => await client.exportWorkflow(id)))),
			...(await Promise.all(
				stored.results.map(async ({ id }) => await client.call('GET', `/executions/${id}`)),
			)),
		];
		const withKey = answers.filter((answer) => JSON.stringify(answer).includes(KEY_MARK));
		expect(withKey).toEqual([]);
	});

	test('the key is in no file of n8n: database, log, settings', async () => {
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
		const filesWith = (text: string) => files.filter((file) => readFileSync(file).includes(text));
		expect(filesWith(STORED_TEXT)).not.toEqual([]);
		expect(filesWith(KEY_MARK)).toEqual([]);
	});
}
