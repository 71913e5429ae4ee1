import type {
	IDataObject,
	IExecuteFunctions,
	IExecuteSingleFunctions,
	INode,
	INodeExecutionData,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';
import { NothingFound } from '../answers/failures';
import { nodeErrorOf } from '../answers/nodeError';
import { itemsForNothing, meansNothingFound } from '../answers/nothingFound';
import { parametersOf, type GetParameter } from '../input/parameters';
import type { MavibotRequest } from '../transport/request';
import { withWhatIsKnown } from './outputItems';
import { isReview } from './waiting/review';

/** What goes on in place of a result that was not found; undefined where the failure is to be one. */
export const insteadOf = (
	context: IExecuteSingleFunctions,
	error: unknown,
	request: MavibotRequest,
): INodeExecutionData[] | undefined => {
	if (!meansNothingFound(error)) return undefined;
	const instead = itemsForNothing(ifNothingFound(context, parametersOf(context)));
	return instead && withWhatIsKnown(context, instead, request);
};

/**
 * What was chosen to go on where nothing is found. A model that is given nothing at all does not know what that means, so
 * that it is told.
 */
export function ifNothingFound(context: { getNode(): INode }, get: GetParameter): unknown {
	const choice = get('ifNothingFound', 'error');
	return choice === 'noItem' && isTool(context.getNode()) ? 'item' : choice;
}

/**
 * The content of an item that failed while the run goes on. With these two names alone, every n8n from 1.x
 * on puts it on the error output, together with what came in.
 */
function failedItem({ message, description }: NodeApiError | NodeOperationError): IDataObject {
	return description ? { error: message, message: description } : { error: message };
}

/** Whether an AI agent runs the node as a tool; n8n names so, too, what asks a person before one runs. */
export const isTool = (node: INode): boolean => node.type.endsWith('Tool') && !isReview(node);

/**
 * Whether the model of an AI agent reads the output. Of an error that is thrown, n8n's agents tell it the
 * message alone, or nothing (agents before version 3), which it takes for success. Of a review by a person it would
 * take any item for a refusal by that person.
 */
const isReadByModel = (node: INode): boolean => isTool(node) && node.onError !== 'stopWorkflow';

/**
 * What becomes of an item that failed: an output item linked to it, where the run goes on or a model reads it.
 *
 * @param remark for an error that ends the run, or the call of a tool
 * @param whose the items that it is of, as in "items 0 to 57", where the message is to name them
 * @throws NodeApiError or NodeOperationError in the user's words, where the run is to stop
 */
export async function failedOutput(
	context: IExecuteFunctions | IExecuteSingleFunctions,
	error: unknown,
	method: string,
	itemIndex: number,
	remark = '',
	whose = '',
): Promise<INodeExecutionData> {
	const node = context.getNode();
	// A refusal that only means nobody is put as such where a person can choose what follows from it.
	const isNothing = 'ifNothingFound' in node.parameters && meansNothingFound(error);
	const failure = isNothing ? new NothingFound() : error;
	const shown = await nodeErrorOf(context, failure, method, itemIndex);
	// As n8n's own nodes name an item.
	if (whose !== '') shown.message += ` [${whose}]`;
	const pairedItem = { item: itemIndex };
	if (context.continueOnFail()) return { json: failedItem(shown), pairedItem };
	if (remark !== '') shown.description = `${shown.description ?? ''} ${remark}`;
	if (isReadByModel(node)) return { json: failedItem(shown), pairedItem };
	throw shown;
}
