import { request } from 'undici';
import { until } from './until';

/**
 * Waits until n8n has a webhook for this URL. It asks with OPTIONS as a browser would: the answer
 * lists the methods registered for the path, and no workflow runs.
 * @throws after `timeoutMs`
 */
export async function webhookReady(
	url: string,
	method = 'POST',
	timeoutMs = 30_000,
): Promise<void> {
	await until(async () => (await methodsOf(url)).includes(method) || undefined, {
		timeoutMs,
		onTimeout: () => `No webhook for ${method} ${url} after ${timeoutMs} ms`,
	});
}

/** Waits until n8n has no webhook for this URL any more. */
export async function webhookGone(url: string, method = 'POST', timeoutMs = 30_000): Promise<void> {
	await until(async () => !(await methodsOf(url)).includes(method) || undefined, {
		timeoutMs,
		onTimeout: () => `The webhook for ${method} ${url} is still there after ${timeoutMs} ms`,
	});
}

async function methodsOf(url: string): Promise<string[]> {
	const { headers, body } = await request(url, {
		method: 'OPTIONS',
		headers: { origin: new URL(url).origin },
	});
	await body.dump();
	return String(headers['access-control-allow-methods'] ?? '').split(', ');
}
