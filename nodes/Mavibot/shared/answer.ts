import type {
	IDataObject,
	IExecuteSingleFunctions,
	IN8nHttpFullResponse,
	INodeExecutionData,
	PostReceiveAction,
} from 'n8n-workflow';
import { isObject } from './values/objects';

/** An answer that is a refusal, by its HTTP status or by its body; the request wrapper puts it into words. */
export class Refusal extends Error {
	constructor(
		readonly statusCode: number,
		readonly body: unknown,
		readonly retryAfter: string | undefined,
	) {
		super('refused');
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

/** @throws Refusal where the status or the body says no; a redirect counts, since the key must not follow it */
export function assertAccepted(response: IN8nHttpFullResponse): void {
	if (response.statusCode >= 300 || isRefusal(response.body)) {
		const retryAfter = response.headers['retry-after'];
		throw new Refusal(
			response.statusCode,
			response.body,
			typeof retryAfter === 'string' ? retryAfter : undefined,
		);
	}
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
	assertAccepted(response);
	return asItems(response.body);
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
