import type {
	IDataObject,
	IExecuteFunctions,
	IExecutePaginationFunctions,
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IHookFunctions,
	IN8nHttpFullResponse,
	INode,
	INodeExecutionData,
	JsonObject,
	DeclarativeRestApiSettings,
} from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { PLACEHOLDER_ORIGIN } from '../../../credentials/MavibotApi.credentials';
import { acceptedBody, Refusal, UnreadableAnswer } from './answer';
import { connectionFailure, isBeforeRequest } from './connectionFailures';
import {
	explainLostConnection,
	explainProxyRefusal,
	explainRefusal,
	explainUnknown,
	explainUnreadable,
	type Explanation,
} from './errors';
import { itemsForNothing, meansNothingFound, NothingFound } from './found';
import { createTurns, turnsOf } from './inFlight';
import { isWrite, PERMISSION_OF_METHOD } from './permissions';
import { InputProblem, refusalOf } from './prepare';
import { httpSettings, paceOf } from './requestSettings';
import { withRetries, type Retrying } from './retry';
import { isObject } from './values/objects';
import { redactionFor, redactionOf } from './withoutKey';

/** What every request of the node has in common; the credential replaces the origin and adds the key. */
export const REQUEST_DEFAULTS = {
	baseURL: PLACEHOLDER_ORIGIN,
	json: true,
	ignoreHttpStatusErrors: true,
	disableFollowRedirect: true,
} satisfies Partial<IHttpRequestOptions>;

