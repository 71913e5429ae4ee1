import type { IN8nHttpFullResponse } from 'n8n-workflow';
import { Refusal, UnreadableAnswer } from './failures';
import { isRefusal } from './refusals';
import type { Redaction } from './withoutKey';

/** Whether a body is a page for a browser. */
export const isWebPage = (body: unknown): boolean =>
	typeof body === 'string' && body.trimStart().startsWith('<');

/** What a text that is no JSON can be, where an answer of Mavibot was expected. */
function unreadableKind(text: string): UnreadableAnswer['kind'] | undefined {
	if (isWebPage(text)) return 'web page';
	const [first] = text.trimStart();
	// n8n's HTTP client has parsed all JSON by now, so this is the beginning of one.
	return first === '{' || first === '[' ? 'broken off' : undefined;
}

/**
 * The body of an answer that can be taken for a success: by its status, its body and what that means. It comes
 * without the key, as a server may quote the address; the key is taken out before anything is made of the
 * answer, so that no part of it is left where a text is shortened.
 *
 * @param method of the API, as in `get_clients`
 * @param sent the API's names of what was sent
 * @throws Refusal where the status or the body says no; a redirect counts, since the key must not follow it
 * @throws UnreadableAnswer where the status says yes and the body nothing
 */
export function acceptedBody(
	redaction: Redaction,
	method: string,
	{ statusCode, headers, body: given }: IN8nHttpFullResponse,
	sent: string[] = [],
): unknown {
	const body = redaction.value(given);
	if (statusCode >= 300 || isRefusal(method, body)) {
		throw new Refusal(statusCode, body, headers, sent);
	}
	const kind = typeof body === 'string' ? unreadableKind(body) : undefined;
	if (kind !== undefined) throw new UnreadableAnswer(kind);
	return body;
}
