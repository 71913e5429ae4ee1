/**
 * The version of n8n that the engine tests run with is the one that their Jest project names, and has
 * all that the built nodes ask of it. The tests of what an older one lacks are here, too.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as luxon from 'luxon';
import * as n8nWorkflow from 'n8n-workflow';
import type { IDataObject, INodeParameters, INodeProperties, NodeApiError } from 'n8n-workflow';
import lock from '../../../package-lock.json';
import { loopbacksOfTests } from '../../support/e2e/loopback';
import { postedMessage } from '../../support/posted-message';
import { loadedNode } from '../../support/engine/engine';
import { byId, useMavibot } from '../../support/engine/mavibot';
import { createTrigger } from '../../support/engine/trigger';

/** The package that this project of Jest runs with: n8n-core, or the alias of an older one. */
const { n8nCore } = globalThis as unknown as { n8nCore: string };

/** What each alias promises by its name. */
const LINES: Record<string, RegExp> = {
	'n8n-core': /^2\.\d{2,}\./,
	'n8n-core-1': /^1\./,
	'n8n-core-2.0': /^2\.0\./,
};

const DIST = path.resolve(__dirname, '../../../dist');

/** What only a newer n8n has; the nodes ask whether it is there before they use it. */
const OPTIONAL = ['fromFunction', 'fromParameter', 'webhookDescriptionFields'];

const SEND = { resource: 'message', operation: 'send', clientId: byId('101') };

const { api, requests, run } = useMavibot();
const startLoopback = loopbacksOfTests();

/** The version of the package that a name leads to from here, and the folder it lies in. */
function packageOf(name: string): { folder: string; version: string } {
	for (let folder = path.dirname(require.resolve(name)); ; folder = path.dirname(folder)) {
		try {
			const text = readFileSync(path.join(folder, 'package.json'), 'utf8');
			const found = JSON.parse(text) as { name?: string; version: string };
			if (found.name === name) return { folder, version: found.version };
		} catch {
			if (folder === path.dirname(folder)) throw new Error(`${name} has no package.json`);
		}
	}
}

/** What the lock file says is in a folder of node_modules. */
const lockedVersion = (folder: string): string | undefined =>
	(lock.packages as Record<string, { version?: string }>)[
		folder.slice(folder.indexOf('node_modules')).split(path.sep).join('/')
	]?.version;

const builtFiles = (readdirSync(DIST, { recursive: true }) as string[])
	.filter((file) => file.endsWith('.js'))
	.map((file) => readFileSync(path.join(DIST, file), 'utf8'));

/** The names that the built nodes read from a package, by the variable that TypeScript puts it into. */
const namesFrom = (variable: string): string[] => [
	...new Set(
		builtFiles.flatMap((text) =>
			[...text.matchAll(new RegExp(`\\b${variable}\\.(\\w+)`, 'g'))].map(([, name]) => name),
		),
	),
];

describe('the n8n of these tests', () => {
	const core = packageOf('n8n-core');
	const workflow = packageOf('n8n-workflow');

	it('is the one that the project names', () => {
		expect(path.basename(core.folder)).toBe(n8nCore);
		expect(core.version).toMatch(LINES[n8nCore]);
		expect(core.version).toBe(lockedVersion(core.folder));
		expect(workflow.version).toBe(lockedVersion(workflow.folder));
	});

	it('is the one whose engine runs the built nodes, and whose classes they use', async () => {
		api().fail({ action: 'message', status: 401 });

		const { error } = await run({ ...SEND, message: 'Hello' });

		const [title, madeBy, ...calledBy] = (error as NodeApiError).stack?.split('\n') ?? [];
		expect(title).toBe('NodeApiError: Mavibot refused the API key');
		// The engine would have made the error anew, were its class not the engine's own.
		expect(madeBy).toContain(path.join(DIST, 'nodes'));
		const engines = calledBy.flatMap(
			(line) => /node_modules.(n8n-core[^/\\]*)/.exec(line)?.[1] ?? [],
		);
		expect(new Set(engines)).toEqual(new Set([n8nCore]));
	});

	it.each([
		['n8n-workflow', 'n8n_workflow_1', n8nWorkflow],
		['luxon', 'luxon_1', luxon],
	])('has all that the built nodes import from %s', (_name, variable, exported) => {
		const names = namesFrom(variable);
		const missing = names.filter((name) => !(name in exported));

		expect(names.length).toBeGreaterThan(1);
		expect(missing.filter((name) => !OPTIONAL.includes(name))).toEqual([]);
	});
});

describe('the node', () => {
	it('has the request options of n8n and its own in one field', async () => {
		const { properties } = (await loadedNode('mavibot')).description;
		const found = properties.filter(({ name }) => name === 'requestOptions');

		expect(found).toMatchObject([{ isNodeSetting: true, type: 'collection' }]);
		const names = (found[0].options as INodeProperties[]).map(({ name }) => name);
		expect(names.sort()).toEqual(
			'allowUnauthorizedCerts batching longestWait proxy requestsAtOnce timeout tries'.split(' '),
		);
	});
});

