import type {
	IDataObject,
	IExecuteSingleFunctions,
	IN8nHttpFullResponse,
	INodeExecutionData,
	PostReceiveAction,
} from 'n8n-workflow';
import { isRefusal } from './refusals';
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
 * Lets only an answer pass that can be taken for a success.
 *
 * @throws Refusal where the status or the body says no; a redirect counts, since the key must not follow it
 * @throws UnreadableAnswer where the status says yes and the body nothing
 */
function assertAccepted(method: string, { statusCode, headers, body }: IN8nHttpFullResponse): void {
	if (statusCode >= 300 || isRefusal(method, body)) throw new Refusal(statusCode, body, headers);
	const kind = typeof body === 'string' ? unreadableKind(body) : undefined;
	if (kind !== undefined) throw new UnreadableAnswer(kind);
}

/**
 * The body of an answer that was checked, without the key, as a server may quote the address. It is taken
 * out before anything is made of the answer, so that no part of it is left where a text is shortened.
 *
 * @param method of the API, as in `get_clients`
 * @throws as assertAccepted
 */
export function acceptedBody(
	redaction: Redaction,
	method: string,
	response: IN8nHttpFullResponse,
): unknown {
	const body = redaction.value(response.body);
	assertAccepted(method, { ...response, body: body as IN8nHttpFullResponse['body'] });
	return body;
}

/** Any JSON value as the content of an item; text and other bare values stand under `data`. */
export function asItemContent(value: unknown): IDataObject {
	if (isObject(value)) return value;
	if (value === undefined || value === null || value === '') return {};
	return { data: value as IDataObject['data'] };
}

/** One item that holds an answer, whatever it is: so there is one for each item that was sent. */
export const asOneItem = (value: unknown): INodeExecutionData[] => [{ json: asItemContent(value) }];

/** One item for each element of an array, one for anything else: for an answer that is a list of things. */
export const asItems = (value: unknown): INodeExecutionData[] =>
	Array.isArray(value) ? value.flatMap(asOneItem) : asOneItem(value);

/**
 * The first step after every answer; where an operation has no output of its own, also the last.
 *
 * @param method of the API, as in `get_clients`
 */
export const refuseRefusals = (method: string): PostReceiveAction =>
	async function (_items, response) {
		const body = acceptedBody(await redactionOf(this), method, response);
		// The steps behind this one read it there.
		response.body = body as IN8nHttpFullResponse['body'];
		return asOneItem(body);
	};

type Shape = (this: IExecuteSingleFunctions, body: unknown) => unknown;

/**
 * Makes the output of an operation of its answer's body.
 *
 * @param shape gives the content of the one item
 */
export const output = (shape: Shape): PostReceiveAction =>
	async function (_items, response) {
		return asOneItem(shape.call(this, response.body));
	};

/**
 * Makes the output of an operation that asks for a list.
 *
 * @param shape gives the contents of the items, as an array; anything else is one item
 */
export const listOutput = (shape: Shape): PostReceiveAction =>
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
