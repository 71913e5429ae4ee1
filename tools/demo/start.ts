import { startMavibotApi, type MavibotApi } from '../../test/support/mavibot-api';
import {
	launch,
	type LaunchedN8n,
	type Log,
	type N8nInstallation,
} from '../../test/support/real-n8n';
import { startInOrder } from '../../test/support/start-in-order';
import { startReloading, type Reloading } from './reload';
import { putInExamples, triggerUrl, type StoredExamples } from './examples';

export interface DemoOptions {
	/** Where n8n keeps everything; may be used again. */
	userFolder: string;
	installation: N8nInstallation;
	/** Of n8n; default: a free one. */
	port?: number;
	/** Of the local Mavibot; default: a free one. */
	chatPort?: number;
	/** Whether n8n loads the package anew when a file of it changes; default: no. */
	watch?: boolean;
	log: Log;
	/** Ends the start. */
	signal?: AbortSignal;
}

export interface Demo {
	mavibot: MavibotApi;
	launched: LaunchedN8n;
	workflows: StoredExamples;
	/** With `watch` only. */
	reloading?: Reloading;
	/** Ends all of it; resolves when it is gone. */
	stop(): Promise<void>;
}

/**
 * Starts the local Mavibot and a real n8n, puts the example workflows in, and connects the two.
 * @throws with what to do; nothing is left running then
 */
export async function startDemo(options: DemoOptions): Promise<Demo> {
	const { userFolder, installation, port, chatPort, watch, log, signal } = options;
	return await startInOrder(async ({ part }) => {
		const mavibot = await part(startMavibotApi({ port: chatPort }));
		const env = watch ? { N8N_DEV_RELOAD: 'true' } : undefined;
		const launched = await part(launch({ userFolder, installation, port, env, log, signal }));
		log('Putting the credential and the example workflows in');
		const access = { apiKey: mavibot.apiKey, server: mavibot.origin };
		const workflows = await putInExamples(launched.client, access);
		signal?.throwIfAborted();
		mavibot.setWebhookUrl(triggerUrl(launched.n8n.url, workflows));
		const reloading = watch ? await part(startReloading({ launched, log, signal })) : undefined;
		return { mavibot, launched, workflows, reloading };
	});
}
