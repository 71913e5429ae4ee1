import type {
	IDataObject,
	IExecuteFunctions,
	IExecuteSingleFunctions,
	IHookFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import { PLACEHOLDER_ORIGIN } from '../../../credentials/MavibotApi.credentials';
import { acceptedBody } from '../answers/accepted';
import { nodeErrorOf } from '../answers/nodeError';
import { redactionOf } from '../answers/withoutKey';
import { isWrite, methodOf, requestOf, type MethodName } from '../api/methods';
import { isObject } from '../input/objects';
import { InputProblem } from '../input/problem';
import { withRetries } from './retry';
import { httpSettings, paceOf } from './requestOptions';
import { createTurns, turnsOf } from './turns';

/** What every request of the node has in common; the credential replaces the origin and adds the key. */
export const REQUEST_DEFAULTS = {
	baseURL: PLACEHOLDER_ORIGIN,
	json: true,
	ignoreHttpStatusErrors: true,
	disableFollowRedirect: true,
} satisfies Partial<IHttpRequestOptions>;

/** A request as an operation's fields put it together: a URL such as `/message`, and what is sent. */
export type MavibotRequest = Pick<IHttpRequestOptions, 'method' | 'url' | 'qs' | 'body'>;

type Context =
	| IExecuteFunctions
	| IExecuteSingleFunctions
	| ILoadOptionsFunctions
	| IHookFunctions
	| IPollFunctions
	| IWebhookFunctions;

/** What the fields of an operation collect stands in the body; of a GET, it belongs into the query. */
function withQueryOfGet(request: MavibotRequest): MavibotRequest {
	if (request.method !== 'GET') return request;
	return { ...request, qs: { ...request.qs, ...(request.body as IDataObject) }, body: undefined };
}

/** The API's names of what a request sends; those of the first element where it sends a list. */
function namesIn({ qs, body }: MavibotRequest): string[] {
	const sent: unknown = Array.isArray(body) ? body[0] : body;
	return Object.keys({ ...qs, ...(isObject(sent) ? sent : {}) });
}

/**
 * One request to Mavibot, and again where that can do no harm: it waits for its turn among those of its run, gets
 * its key from the credential, and is judged by its status, its body, and what that means.
 *
 * @param settings the value of the node's "Request Options", where it has any
 * @returns the answer's body, without the key
 * @throws any of the failures of `answers/failures.ts`, to be put into words by `nodeErrorOf`; it can hold the key
 */
export async function requestMavibot(
	context: Context,
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
	const redaction = await redactionOf(context);
	const { requestsAtOnce, ...pace } = paceOf(settings);
	const turns =
		'getExecuteData' in context
			? turnsOf(context.getExecuteData(), requestsAtOnce)
			: createTurns(requestsAtOnce);
	const send = async (): Promise<unknown> => {
		const response = (await context.helpers.httpRequestWithAuthentication.call(
			context,
			'mavibotApi',
			options,
		)) as IN8nHttpFullResponse;
		return acceptedBody(redaction, method, response, namesIn(request));
	};
	return await withRetries(send, { ...pace, isSafe: !isWrite(method), turns });
}

/**
 * A request that is not of an item: for a list of the editor, which goes no other way than items do, not around the
 * node's proxy, or for a check at activation.
 *
 * @param data the query of a GET, the body of a POST
 * @returns the answer's body
 * @throws InputProblem for settings that cannot be, and NodeApiError in the user's words, never with the key
 */
export async function askMavibot(
	context: ILoadOptionsFunctions | IHookFunctions,
	method: MethodName,
	data: IDataObject = {},
): Promise<unknown> {
	try {
		const settings =
			'getCurrentNodeParameters' in context ? context.getNodeParameter('requestOptions', {}) : {};
		const request = { ...requestOf(method), body: data };
		return await requestMavibot(context, request, settings as IDataObject);
	} catch (error) {
		throw error instanceof InputProblem ? error : await nodeErrorOf(context, error, method);
	}
}
