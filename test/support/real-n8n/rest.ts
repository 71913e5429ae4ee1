import { randomUUID } from 'node:crypto';
import { Agent, request } from 'undici';

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

export type Rest = ReturnType<typeof createRest>;

/** A session with n8n's internal REST API at `url` (an origin). */
export function createRest(url: string) {
	const dispatcher = new Agent();
	// n8n binds the login cookie to this header, and a test run's events to the other.
	const headers = { 'browser-id': randomUUID(), 'push-ref': randomUUID() };
	let cookie: string | undefined;

	async function send(method: Method, path: string, body?: object): Promise<unknown> {
		const answer = await request(url + path, {
			method,
			dispatcher,
			headers: {
				...headers,
				...(cookie && { cookie }),
				...(body && { 'content-type': 'application/json' }),
			},
			body: body && JSON.stringify(body),
		});
		cookie = sessionCookieOf(answer.headers['set-cookie']) ?? cookie;
		const text = await answer.body.text();
		const parsed = parse(text);
		if (answer.statusCode < 400) return parsed;
		const isReason = typeof parsed === 'object' && parsed !== null && 'message' in parsed;
		const reason = isReason ? String(parsed.message) : text.slice(0, 500);
		throw new Error(`${method} ${path}: ${answer.statusCode} ${reason}`);
	}

	return {
		/**
		 * Calls a path below `/rest` as the editor does.
		 * @returns what the answer has under `data`
		 * @throws for a status of 400 and above, with it and with n8n's words
		 */
		async call<T>(method: Method, path: string, body?: object) {
			return ((await send(method, `/rest${path}`, body)) as { data: T }).data;
		},
		/** Fetches any path with the session's cookie, as parsed JSON. */
		fetchJson: async <T>(path: string) => (await send('GET', path)) as T,
		/** The name and value of the session's cookie, for a browser test; absent before the login. */
		sessionCookie() {
			if (cookie === undefined) return undefined;
			const at = cookie.indexOf('=');
			return { name: cookie.slice(0, at), value: cookie.slice(at + 1) };
		},
		/** Ends open connections. */
		close: async () => await dispatcher.close(),
	};
}

function sessionCookieOf(header: string | string[] | undefined): string | undefined {
	const cookies = [header ?? []].flat();
	return cookies.find((line) => line.startsWith('n8n-auth='))?.split(';')[0];
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
