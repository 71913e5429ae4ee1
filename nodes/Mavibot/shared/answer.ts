import type {
	IDataObject,
	IExecuteSingleFunctions,
	IN8nHttpFullResponse,
	INodeExecutionData,
	PostReceiveAction,
} from 'n8n-workflow';
import { isObject } from './values/objects';
import { redactionOf, type Redaction } from './withoutKey';

/** An answer that is a refusal, by its HTTP status or by its body; the request wrapper puts it into words. */
export class Refusal extends Error {
	constructor(
		readonly statusCode: number,
		readonly body: unknown,
		readonly headers: IDataObject,
	) {
		super('refused');
	}
}

/** An answer with a status of success that says nothing: JSON that breaks off, or a page for a browser. */
export class UnreadableAnswer extends Error {
	constructor(readonly kind: 'broken off' | 'web page') {
		super(kind);
	}
}

const ACCEPTED_STATUSES = ['success', 'ok', 'true'];
const REASON_FIELDS = ['status', 'message', 'error', 'description', 'code'];
const SOUNDS_LIKE_REFUSAL =
	/fail|error|not[ _]?found|denied|forbidden|invalid|wrong|limit|permission|refus/i;

/**
 * Whether a body says no. The body decides, not the code alone (the contract's `info.description`):
 * `status` is "success" or a reason. A body without `status` is taken as success, and so is one that has
 * a number or text there among other data, as a client's variables may (the contract shows no example).
 */
export function isRefusal(body: unknown): boolean {
	if (!isObject(body) || body.status === undefined || body.status === null) return false;
	const { status } = body;
	if (typeof status === 'boolean') return !status;
	if (typeof status === 'number') return status >= 400;
	if (typeof status !== 'string' || ACCEPTED_STATUSES.includes(status.toLowerCase())) return false;
	return (
		SOUNDS_LIKE_REFUSAL.test(status) ||
		Object.keys(body).every((key) => REASON_FIELDS.includes(key))
	);
}

/** What a text that is no JSON can be, where an answer of Mavibot was expected. */
function unreadableKind(text: string): UnreadableAnswer['kind'] | undefined {
	const [first] = text.trimStart();
	if (first === '<') return 'web page';
	// n8n's HTTP client has parsed all JSON by now, so this is the beginning of one.
	return first === '{' || first === '[' ? 'broken off' : undefined;
}

/**
 * Lets only an answer pass that can be taken for a success.
 *
 * @throws Refusal where the status or the body says no; a redirect counts, since the key must not follow it
 * @throws UnreadableAnswer where the status says yes and the body nothing
 */
function assertAccepted({ statusCode, headers, body }: IN8nHttpFullResponse): void {
	if (statusCode >= 300 || isRefusal(body)) throw new Refusal(statusCode, body, headers);
	const kind = typeof body === 'string' ? unreadableKind(body) : undefined;
	if (kind !== undefined) throw new UnreadableAnswer(kind);
}

/**
 * The body of an answer that was checked, without the key, as a server may quote the address. It is taken
 * out before anything is made of the answer, so that no part of it is left where a text is shortened.
 *
 * @throws as assertAccepted
 */
export function acceptedBody(redaction: Redaction, response: IN8nHttpFullResponse): unknown {
	const body = redaction.value(response.body);
	assertAccepted({ ...response, body: body as IN8nHttpFullResponse['body'] });
	return body;
}

/** Any JSON value as the content of an item; text and other bare values stand under `data`. */
export function asItemContent(value: unknown): IDataObject {
	if (isObject(value)) return value;
	if (value === undefined || value === null || value === '') return {};
	return { data: value as IDataObject['data'] };
}

/** One item for each element of an array, one for anything else. */
export function asItems(value: unknown): INodeExecutionData[] {
	const values = Array.isArray(value) ? value : [value];
	return values.map((element) => ({ json: asItemContent(element) }));
}

/** The first step after every answer; where an operation has no output of its own, also the last. */
export const refuseRefusals: PostReceiveAction = async function (_items, response) {
	const body = acceptedBody(await redactionOf(this), response);
	// The steps behind this one read it there.
	response.body = body as IN8nHttpFullResponse['body'];
	return asItems(body);
};

/**
 * Makes the output of an operation of its answer's body.
 *
 * @param shape gives the content of each item; an array gives as many items as it has elements
 */
export const output = (
	shape: (this: IExecuteSingleFunctions, body: unknown) => unknown,
): PostReceiveAction =>
	async function (_items, response) {
		return asItems(shape.call(this, response.body));
	};

/** A body without its `status`, which after the answer's check only says that all went well. */
export function statusLeftOut(body: IDataObject): IDataObject {
	const rest = { ...body };
	delete rest.status;
	return rest;
}

/** An answer without its `status`. */
export const withoutStatus = output((body) => (isObject(body) ? statusLeftOut(body) : body));
