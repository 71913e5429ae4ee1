import { randomUUID } from 'node:crypto';
import { Agent, request } from 'undici';

/** A refusal by n8n's REST API. */
export class N8nApiError extends Error {
	constructor(
		message: string,
		/** HTTP status. */
		readonly status: number,
		/** The answer as it came; for a node's error also `description` and `messages`. */
		readonly body: unknown,
	) {
		super(message);
		this.name = 'N8nApiError';
	}
}

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

export interface Rest {
	/**
	 * Calls a path below `/rest` as the editor does.
	 * @returns what the answer has under `data`
	 * @throws N8nApiError for a status of 400 and above
	 */
	call<T>(method: Method, path: string, body?: object): Promise<T>;
	/** Fetches any path with the session's cookie, as parsed JSON. */
	fetchJson<T>(path: string): Promise<T>;
	/** The name and value of the session's cookie, for a browser test; absent before the login. */
	sessionCookie(): { name: string; value: string } | undefined;
	/** Ends open connections. */
	close(): Promise<void>;
}

/** A session with n8n's internal REST API at `url` (an origin). */
export function createRest(url: string): Rest {
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
		if (answer.statusCode >= 400) {
			const reason = messageOf(parsed) ?? text.slice(0, 500);
			throw new N8nApiError(
				`${method} ${path}: ${answer.statusCode} ${reason}`,
				answer.statusCode,
				parsed,
			);
		}
		return parsed;
	}

	return {
		async call<T>(method: Method, path: string, body?: object) {
			return ((await send(method, `/rest${path}`, body)) as { data: T }).data;
		},
		async fetchJson<T>(path: string) {
			return (await send('GET', path)) as T;
		},
		sessionCookie() {
			if (cookie === undefined) return undefined;
			const at = cookie.indexOf('=');
			return { name: cookie.slice(0, at), value: cookie.slice(at + 1) };
		},
		close: async () => await dispatcher.close(),
	};
}

function sessionCookieOf(header: string | string[] | undefined): string | undefined {
	return [header ?? []]
		.flat()
		.find((line) => line.startsWith('n8n-auth='))
		?.split(';')[0];
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

function messageOf(body: unknown): string | undefined {
	if (typeof body !== 'object' || body === null || !('message' in body)) return undefined;
	return String(body.message);
}
