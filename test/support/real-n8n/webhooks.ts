import { request } from 'undici';
import { until } from './until';

/**
 * Waits until n8n has a webhook for this URL. It asks with OPTIONS as a browser would: the answer
 * lists the methods registered for the path, and no workflow runs.
 */
export async function webhookReady(url: string): Promise<void> {
	await until(async () => (await takesPost(url)) || undefined, {
		onTimeout: () => `No webhook for POST ${url}`,
	});
}

/** Waits until n8n has no webhook for this URL any more. */
export async function webhookGone(url: string): Promise<void> {
	await until(async () => !(await takesPost(url)) || undefined, {
		onTimeout: () => `The webhook for POST ${url} is still there`,
	});
}

async function takesPost(url: string): Promise<boolean> {
	const { headers, body } = await request(url, {
		method: 'OPTIONS',
		headers: { origin: new URL(url).origin },
	});
	await body.dump();
	return String(headers['access-control-allow-methods']).split(', ').includes('POST');
}
