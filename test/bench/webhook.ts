/**
 * Events per second of three nodes with the same workflow behind them, in turn in one run of one n8n:
 * this trigger with its checks on, a bare trigger that passes the body on, and n8n's Webhook node; and of
 * this trigger with repeated events left out, which stores something for each. Once with n8n's own
 * settings, once with N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true.
 *
 * Run it on a machine that does nothing else, with this package built: `npx tsx test/bench/webhook.ts`,
 * or with `--rounds 9 --events 400 --parallel 50`. Takes about ten minutes on two cores.
 */
import { randomUUID } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { INode } from 'n8n-workflow';
import { Agent, request } from 'undici';
import { startMavibotApi } from '../mavibot-api';
import { launch, type N8nClient } from '../real-n8n';
import { until } from '../real-n8n/until';

const PROJECT_FOLDER = resolve(__dirname, '..', '..');
const SECRET = 'sesame';

/** As little as a trigger can be; above version 1, n8n evaluates nothing for it. */
const BARE_TRIGGER = `
class BareTrigger {
	constructor() {
		this.description = {
			displayName: 'Bare Trigger', name: 'bareTrigger', group: ['trigger'], version: 2,
			credentials: [{ name: 'mavibotApi', required: false }],
			description: 'Passes the body on', defaults: { name: 'Bare Trigger' }, inputs: [], outputs: ['main'],
			webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook' }],
			properties: [],
		};
	}
	async webhook() {
		return { workflowData: [[{ json: this.getBodyData() }]] };
	}
}
module.exports = { BareTrigger };
`;

/** This package with the bare trigger in it, since n8n is given one package. */
function packageWithBareTrigger(folder: string): string {
	const manifest = JSON.parse(readFileSync(join(PROJECT_FOLDER, 'package.json'), 'utf8')) as {
		n8n: { nodes: string[] };
	};
	for (const part of ['dist', 'index.js']) {
		cpSync(join(PROJECT_FOLDER, part), join(folder, part), { recursive: true });
	}
	mkdirSync(join(folder, 'dist', 'bare'));
	writeFileSync(join(folder, 'dist', 'bare', 'BareTrigger.node.js'), BARE_TRIGGER);
	manifest.n8n.nodes.push('dist/bare/BareTrigger.node.js');
	writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
	return folder;
}

interface Contestant {
	name: string;
	/** n8n looks into its database for the owner of each credential before each execution. */
	hasCredential?: boolean;
	node: Pick<INode, 'type' | 'typeVersion' | 'parameters'>;
	/** After the node's webhookId. */
	path: string;
}

const MAVIBOT = { type: 'n8n-nodes-mavibot.mavibotTrigger', typeVersion: 1.1 };
const CHECKS = {
	filters: {
		messengers: [1, 6],
		bots: ['tea_shop_bot'],
		text: { condition: { operator: 'regex', value: '^event \\d+$', caseSensitive: false } },
	},
};
const CALLER = { secret: SECRET, allowedAddresses: '127.0.0.0/8, ::1' };

const CONTESTANTS: Contestant[] = [
	{
		name: 'this trigger, checks on',
		hasCredential: true,
		node: { ...MAVIBOT, parameters: { ...CHECKS, options: CALLER } },
		path: `/webhook?secret=${SECRET}`,
	},
	{
		name: 'bare trigger',
		node: { type: 'n8n-nodes-mavibot.bareTrigger', typeVersion: 2, parameters: {} },
		path: '/webhook',
	},
	{
		name: 'Webhook node',
		node: {
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			parameters: { httpMethod: 'POST', options: {} },
		},
		path: '',
	},
	{
		name: 'bare trigger with a credential',
		hasCredential: true,
		node: { type: 'n8n-nodes-mavibot.bareTrigger', typeVersion: 2, parameters: {} },
		path: '/webhook',
	},
	{
		name: 'this trigger, repeats left out too',
		hasCredential: true,
		node: { ...MAVIBOT, parameters: { ...CHECKS, options: { ...CALLER, leaveOutRepeats: true } } },
		path: `/webhook?secret=${SECRET}`,
	},
];

interface Target {
	workflowId: string;
	url: string;
}

