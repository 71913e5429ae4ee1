import { setTimeout as wait } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { MavibotApi, PLACEHOLDER_ORIGIN } from '../../credentials/MavibotApi.credentials';
import { retryAfterMs } from '../../nodes/Mavibot/shared/retry';

const MOST_TRIES = 3;
const LONGEST_WAIT_MS = 60_000;
const MOST_BYTES = 32 * 1024 * 1024;

/** Why nothing more can be checked, in words for the person who has the key. */
export class Stop extends Error {}

/** A request without an answer; the message says why, and holds no address. */
export class NoAnswer extends Error {}

export interface ApiRequest {
	action: string;
	verb: 'GET' | 'POST';
	query?: Record<string, string | number>;
	body?: unknown;
	/** Whether it changes nothing, so that it may be repeated after a 429. */
	isRead: boolean;
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

/** What the answers told about their pace. */
export interface Pace {
	requests: number;
	tooMany: number;
	/** Answers with status 429 that carried Retry-After. */
	withRetryAfter: number;
	/** Names of headers that tell of a limit. */
	limitHeaders: Set<string>;
}

export interface Caller {
	/** Scheme, host and port, to be shown. */
	origin: string;
	pace: Pace;
	/**
	 * @throws NoAnswer, and Stop where Mavibot goes on asking for fewer requests
	 */
	call(apiRequest: ApiRequest): Promise<Reply>;
	close(): Promise<void>;
}

const LIMIT_HEADER = /^(x-)?rate-?limit(-(limit|remaining|reset|policy))?$|^retry-after$/;

function problem(error: unknown, timeoutMs: number): NoAnswer {
	const { name, code } = error as { name?: string; code?: unknown };
	const isLate =
		name === 'TimeoutError' ||
		code === 'UND_ERR_HEADERS_TIMEOUT' ||
		code === 'UND_ERR_BODY_TIMEOUT';
	if (isLate) return new NoAnswer(`no whole answer within ${timeoutMs / 1000} s`);
	const known = typeof code === 'string' && /^[A-Z_]+$/.test(code) ? ` (${code})` : '';
	return new NoAnswer(`the connection failed${known}`);
}

async function read(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
	const parts: Uint8Array[] = [];
	let size = 0;
	for await (const part of body) {
		size += part.length;
		if (size > MOST_BYTES) throw new NoAnswer('the answer is larger than 32 MB');
		parts.push(part);
	}
	return Buffer.concat(parts);
}

function parsed(bytes: Buffer): Pick<Reply, 'body' | 'isJson'> {
	try {
		return { body: JSON.parse(bytes.toString('utf8')) as unknown, isJson: true };
	} catch {
		return { body: undefined, isJson: false };
	}
}

/**
 * Calls methods of the API one after the other. Redirects are not followed, so that the key reaches
 * no other server.
 *
 * @param pauseMs between the end of a request and the start of the next
 * @param timeoutMs for a request with its whole answer
 * @throws UserError of the credential where key or server cannot be used; it does not repeat the key
 */
export async function createCaller({
	apiKey,
	server,
	pauseMs,
	timeoutMs,
}: {
	apiKey: string;
	server: string | undefined;
	pauseMs: number;
	timeoutMs: number;
}): Promise<Caller> {
	// The credential decides what a key and a server may look like, here as in n8n.
	const { url: base } = await new MavibotApi().authenticate(
		{ apiKey, server: server ?? '' },
		{ url: `${PLACEHOLDER_ORIGIN}/` },
	);
	const agent = new Agent();
	const pace: Pace = { requests: 0, tooMany: 0, withRetryAfter: 0, limitHeaders: new Set() };

	async function once({ action, verb, query, body }: ApiRequest) {
		const url = new URL(`${base}${action}`);
		for (const [name, value] of Object.entries(query ?? {})) {
			url.searchParams.set(name, String(value));
		}
		if (pace.requests > 0) await wait(pauseMs);
		pace.requests += 1;
		try {
			const answer = await request(url, {
				dispatcher: agent,
				method: verb,
				headers: {
					accept: 'application/json',
					...(body !== undefined && { 'content-type': 'application/json' }),
				},
				body: body === undefined ? undefined : JSON.stringify(body),
				signal: AbortSignal.timeout(timeoutMs),
				headersTimeout: timeoutMs,
				bodyTimeout: timeoutMs,
			});
			const bytes = await read(answer.body);
			for (const name of Object.keys(answer.headers)) {
				if (LIMIT_HEADER.test(name)) pace.limitHeaders.add(name);
			}
			const [mediaType = ''] = String(answer.headers['content-type'] ?? '').split(';');
			const retryAfter = answer.headers['retry-after'];
			const reply: Reply = {
				status: answer.statusCode,
				mediaType: mediaType.trim().toLowerCase(),
				bytes: bytes.length,
				...parsed(bytes),
			};
			return { reply, retryAfter: typeof retryAfter === 'string' ? retryAfter : undefined };
		} catch (error) {
			throw error instanceof NoAnswer ? error : problem(error, timeoutMs);
		}
	}

	return {
		origin: new URL(base).origin,
		pace,
		async call(apiRequest) {
			for (let tries = 1; ; tries++) {
				const { reply, retryAfter } = await once(apiRequest);
				if (reply.status !== 429) return reply;
				pace.tooMany += 1;
				if (retryAfter !== undefined) pace.withRetryAfter += 1;
				const asked = retryAfterMs(retryAfter, Date.now()) ?? 2_000 * tries;
				if (!apiRequest.isRead || tries >= MOST_TRIES || asked > LONGEST_WAIT_MS) {
					throw new Stop(
						'Mavibot asks for fewer requests (HTTP 429). Try again later, with a longer --pause.',
					);
				}
				await wait(asked);
			}
		},
		close: async () => await agent.close(),
	};
}