describe('the trigger', () => {
	const credentials = () => ({ apiKey: api().apiKey, server: api().origin });
	const activated = async (parameters: INodeParameters = {}, id?: string) => {
		const trigger = await createTrigger(parameters, credentials(), id);
		await trigger.activate();
		return trigger;
	};

	it('answers calls, also while the workflow is published anew, and asks for its project once', async () => {
		const trigger = await activated();
		const statusOf = async (fields?: IDataObject) =>
			(await trigger.call(postedMessage(fields))).answered?.status;

		const first = await trigger.call(postedMessage());
		const next = await trigger.call(postedMessage({ id: 22563045583, message: 'Again' }));

		expect(first.answered).toEqual({ status: 200, json: { status: 'started' } });
		expect(next.answered).toBeUndefined();
		expect(next.result.webhookResponse).toEqual({ status: 'started' });
		const texts = [first, next].map(({ result }) => result.workflowData?.[0][0].json.text);
		expect(texts).toEqual(['Hello', 'Again']);
		expect((await trigger.call({ any: 'thing' })).answered?.status).toBe(400);
		expect(await statusOf({ project_id: 2 })).toBe(403);

		await trigger.deactivate();
		expect((await trigger.call(postedMessage())).result.workflowData).toHaveLength(1);
		await trigger.activate();
		expect(await statusOf({ project_id: 2 })).toBe(403);
		expect(requests().map(({ action }) => action)).toEqual(['connected_channels']);
	});

	it('stores a repeat that overtakes the first event without losing that one', async () => {
		// Two events that come together have copies of the static data of their own.
		const options = { leaveOutRepeats: true };
		const first = await activated({ options }, 'same');
		const overtaking = await activated({ options }, 'same');
		const message = postedMessage({ id: 22563045999 });

		expect((await first.call(message)).answered?.json).toEqual({ status: 'started' });
		expect((await overtaking.call(message)).result).toEqual({
			webhookResponse: { status: 'ignored' },
		});

		expect(overtaking.workflow.getStaticData('node', overtaking.node)).toMatchObject({
			firstEvent: { projectId: '1' },
		});
		expect(overtaking.workflow.getStaticData('global')).toEqual({
			mavibotTriggerEvents: { 'trigger same': ['clientMessage 22563045999'] },
		});
	});

	const regex = { condition: { operator: 'regex', value: '(', caseSensitive: true } };

	it.each<[string, INodeParameters, number]>([
		['Mavibot refused the API key', {}, 1],
		['is not valid', { filters: { text: regex } }, 0],
		[
			'There is no Respond to Webhook node after the Mavibot Trigger',
			{ events: ['blockCall'], responseMode: 'responseNode' },
			0,
		],
	])('tells the person who activates: %s', async (words, parameters, sent) => {
		const trigger = await createTrigger(parameters, { ...credentials(), apiKey: 'none' });

		await expect(trigger.activate()).rejects.toThrow(words);
		expect(requests()).toHaveLength(sent);
	});

	it('downloads what is attached, also behind a redirect, and says why it did not', async () => {
		const files = await startLoopback((request, response) => {
			if (request.url === '/moved') response.writeHead(302, { location: '/photo.png' }).end();
			else if (request.url === '/large') response.end(Buffer.alloc(1_000_001));
			else if (request.url === '/photo.png') {
				response.setHeader('content-type', 'image/png').end('a picture');
			} else response.writeHead(404).end();
		});
		const trigger = await activated({
			options: { downloadAttachments: true, allowLocalNetwork: true, maxFileSize: 1 },
		});

		const links = ['/moved', '/large', '/missing'].map((link) => `${files.origin}${link}`);
		const { result } = await trigger.call(postedMessage({ attachments: links }));

		const [item] = result.workflowData?.[0] ?? [];
		expect(item.json.attachments).toEqual([
			expect.objectContaining({ binary_property: 'attachment_0' }),
			expect.objectContaining({ error: 'Not downloaded: the file is larger than 1 MB' }),
			expect.objectContaining({ error: 'Not downloaded: the server answered 404' }),
		]);
		expect(item.binary?.attachment_0).toMatchObject({
			mimeType: 'image/png',
			data: Buffer.from('a picture').toString('base64'),
		});
	});

	it('gives up a file whose server falls silent in the middle of it', async () => {
		const files = await startLoopback((_request, response) => {
			response.write('the beginning');
		});
		const trigger = await activated({
			options: { downloadAttachments: true, allowLocalNetwork: true, downloadTimeout: 1 },
		});

		const { result } = await trigger.call(postedMessage({ attachments: [files.origin] }));

		expect(result.workflowData?.[0][0].json.attachments).toEqual([
			expect.objectContaining({ error: 'Not downloaded: it took longer than 1 s' }),
		]);
	});

	it.each<[string, INodeParameters, string, string]>([
		['of the project at once, with its own words', {}, 'onReceived', ''],
		['of a block with the last node', { events: ['blockCall'] }, 'lastNode', 'firstEntryJson'],
		['of a block at once', { events: ['blockCall'], responseMode: 'onReceived' }, 'onReceived', ''],
		[
			'of a block with a node for it',
			{ events: ['blockCall'], responseMode: 'responseNode' },
			'responseNode',
			'',
		],
	])('has n8n answer a call %s', async (_what, parameters, mode, data) => {
		const { node, workflow, webhookDescription } = await createTrigger(parameters, credentials());

		// A newer n8n reads the fields so only where they hold expressions of the user; an older one always.
		const read = (value: unknown, fallback: string) =>
			workflow.expression.getSimpleParameterValue(
				node,
				value as string,
				'webhook',
				{},
				undefined,
				fallback,
			);
		expect(read(webhookDescription.responseMode, 'onReceived')).toBe(mode);
		expect(read(webhookDescription.responseData, 'firstEntryJson')).toBe(data);
		if (!('resolveWebhookDescriptionField' in n8nWorkflow)) return;
		for (const [field, value] of Object.entries({ responseMode: mode, responseData: data })) {
			expect(n8nWorkflow.resolveWebhookDescriptionField(node, webhookDescription, field)).toEqual({
				resolved: true,
				value,
			});
		}
	});
});
