import { storeCredential } from '../../../test/e2e/mavibot/setup';
import { startMavibotApi, type MavibotApi } from '../../../test/support/mavibot-api';
import type { CredentialReference } from '../../../test/support/real-n8n';
import { activatedOn, type BenchN8n, type BenchNode } from '../bench-n8n';
import { publishChanged } from './publish';
import { NO_OPERATION, WEBHOOK_NODE } from './rivals';

interface Active {
	workflowId: string;
	url: string;
}

/** A Mavibot of its own, and the workflows of the two receivers, both published. */
export interface Stage {
	n8n: BenchN8n;
	mavibot: MavibotApi;
	credential: CredentialReference;
	ours: Active;
	control: Active;
}

/** Sets up a stage in an n8n that runs, and takes it down when the act is over. */
export async function onStage<Result>(
	n8n: BenchN8n,
	{ name, trigger }: { name: string; trigger: BenchNode },
	act: (stage: Stage) => Promise<Result>,
): Promise<Result> {
	const { client } = n8n;
	const mavibot = await startMavibotApi();
	try {
		const credential = await storeCredential({ mavibot, client }, name);
		const activated = activatedOn({ client, credential, origin: client.url });
		const ours = await activated(`${name}, ours`, [trigger, NO_OPERATION]);
		const control = await activated(`${name}, control`, [WEBHOOK_NODE, NO_OPERATION]);
		const result = await act({ n8n, mavibot, credential, ours, control });
		// What one act has published is not tried again beside the next.
		for (const { workflowId } of [ours, control]) await client.deactivateWorkflow(workflowId);
		return result;
	} finally {
		await mavibot.stop();
	}
}

/** Gives the credential of a stage another key, or that of another Mavibot. */
export async function changeCredential(
	{ n8n, credential }: Stage,
	data: { apiKey: string; server: string },
): Promise<void> {
	const { id, name } = credential;
	await n8n.client.call('PATCH', `/credentials/${id}`, { name, type: 'mavibotApi', data });
}

/**
 * Publishes both workflows anew, each with another value in a field that lets the same messages pass.
 *
 * @param number another one each time
 * @returns for each, ours first, whether it could be published
 */
export async function publishBoth(
	{ n8n: { client }, ours, control }: Stage,
	number: number,
): Promise<boolean[]> {
	const allowedOrigins = `https://number-${number}.example`;
	const { nodes } = await client.getWorkflow(ours.workflowId);
	const serviceTexts = `no text of these messages ${number}`;
	const options = { ...Object(nodes[0].parameters.options), serviceTexts };
	return await Promise.all([
		publishChanged(client, ours.workflowId, { options }),
		publishChanged(client, control.workflowId, { options: { allowedOrigins } }),
	]);
}
