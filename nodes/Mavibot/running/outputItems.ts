import {
	deepCopy,
	type IDataObject,
	type IExecuteSingleFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';
import { putClientId } from '../answers/clientId';
import { methodOf } from '../api/methods';
import { includesInput } from '../fields/results';
import { parametersOf, type GetParameter } from '../input/parameters';
import type { MavibotRequest } from '../transport/request';
import { clientOf } from './inOrder';

/** Of a history, each message says whose it is, but those for a model, which are to hold nothing else. */
const SAYS_CLIENT_ITSELF = 'get_history';

/**
 * The items of one input item with its fields beneath, if that was chosen.
 *
 * @param input the content of the input item; each output item gets a copy of its own
 */
export const withInputFields = (
	items: INodeExecutionData[],
	get: GetParameter,
	input: IDataObject,
): INodeExecutionData[] =>
	includesInput(get)
		? items.map((item) => ({ ...item, json: { ...deepCopy(input), ...item.json } }))
		: items;

/**
 * The items that came of a request, with what they hold besides its answer: the client that it was for, and the
 * fields of the input item.
 */
export function withWhatIsKnown(
	context: IExecuteSingleFunctions,
	items: INodeExecutionData[],
	request: MavibotRequest,
): INodeExecutionData[] {
	const isHistory = methodOf(request.url) === SAYS_CLIENT_ITSELF;
	const clientId = isHistory ? undefined : clientOf(request);
	for (const { json } of items) putClientId(json, clientId);
	return withInputFields(items, parametersOf(context), context.getInputData().json);
}
