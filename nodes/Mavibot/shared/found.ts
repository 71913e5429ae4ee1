import type { IExecuteSingleFunctions, INodeExecutionData, PostReceiveAction } from 'n8n-workflow';
import { asItems, Refusal } from './answer';
import { isEmpty, isObject } from './values/objects';

/** An answer that is no refusal and holds nothing: no id, or an empty list. */
export class NothingFound extends Error {}

const SAYS_NOT_FOUND = /not[ _]?found|no such|no client/i;

/** Whether a finding operation's failure means that there is nothing to find. */
export function meansNothingFound(error: unknown): boolean {
	if (error instanceof NothingFound) return true;
	if (!(error instanceof Refusal)) return false;
	const { statusCode, body } = error;
	const reasons = isObject(body) ? [body.status, body.message, body.error] : [];
	return (
		statusCode === 404 ||
		(statusCode < 400 && reasons.some((reason) => SAYS_NOT_FOUND.test(String(reason))))
	);
}

/**
 * What goes on in place of a result that was not found, as the person chose.
 *
 * @returns undefined where the choice is to stop with an error
 */
export function itemsForNothing(
	context: IExecuteSingleFunctions,
): INodeExecutionData[] | undefined {
	switch (context.getNodeParameter('ifNothingFound', 'error')) {
		case 'noItem':
			return [];
		case 'item':
			return [{ json: { found: false } }];
		default:
			return undefined;
	}
}

/** The item of a client that was found: `{ client_id }`, with whatever else the answer held. */
export const foundClientId: PostReceiveAction = async function (_items, response) {
	const body: unknown = response.body;
	if (isEmpty(body) || (isObject(body) && isEmpty(body.client_id))) throw new NothingFound();
	return asItems(body);
};
