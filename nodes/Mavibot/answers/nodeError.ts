import { NodeApiError, NodeOperationError, type INode, type JsonObject } from 'n8n-workflow';
import { InputProblem } from '../input/problem';
import { isObject } from '../input/objects';
import { connectionFailure, isBeforeRequest } from './brokenConnections';
import { NothingFound, Refusal, UnreadableAnswer } from './failures';
import {
	explainLostConnection,
	explainProxyRefusal,
	explainRefusal,
	explainUnknown,
	explainUnreadable,
	type Explanation,
} from './inWords';
import { redactionFor, redactionOf, type KeyHolder } from './withoutKey';

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
	return isBeforeRequest(error) ? said : explainUnknown(said, method);
}

/**
 * The error that n8n shows for a failed request, in the user's words. It is made anew, since the one from n8n's
 * HTTP client holds the request, and with it the key.
 *
 * @param method of the API, as in `get_clients`
 */
export async function nodeErrorOf(
	context: KeyHolder,
	error: unknown,
	method: string,
	itemIndex?: number,
): Promise<NodeApiError | NodeOperationError> {
	const node = context.getNode();
	if (error instanceof NothingFound) {
		return new NodeOperationError(node, 'Nothing was found in Mavibot', {
			itemIndex,
			description: 'To go on all the same, choose so under "If Nothing Is Found".',
			level: 'warning',
		});
	}
	const clean = await redactionOf(context).catch(() => redactionFor(''));
	const options = { itemIndex, level: 'warning' } as const;
	if (error instanceof InputProblem) {
		return new NodeOperationError(node, clean.text(error.message), {
			...options,
			description: error.advice && clean.text(error.advice),
		});
	}
	if (error instanceof NodeOperationError) return error;
	const explanation = ofRequest(error, method, isThroughProxy(node));
	const { message, description } = explanation ?? ofElse(error, method);
	const shown = {
		...options,
		message: clean.text(message),
		description: clean.text(description) || undefined,
	};
	if (explanation === undefined) return new NodeOperationError(node, shown.message, shown);
	const httpCode = error instanceof Refusal ? String(error.statusCode) : undefined;
	return new NodeApiError(node, {} as JsonObject, { ...shown, httpCode });
}