async function activated(
	client: N8nClient,
	{ name, hasCredential, node, path }: Contestant,
	credential: { id: string; name: string },
): Promise<Target> {
	const webhookId = randomUUID();
	const isWebhook = node.type.endsWith('.webhook');
	const parameters = isWebhook ? { ...node.parameters, path: webhookId } : node.parameters;
	const { id } = await client.createWorkflow({
		name,
		nodes: [
			{
				...node,
				parameters,
				id: '1',
				name: 'Trigger',
				position: [0, 0],
				webhookId,
				...(hasCredential && { credentials: { mavibotApi: credential } }),
			},
			{
				id: '2',
				name: 'After',
				type: 'n8n-nodes-base.noOp',
				typeVersion: 1,
				position: [200, 0],
				parameters: {},
			},
		],
		connections: { Trigger: { main: [[{ node: 'After', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	});
	await client.activateWorkflow(id);
	const url = `${client.url}/webhook/${webhookId}${path}`;
	await client.webhookReady(url.split('?')[0]);
	return { workflowId: id, url };
}

let lastId = 22563045582;

const event = () => {
	const id = ++lastId;
	return JSON.stringify({
		id,
		client: {
			id: 101,
			recepient: '777000101',
			client_type: 1,
			name: 'Anna',
			avatar: null,
			created_at: 1767225600,
			tag: null,
			group: 'tea_shop_bot',
			variables: { phone: '15550101' },
		},
		message: `event ${id}`,
		attachments: null,
		message_id: null,
		project_id: 1,
		is_input: 1,
		delivered: 1,
		error_message: null,
	});
};

/** Events per second, from the first post to the end of the last execution. */
async function measured(
	client: N8nClient,
	agent: Agent,
	{ workflowId, url }: Target,
	{ events, parallel }: { events: number; parallel: number },
): Promise<number> {
	const start = performance.now();
	let left = events;
	const caller = async () => {
		while (left-- > 0) {
			const { statusCode, body } = await request(url, {
				method: 'POST',
				dispatcher: agent,
				headers: { 'content-type': 'application/json' },
				body: event(),
			});
			const text = await body.text();
			if (statusCode !== 200 || text.includes('ignored')) throw new Error(`${url}: ${text}`);
		}
	};
	await Promise.all(Array.from({ length: parallel }, caller));
	await until(
		async () =>
			(await client.executions(workflowId)).every(({ stoppedAt }) => stoppedAt !== null) ||
			undefined,
		{ timeoutMs: 60_000, onTimeout: () => `${url}: executions did not end` },
	);
	return events / ((performance.now() - start) / 1000);
}

const median = (numbers: number[]): number => {
	const sorted = [...numbers].sort((one, other) => one - other);
	const middle = sorted.length >> 1;
	return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

async function run(
	scratch: string,
	packageFolder: string,
	env: Record<string, string>,
	size: { rounds: number; events: number; parallel: number },
): Promise<void> {
	const mavibot = await startMavibotApi();
	const agent = new Agent();
	const userFolder = mkdtempSync(join(scratch, 'user-'));
	const launched = await launch({ userFolder, packageFolder, env });
	try {
		const { client } = launched;
		const credential = await client.createCredential({
			name: 'Mavibot',
			type: 'mavibotApi',
			data: { apiKey: mavibot.apiKey, server: mavibot.origin },
		});
		const targets: Target[] = [];
		for (const contestant of CONTESTANTS) {
			targets.push(await activated(client, contestant, credential));
		}
		for (const target of targets) {
			await measured(client, agent, target, { ...size, events: Math.min(size.events, 100) });
		}
		const results: number[][] = targets.map(() => []);
		for (let round = 0; round < size.rounds; round++) {
			// Each begins as often as the others.
			for (let turn = 0; turn < targets.length; turn++) {
				const index = (round + turn) % targets.length;
				results[index].push(await measured(client, agent, targets[index], size));
			}
		}
		// Rates of one round were measured within the same minute, so their ratio says more than medians do.
		const ratio = (index: number, to: number) =>
			median(results[index].map((rate, round) => rate / results[to][round])).toFixed(2);
		const [BARE, WEBHOOK] = [1, 2];
		console.log(
			'| node | events/s, median | lowest to highest | of the bare trigger | of the Webhook node |',
		);
		console.log('|---|---|---|---|---|');
		results.forEach((rates, index) => {
			const range = `${Math.min(...rates).toFixed(1)} to ${Math.max(...rates).toFixed(1)}`;
			const ratios = `${ratio(index, BARE)} | ${ratio(index, WEBHOOK)}`;
			console.log(
				`| ${CONTESTANTS[index].name} | ${median(rates).toFixed(1)} | ${range} | ${ratios} |`,
			);
		});
	} finally {
		await launched.stop();
		await mavibot.stop();
		await agent.close();
	}
}

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			rounds: { type: 'string', default: '7' },
			events: { type: 'string', default: '200' },
			parallel: { type: 'string', default: '50' },
		},
	});
	const size = {
		rounds: Number(values.rounds),
		events: Number(values.events),
		parallel: Number(values.parallel),
	};
	const scratch = mkdtempSync(join(tmpdir(), 'webhook-bench-'));
	try {
		const packageFolder = packageWithBareTrigger(join(scratch, 'package'));
		for (const lazy of ['false', 'true']) {
			console.log(`\nN8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=${lazy}, ${JSON.stringify(size)}\n`);
			await run(scratch, packageFolder, { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: lazy }, size);
		}
	} finally {
		rmSync(scratch, { recursive: true, force: true });
	}
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
