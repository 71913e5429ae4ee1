import { startMavibotApi } from '../../test/support/mavibot-api';
import { launch, type Log, type StartOptions } from '../../test/support/real-n8n';
import { startInOrder } from '../../test/support/start-in-order';
import { startReloading } from './reload';
import { putInExamples, triggerUrl } from './examples';

export interface DemoOptions
	extends Pick<StartOptions, 'userFolder' | 'installation' | 'port' | 'signal'> {
	/** Of the local Mavibot; default: a free one. */
	chatPort?: number;
	/** Whether n8n loads the package anew when a file of it changes; default: no. */
	watch?: boolean;
	log: Log;
}

export type Demo = Awaited<ReturnType<typeof startDemo>>;

/**
 * Starts the local Mavibot and a real n8n, puts the example workflows in, and connects the two.
 * @returns its parts, `reloading` with `watch` only, and what ends all of it
 * @throws with what to do; nothing is left running then
 */
export async function startDemo(options: DemoOptions) {
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
