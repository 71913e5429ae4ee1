import { startMavibotApi, type MavibotApi } from '../../test/support/mavibot-api';
import {
	launch,
	type LaunchedN8n,
	type Log,
	type N8nInstallation,
} from '../../test/support/real-n8n';
import { startInOrder } from '../../test/support/start-in-order';
import { putInExamples, triggerUrl, type StoredExamples } from './examples';

export interface DemoOptions {
	/** Where n8n keeps everything; may be used again. */
	userFolder: string;
	installation: N8nInstallation;
	/** Of n8n; default: a free one. */
	port?: number;
	/** Of the local Mavibot; default: a free one. */
	chatPort?: number;
	log: Log;
	/** Ends the start. */
	signal?: AbortSignal;
}

export interface Demo {
	mavibot: MavibotApi;
	launched: LaunchedN8n;
	workflows: StoredExamples;
	/** Ends n8n and the local Mavibot; resolves when both are gone. */
	stop(): Promise<void>;
}

/**
 * Starts the local Mavibot and a real n8n, puts the example workflows in, and connects the two.
 * @throws with what to do; nothing is left running then
 */
export async function startDemo(options: DemoOptions): Promise<Demo> {
	const { userFolder, installation, port, chatPort, log, signal } = options;
	return await startInOrder(async ({ part }) => {
		const mavibot = await part(startMavibotApi({ port: chatPort }));
		const launched = await part(launch({ userFolder, installation, port, log, signal }));
		log('Putting the credential and the example workflows in');
		const access = { apiKey: mavibot.apiKey, server: mavibot.origin };
		const workflows = await putInExamples(launched.client, access);
		signal?.throwIfAborted();
		mavibot.setWebhookUrl(triggerUrl(launched.n8n.url, workflows));
		return { mavibot, launched, workflows };
	});
}
