import {
	deepCopy,
	type IDataObject,
	type IExecuteSingleFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';
import { putClientId, putDealId } from '../answers/ids';
import { isOfDeal, methodOf } from '../api/methods';
import { includesInput } from '../fields/results';
import { isObject } from '../input/objects';
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
 * Says in each item that something was found, in place, where the form says it of one for which nothing was: what looks
 * at that field afterwards finds it in every item.
 */
export function markFound(items: INodeExecutionData[], get: GetParameter): INodeExecutionData[] {
	if (get('ifNothingFound', 'error') !== 'item') return items;
	for (const { json } of items) json.found ??= true;
	return items;
}

/** The ID of the one deal that a request is about. */
const dealOf = ({ url, body }: MavibotRequest): IDataObject[string] =>
	isOfDeal(methodOf(url)) && isObject(body) ? body.order_id : undefined;

/**
 * The items that came of a request, with what they hold besides its answer: the client and the deal that it was for, and
 * the fields of the input item.
 */
export function withWhatIsKnown(
	context: IExecuteSingleFunctions,
	items: INodeExecutionData[],
	request: MavibotRequest,
): INodeExecutionData[] {
	const isHistory = methodOf(request.url) === SAYS_CLIENT_ITSELF;
	const clientId = isHistory ? undefined : clientOf(request);
	for (const { json } of items) putDealId(putClientId(json, clientId), dealOf(request));
	const get = parametersOf(context);
	return withInputFields(markFound(items, get), get, context.getInputData().json);
}