/** The method of the API that a routing's URL names. */
export const methodOf = (url: string | undefined): string => (url ?? '').replace(/^\//, '');

type AnyFunctions =
	| IExecuteFunctions
	| IExecuteSingleFunctions
	| ILoadOptionsFunctions
	| IHookFunctions;

/** Errors that are in the user's words already, since what gathers items puts them so before it knows the item. */
const inWords = new WeakSet<object>();

/**
 * The error that n8n shows for a failed request. It is made anew, since the one from n8n's HTTP client
 * holds the request, and with it the key.
 */
async function errorFor(
	context: AnyFunctions,
	error: unknown,
	method: string,
	itemIndex?: number,
): Promise<NodeApiError | NodeOperationError> {
	if (error instanceof NothingFound) {
		return new NodeOperationError(context.getNode(), 'Nothing was found in Mavibot', {
			itemIndex,
			description: 'To go on all the same, choose so under "If Nothing Is Found".',
			level: 'warning',
		});
	}
	const clean = await redactionOf(context).catch(() => redactionFor(''));
	const options = { itemIndex, level: 'warning' } as const;
	if (error instanceof InputProblem) {
		return new NodeOperationError(context.getNode(), clean.text(error.message), {
			...options,
			description: error.advice && clean.text(error.advice),
		});
	}
	if (error instanceof NodeOperationError) return error;
	const node = context.getNode();
	const isInWords = inWords.has(error as object);
	const explanation = isInWords ? undefined : ofRequest(error, method, isThroughProxy(node));
	const { message, description } = explanation ?? ofElse(error, method);
	const shown = {
		...options,
		message: clean.text(message),
		description: clean.text(description) || undefined,
	};
	if (explanation === undefined) return new NodeOperationError(node, shown.message, shown);
	const httpCode = error instanceof Refusal ? String(error.statusCode) : undefined;
	const put = new NodeApiError(node, {} as JsonObject, { ...shown, httpCode });
	inWords.add(put);
	return put;
}

/** Whether requests go through a proxy; a field for it that is added and empty is refused before. */
const isThroughProxy = ({ parameters }: INode): boolean =>
	isObject(parameters.requestOptions) && 'proxy' in parameters.requestOptions;

/** What to say of a request that left; undefined where the failure is of another kind. */
function ofRequest(error: unknown, method: string, proxied: boolean): Explanation | undefined {
	if (error instanceof Refusal) {
		return proxied && error.statusCode === 407
			? explainProxyRefusal()
			: explainRefusal(method, error);
	}
	if (error instanceof UnreadableAnswer) return explainUnreadable(error.kind, method);
	const failure = connectionFailure(error);
	return failure && explainLostConnection(failure, method, proxied);
}

/** What to say of any other failure, in its own words: those of n8n, or of the credential. */
function ofElse(error: unknown, method: string): Explanation {
	// n8n's HTTP client wraps them.
	const cause = error instanceof NodeApiError && error.cause instanceof Error ? error.cause : error;
	const { message, description } = cause as { message?: string; description?: string | null };
	const said = { message: message ?? String(error), description: description ?? '' };
	const isKnown = isBeforeRequest(error) || inWords.has(error as object);
	return isKnown ? said : explainUnknown(said, method);
}

/**
 * The content of an item that failed while the run goes on. With these two names alone, every n8n from 1.x
 * on puts it on the error output, together with what came in.
 */
function failedItem({ message, description }: NodeApiError | NodeOperationError): IDataObject {
	return description ? { error: message, message: description } : { error: message };
}

/**
 * Whether the model of an AI agent reads the output. Of an error that is thrown, n8n's agents tell it the
 * message alone, or nothing (agents before version 3), which it takes for success.
 */
const isReadByModel = ({ type, onError }: INode) =>
	type.endsWith('Tool') && onError !== 'stopWorkflow';

/**
 * What becomes of an item that failed: an output item linked to it, where the run goes on or a model reads it.
 *
 * @param remark for an error that ends the run, or the call of a tool
 * @throws NodeApiError or NodeOperationError in the user's words, where the run is to stop
 */
export async function failedOutput(
	context: IExecuteFunctions | IExecuteSingleFunctions,
	error: unknown,
	method: string,
	itemIndex: number,
	remark = '',
): Promise<INodeExecutionData> {
	const node = context.getNode();
	// A refusal that only means nobody is put as such where a person can choose what follows from it.
	const isNothing = 'ifNothingFound' in node.parameters && meansNothingFound(error);
	const failure = isNothing ? new NothingFound() : error;
	const shown = await errorFor(context, failure, method, itemIndex);
	const pairedItem = { item: itemIndex };
	if (context.continueOnFail()) return { json: failedItem(shown), pairedItem };
	if (remark !== '') shown.description = `${shown.description ?? ''} ${remark}`;
	if (isReadByModel(node)) return { json: failedItem(shown), pairedItem };
	throw shown;
}

/**
 * How a request may be sent again, by the node's "Request Options".
 *
 * @param settings the value of the parameter `requestOptions`
 * @throws InputProblem in the user's words
 */
function retryingOf(context: AnyFunctions, method: string, settings: IDataObject): Retrying {
	const { requestsAtOnce, ...pace } = paceOf(settings);
	const turns =
		'getExecuteData' in context
			? turnsOf(context.getExecuteData(), requestsAtOnce)
			: createTurns(requestsAtOnce);
	return { ...pace, isSafe: !isWrite(method), turns };
}

/**
 * The request of one item, called by n8n in place of its own (`requestOperations.pagination`). What the
 * operation's fields collected goes as the body, or as the query of a GET; refused input is not sent;
 * each output item is linked to its input item.
 */
export async function sendItem(
	this: IExecutePaginationFunctions,
	requestData: DeclarativeRestApiSettings.ResultOptions,
): Promise<INodeExecutionData[]> {
	const { options } = requestData;
	const itemIndex = this.getItemIndex();
	const pairedItem = { item: itemIndex };
	const method = methodOf(options.url);
	try {
		const refusal = refusalOf(options);
		if (refusal !== undefined) throw refusal;
		if (!Object.hasOwn(PERMISSION_OF_METHOD, method)) {
			throw new InputProblem(
				'This node has no such operation',
				'Choose Resource and Operation in the form. They take no expression; for items of different kinds, use a node for each.',
			);
		}
		const settings = this.getNodeParameter('requestOptions', {}) as IDataObject;
		requestData.options = { ...withQueryOfGet(options), ...httpSettings(settings) };
		// A credential that cannot be read is told while it is certain that nothing was sent.
		await redactionOf(this);
		const items = await withRetries(
			async () => await this.makeRoutingRequest(requestData),
			retryingOf(this, method, settings),
		);
		return items.map((item) => ({ ...item, pairedItem }));
	} catch (error) {
		const instead = insteadOf(this, error);
		if (instead) return instead.map((item) => ({ ...item, pairedItem }));
		return [await failedOutput(this, error, method, itemIndex)];
	}
}

/** What goes on in place of a result that was not found; undefined where the failure is to be one. */
export const insteadOf = (
	context: IExecuteSingleFunctions,
	error: unknown,
): INodeExecutionData[] | undefined =>
	meansNothingFound(error)
		? itemsForNothing(context.getNodeParameter('ifNothingFound', 'error'))
		: undefined;

/** A request as an operation's fields put it together: a URL such as `/message`, and what is sent. */
export type MavibotRequest = Pick<IHttpRequestOptions, 'method' | 'url' | 'qs' | 'body'>;

/** What the fields of an operation collect stands in the body; of a GET, it belongs into the query. */
export function withQueryOfGet<Request extends Partial<MavibotRequest>>(request: Request): Request {
	if (request.method !== 'GET') return request;
	return { ...request, qs: { ...request.qs, ...(request.body as IDataObject) }, body: undefined };
}

/**
 * A request outside the routing, and again where that can do no harm.
 *
 * @param settings the value of the node's "Request Options", where it has any
 * @returns the answer's body
 * @throws what went wrong, to be put into words by `failedOutput` or `callMavibot`; it can hold the key
 */
export async function requestMavibot(
	this: AnyFunctions,
	request: MavibotRequest,
	settings: IDataObject,
): Promise<unknown> {
	const method = methodOf(request.url);
	const options: IHttpRequestOptions = {
		...REQUEST_DEFAULTS,
		...httpSettings(settings),
		...withQueryOfGet(request),
		returnFullResponse: true,
	};
	// A credential that cannot be read is told while it is certain that nothing was sent.
	const redaction = await redactionOf(this);
	return await withRetries(
		async () => {
			const response = (await this.helpers.httpRequestWithAuthentication.call(
				this,
				'mavibotApi',
				options,
			)) as IN8nHttpFullResponse;
			return acceptedBody(redaction, method, response);
		},
		retryingOf(this, method, settings),
	);
}

/** A list of the editor has no items, but goes no other way than they do: not around the node's proxy. */
const settingsOfList = (context: AnyFunctions): IDataObject =>
	'getCurrentNodeParameters' in context
		? (context.getNodeParameter('requestOptions', {}) as IDataObject)
		: {};

/**
 * A request for a list of the editor, a check at activation, or many items.
 *
 * @param method of the API, as in `connected_channels`
 * @param data the query of a GET, the body of a POST
 * @param settings the value of the node's "Request Options", where it has any
 * @returns the answer's body
 * @throws InputProblem for settings that cannot be, and NodeApiError in the user's words, never with the key
 */
export async function callMavibot(
	this: AnyFunctions,
	httpMethod: 'GET' | 'POST',
	method: string,
	data: IDataObject | IDataObject[] = {},
	settings = settingsOfList(this),
): Promise<unknown> {
	try {
		const request = { method: httpMethod, url: `/${method}`, body: data };
		return await requestMavibot.call(this, request, settings);
	} catch (error) {
		throw error instanceof InputProblem ? error : await errorFor(this, error, method);
	}
}
