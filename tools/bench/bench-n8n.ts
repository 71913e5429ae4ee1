import { randomUUID } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { INodeParameters } from 'n8n-workflow';
import { startShared } from '../../test/e2e/mavibot/setup';
import { chain } from '../../test/e2e/mavibot/workflow';
import { startN8n, type CredentialReference, type N8nClient } from '../../test/support/real-n8n';
import { startInOrder } from '../../test/support/start-in-order';
import { createPoster } from './load';

const PROJECT_FOLDER = resolve(__dirname, '..', '..');
const FIXTURES = join(__dirname, 'fixtures');

/** A node of a workflow that is measured. */
export interface BenchNode {
	type: string;
	typeVersion: number;
	parameters: INodeParameters;
	/** Whether it gets the credential for the local Mavibot. */
	hasCredential?: boolean;
	/** Others, by type. */
	credentials?: Record<string, CredentialReference>;
}

export type BenchN8n = Awaited<ReturnType<typeof startBenchN8n>>;

/** This package with the fixtures in it, since n8n is given one package. */
function packageWithFixtures(folder: string): string {
	const manifest = JSON.parse(readFileSync(join(PROJECT_FOLDER, 'package.json'), 'utf8')) as {
		n8n: { nodes: string[] };
	};
	for (const part of ['dist', 'index.js']) {
		cpSync(join(PROJECT_FOLDER, part), join(folder, part), { recursive: true });
	}
	cpSync(FIXTURES, join(folder, 'dist', 'fixtures'), { recursive: true });
	manifest.n8n.nodes.push(...readdirSync(FIXTURES).map((file) => `dist/fixtures/${file}`));
	writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
	return folder;
}

/**
 * Starts a real n8n with this package and the fixtures, beside a local Mavibot.
 * @param env added to n8n's environment
 */
export async function startBenchN8n(env: Record<string, string> = {}) {
	const { client, ...started } = await startInOrder(async ({ part, folder, atEnd }) => {
		const packageFolder = packageWithFixtures(folder('mavibot-bench-'));
		// Busy with 10,000 items, n8n would take its database for gone, and answer 503.
		const options = { packageFolder, env: { DB_PING_TIMEOUT_MS: '120000', ...env } };
		const { post } = await part(createPoster());
		const { launched, ...shared } = await part(startShared(options));
		let running = launched.n8n;
		atEnd(async () => await running.stop());
		/** Ends n8n and starts it again at the same address, so that the session goes on. */
		const restart = async () => {
			const { userFolder, port } = running;
			await running.stop();
			running = await startN8n({ ...options, userFolder, port });
		};
		return { ...shared, post, restart };
	});
	const { credential } = started;
	return {
		...{ client, ...started },
		activated: activatedOn({ client, credential, origin: client.url }),
	};
}

/**
 * @param origin of the process that takes webhooks
 * @returns activates a workflow of these nodes, one after the other, the first a trigger; `settings` of the workflow come
 * besides its execution order; gives its id, and the URL of its first node's webhook
 */
export function activatedOn({
	client,
	credential,
	origin,
}: {
	client: N8nClient;
	credential: CredentialReference;
	origin: string;
}) {
	const nodeOf = ({ hasCredential, ...node }: BenchNode, index: number) => ({
		...node,
		name: `Node ${index}`,
		...(index === 0 && { webhookId: randomUUID() }),
		...(hasCredential && { credentials: { mavibotApi: credential } }),
	});
	return async (
		name: string,
		benchNodes: BenchNode[],
		settings: Record<string, string> = {},
	): Promise<{ workflowId: string; url: string }> => {
		const nodes = benchNodes.map(nodeOf);
		const [trigger] = nodes;
		// n8n's Webhook node takes its whole path from a field; the others add theirs to the webhookId.
		const isWebhook = trigger.type.endsWith('.webhook');
		if (isWebhook) trigger.parameters = { ...trigger.parameters, path: trigger.webhookId ?? '' };
		const workflow = chain(name, nodes);
		const { id } = await client.createWorkflow({
			...workflow,
			settings: { ...workflow.settings, ...settings },
		});
		await client.activateWorkflow(id);
		const url = `${origin}/webhook/${trigger.webhookId}${isWebhook ? '' : '/webhook'}`;
		await client.webhookReady(url);
		return { workflowId: id, url };
	};
}

/** The trigger that starts with as many items as its body's `count` says. */
export const ITEMS_TRIGGER: BenchNode = {
	type: 'n8n-nodes-mavibot.itemsTrigger',
	typeVersion: 2,
	parameters: {},
};

/** Gives one item, with how many came in. */
export const COUNTER: BenchNode = {
	type: 'n8n-nodes-mavibot.itemCounter',
	typeVersion: 1,
	parameters: {},
};

export const mavibotNode = (parameters: INodeParameters): BenchNode => ({
	type: 'n8n-nodes-mavibot.mavibot',
	typeVersion: 1,
	parameters,
	hasCredential: true,
});

/** n8n's HTTP Request node with the credential of this package, posting what `body` says in its fields. */
export const httpRequestNode = (url: string, body: INodeParameters): BenchNode => ({
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.2,
	parameters: {
		method: 'POST',
		url,
		authentication: 'predefinedCredentialType',
		nodeCredentialType: 'mavibotApi',
		sendBody: true,
		options: {},
		...body,
	},
	hasCredential: true,
});
