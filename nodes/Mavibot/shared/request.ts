import type {
	IDataObject,
	IExecuteFunctions,
	IExecutePaginationFunctions,
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IHookFunctions,
	IN8nHttpFullResponse,
	INodeExecutionData,
	JsonObject,
	DeclarativeRestApiSettings,
} from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { PLACEHOLDER_ORIGIN } from '../../../credentials/MavibotApi.credentials';
import { assertAccepted, Refusal } from './answer';
import { explainLostConnection, explainRefusal } from './errors';
import { itemsForNothing, meansNothingFound, NothingFound } from './found';
import { whenFree } from './inFlight';
import { InputProblem, refusalOf } from './prepare';
import { requestSettings } from './requestSettings';
import { connectionFailure, isWrite, withRetries } from './retry';

/** What every request of the node has in common; the credential replaces the origin and adds the key. */
export const REQUEST_DEFAULTS = {
	baseURL: PLACEHOLDER_ORIGIN,
	json: true,
	ignoreHttpStatusErrors: true,
	disableFollowRedirect: true,
} satisfies Partial<IHttpRequestOptions>;

const methodOf = (url: string | undefined) => (url ?? '').replace(/^\//, '');

type AnyFunctions =
	| IExecuteFunctions
	| IExecuteSingleFunctions
	| ILoadOptionsFunctions
	| IHookFunctions;

/** A text without the key, for errors that quote the server. */
async function withoutKey(context: AnyFunctions, text: string): Promise<string> {
	const { apiKey } = await context.getCredentials('mavibotApi');
	const key = String(apiKey ?? '').trim();
	return key === ''
		? text
		: text.replaceAll(key, '*****').replaceAll(encodeURIComponent(key), '*****');
}

/**
 * The error that n8n shows for a failed request. It is made anew, since the one from n8n's HTTP client
 * holds the request, and with it the key.
 */
async function errorFor(
	context: AnyFunctions,
	error: unknown,
	method: string,
	httpMethod: string | undefined,
	itemIndex?: number,
): Promise<NodeApiError | NodeOperationError> {
	if (error instanceof NothingFound) {
		return new NodeOperationError(context.getNode(), 'Nothing was found in Mavibot', {
			itemIndex,
			description: 'To go on all the same, choose so under "If Nothing Is Found".',
			level: 'warning',
		});
	}
	if (error instanceof InputProblem) {
		return new NodeOperationError(context.getNode(), error.message, {
			itemIndex,
			description: error.advice,
			level: 'warning',
		});
	}
	const code = connectionFailure(error);
	if (!(error instanceof Refusal) && code === undefined) {
		if (error instanceof NodeOperationError) return error;
		const { message, description } = causeOf(error);
		return new NodeOperationError(context.getNode(), await withoutKey(context, message), {
			itemIndex,
			description,
			level: 'warning',
		});
	}
	const { message, description } =
		error instanceof Refusal
			? explainRefusal(method, error)
			: explainLostConnection(code, isWrite(httpMethod, method));
	return new NodeApiError(context.getNode(), {} as JsonObject, {
		message,
		description: await withoutKey(context, description),
		httpCode: error instanceof Refusal ? String(error.statusCode) : undefined,
		itemIndex,
		level: 'warning',
	});
}

/** What lies under the error that n8n's HTTP client wraps around one of the credential's. */
function causeOf(error: unknown): { message: string; description?: string } {
	const cause = error instanceof NodeApiError && error.cause instanceof Error ? error.cause : error;
	const { message, description } = cause as { message?: string; description?: string | null };
	return { message: message ?? String(error), description: description ?? undefined };
}

/**
 * The content of an item that failed while the run goes on. With these two names alone, n8n puts it on
 * the error output, together with what came in.
 */
function failedItem({ message, description }: NodeApiError | NodeOperationError): IDataObject {
	return description ? { error: message, details: description } : { error: message };
}

/**
 * What becomes of an item that failed: an output item linked to it, where the run goes on.
 *
 * @param remark for the error of a run that ends here
 * @throws NodeApiError or NodeOperationError in the user's words, where the run is to stop
 */
export async function failedOutput(
	context: IExecuteFunctions | IExecuteSingleFunctions,
	error: unknown,
	method: string,
	httpMethod: string | undefined,
	itemIndex: number,
	remark = '',
): Promise<INodeExecutionData> {
	const shown = await errorFor(context, error, method, httpMethod, itemIndex);
	if (context.continueOnFail()) return { json: failedItem(shown), pairedItem: { item: itemIndex } };
	if (remark !== '') shown.description = `${shown.description ?? ''} ${remark}`;
	throw shown;
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
		if (options.method === 'GET') {
			options.qs = { ...options.qs, ...(options.body as IDataObject) };
			delete options.body;
		}
		const items = await withRetries(
			async () =>
				await whenFree(
					this.getExecuteData(),
					async () => await this.makeRoutingRequest(requestData),
				),
			!isWrite(options.method, method),
		);
		return items.map((item) => ({ ...item, pairedItem }));
	} catch (error) {
		const instead = meansNothingFound(error)
			? itemsForNothing(this.getNodeParameter('ifNothingFound', 'error'))
			: undefined;
		if (instead) return instead.map((item) => ({ ...item, pairedItem }));
		return [await failedOutput(this, error, method, options.method, itemIndex)];
	}
}

/**
 * A request outside the routing: a list for the editor, a check at activation, a bulk operation.
 *
 * @param method of the API, as in `connected_channels`
 * @param data the query of a GET, the body of a POST
 * @param settings the value of the node's "Request Options", where it has any
 * @returns the answer's body
 * @throws NodeApiError in the user's words, never with the key
 */
export async function callMavibot(
	this: IExecuteFunctions | IExecuteSingleFunctions | ILoadOptionsFunctions | IHookFunctions,
	httpMethod: 'GET' | 'POST',
	method: string,
	data: IDataObject | IDataObject[] = {},
	settings: IDataObject = {},
): Promise<unknown> {
	const options: IHttpRequestOptions = {
		...REQUEST_DEFAULTS,
		...requestSettings(settings),
		returnFullResponse: true,
		url: `/${method}`,
		method: httpMethod,
		...(httpMethod === 'GET' ? { qs: data as IDataObject } : { body: data }),
	};
	try {
		return await withRetries(async () => {
			const response = (await this.helpers.httpRequestWithAuthentication.call(
				this,
				'mavibotApi',
				options,
			)) as IN8nHttpFullResponse;
			assertAccepted(response);
			return response.body as unknown;
		}, !isWrite(httpMethod, method));
	} catch (error) {
		throw await errorFor(this, error, method, httpMethod);
	}
}
