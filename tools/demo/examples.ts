import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type {
	CredentialReference,
	N8nClient,
	StoredWorkflow,
	WorkflowJson,
} from '../../test/support/real-n8n';

export const EXAMPLES_FOLDER = resolve(__dirname, '..', '..', 'examples');

const CREDENTIAL = { name: 'Local Mavibot', type: 'mavibotApi' };

/** The ids of the example workflows in n8n, and what n8n made up for the addresses of their triggers. */
export type StoredExamples = Awaited<ReturnType<typeof putInExamples>>;

/** The local Mavibot as the credential names it. */
export interface MavibotAccess {
	apiKey: string;
	/** Origin. */
	server: string;
}

interface Stored {
	id: string;
	name: string;
}

/** An example workflow as it stands in its file. */
export function readExample(name: string): WorkflowJson {
	return JSON.parse(readFileSync(join(EXAMPLES_FOLDER, `${name}.json`), 'utf8')) as WorkflowJson;
}

/**
 * Puts the credential and the two example workflows into n8n and activates them. What an earlier run
 * left is used again: the credential with the new key, the workflows as the person changed them.
 * @throws when a workflow cannot be activated, with the reason that n8n gives
 */
export async function putInExamples(client: N8nClient, mavibot: MavibotAccess) {
	const credential = await putInCredential(client, mavibot);
	const echo = await putInWorkflow(client, readExample('echo-with-button'), credential);
	const savePhone = await putInWorkflow(client, readExample('save-and-find-phone'), credential);
	return {
		echo: echo.id,
		savePhone: savePhone.id,
		webhookIds: { echo: webhookIdIn(echo), savePhone: webhookIdIn(savePhone) },
	};
}

async function putInCredential(
	client: N8nClient,
	data: MavibotAccess,
): Promise<CredentialReference> {
	const credential = { ...CREDENTIAL, data: { ...data } };
	const stored = await client.call<Stored[]>('GET', '/credentials');
	const known = stored.find(({ name }) => name === CREDENTIAL.name);
	if (known === undefined) return await client.createCredential(credential);
	await client.call('PATCH', `/credentials/${known.id}`, credential);
	return { id: known.id, name: known.name };
}

async function putInWorkflow(
	client: N8nClient,
	workflow: WorkflowJson,
	credential: CredentialReference,
): Promise<StoredWorkflow> {
	const filter = encodeURIComponent(JSON.stringify({ isArchived: false }));
	const stored = await client.call<Stored[]>('GET', `/workflows?filter=${filter}`);
	const known = stored.find(({ name }) => name === workflow.name);
	if (known === undefined) {
		const created = await client.createWorkflow(withCredential(workflow, credential));
		await client.activateWorkflow(created.id);
		return created;
	}
	// At its start n8n activated the trigger with the key of the earlier run.
	await client.deactivateWorkflow(known.id);
	await client.activateWorkflow(known.id);
	return await client.getWorkflow(known.id);
}

/** @throws when no node of the workflow is called from outside */
export function webhookIdIn({ name, nodes }: WorkflowJson): string {
	const webhookId = nodes.find((node) => node.webhookId)?.webhookId;
	if (webhookId === undefined) throw new Error(`No node of "${name}" has an address`);
	return webhookId;
}

/** The workflow with the credential chosen in each node of this package. */
export function withCredential(
	workflow: WorkflowJson,
	credential: CredentialReference,
): WorkflowJson {
	const nodes = workflow.nodes.map((node) =>
		node.type.startsWith('n8n-nodes-mavibot.')
			? { ...node, credentials: { [CREDENTIAL.type]: credential } }
			: node,
	);
	return { ...workflow, nodes };
}

/** The URL that Mavibot posts messages to. */
export const triggerUrl = (n8nUrl: string, { webhookIds }: StoredExamples): string =>
	`${n8nUrl}/webhook/${webhookIds.echo}/webhook`;

/** The page with the form, filled in with a client's id. */
export function formUrl(n8nUrl: string, { webhookIds }: StoredExamples, clientId: number): string {
	const query = new URLSearchParams({ 'Client ID': String(clientId) });
	return `${n8nUrl}/form/${webhookIds.savePhone}?${query}`;
}
