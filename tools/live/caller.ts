import { setTimeout } from 'node:timers/promises';
import { MavibotApi, PLACEHOLDER_ORIGIN } from '../../credentials/MavibotApi.credentials';
import { retryAfterMs } from '../../nodes/Mavibot/transport/retry';
import { methods, READS } from './contract';
import type { Settings } from './options';

const MOST_TRIES = 3;
const LONGEST_WAIT_MS = 60_000;
const LIMIT_HEADER = /^(x-)?rate-?limit(-(limit|remaining|reset|policy))?$|^retry-after$/;

/** Why nothing more can be checked, in words for the person who has the key. */
export class Stop extends Error {}

/** A request without an answer; the message says why, and holds no address. */
export class NoAnswer extends Error {}

export interface Asked {
	query?: Record<string, string | number>;
	body?: unknown;
}

export interface Reply {
	status: number;
	/** Without parameters, in lower case; '' where there is none. */
	mediaType: string;
	/** Undefined where the body is no JSON. */
	body: unknown;
	isJson: boolean;
	bytes: number;
}

/** What lets time pass; a test has one of its own. */
export interface Clock {
	wait(ms: number): Promise<unknown>;
	timeout(ms: number): AbortSignal;
}

export const realClock: Clock = { wait: setTimeout, timeout: (ms) => AbortSignal.timeout(ms) };

export type Caller = Awaited<ReturnType<typeof createCaller>>;

function problem(error: unknown, timeoutMs: number): NoAnswer {
	const { name, cause } = error as Error & { cause?: { code?: unknown } };
	if (name === 'TimeoutError') return new NoAnswer(`no whole answer within ${timeoutMs / 1000} s`);
	const code = String(cause?.code);
	return new NoAnswer(`the connection failed${/^[A-Z_]+$/.test(code) ? ` (${code})` : ''}`);
}

function parsed(text: string): Pick<Reply, 'body' | 'isJson'> {
	try {
		return { body: JSON.parse(text) as unknown, isJson: true };
	} catch {
		return { body: undefined, isJson: false };
	}
}

/**
 * Calls methods of the API one after the other; those that change something only with --write.
 * Redirects are not followed, so that the key reaches no other server.
 *
 * @throws UserError of the credential where key or server cannot be used; it does not repeat the key
 */
export async function createCaller(settings: Settings, clock: Clock) {
	const { apiKey, server, pauseMs, timeoutMs } = settings;
	// The credential decides what a key and a server may look like, here as in n8n.
	const { url: base } = await new MavibotApi().authenticate(
		{ apiKey, server },
		{ url: `${PLACEHOLDER_ORIGIN}/` },
	);
	let requests = 0;
	let tooMany = 0;
	const limitHeaders = new Set<string>();

	async function once(action: string, { query = {}, body }: Asked) {
		const url = new URL(`${base}${action}`);
		for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
		if (requests > 0) await clock.wait(pauseMs);
		requests += 1;
		const type = body === undefined ? undefined : { 'content-type': 'application/json' };
		try {
			const answer = await fetch(url, {
				method: methods.get(action)?.verb,
				headers: { accept: 'application/json', ...type },
				body: body === undefined ? undefined : JSON.stringify(body),
				redirect: 'manual',
				signal: clock.timeout(timeoutMs),
			});
			const bytes = Buffer.from(await answer.arrayBuffer());
			const [mediaType] = (answer.headers.get('content-type') ?? '').split(';');
			const reply: Reply = {
				status: answer.status,
				mediaType: mediaType.trim().toLowerCase(),
				bytes: bytes.length,
				...parsed(bytes.toString()),
			};
			return { reply, headers: answer.headers };
		} catch (error) {
			throw problem(error, timeoutMs);
		}
	}

	return {
		origin: new URL(base).origin,
		/** @throws NoAnswer, and Stop where Mavibot goes on asking for fewer requests */
		async call(action: string, asked: Asked = {}): Promise<Reply> {
			const isRead = READS.includes(action);
			if (!isRead && !settings.write) throw new Error(`${action} changes something`);
			for (let tries = 1; ; tries++) {
				const { reply, headers } = await once(action, asked);
				for (const name of headers.keys()) if (LIMIT_HEADER.test(name)) limitHeaders.add(name);
				if (reply.status !== 429) return reply;
				tooMany += 1;
				const delay = retryAfterMs(headers.get('retry-after'), Date.now()) ?? 2_000 * tries;
				if (!isRead || tries >= MOST_TRIES || delay > LONGEST_WAIT_MS) {
					throw new Stop(
						'Mavibot asks for fewer requests (HTTP 429). Try again later, with a longer --pause.',
					);
				}
				await clock.wait(delay);
			}
		},
		/** What the answers told about limits. */
		limits: () =>
			`HTTP 429 to ${tooMany} of ${requests} requests; headers that tell of a limit: ${[...limitHeaders].join(', ') || 'none'}`,
	};
}
