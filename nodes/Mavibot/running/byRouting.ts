import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecutePaginationFunctions,
	IExecuteSingleFunctions,
	IN8nHttpFullResponse,
	INodeExecutionData,
} from 'n8n-workflow';
import { isMethod, methodOf } from '../api/methods';
import { asOneItem, type AfterAnswer } from '../answers/output';
import { problemOf, questionOf } from '../input/beforeSending';
import { isObject } from '../input/objects';
import { InputProblem } from '../input/problem';
import { requestMavibot, type MavibotRequest } from '../transport/request';
import { failedOutput, insteadOf } from './failedItem';
import { withWhatIsKnown } from './outputItems';

/**
 * Sends the request of one item, once what it lacks is asked for, and makes items of the answer.
 *
 * @param afterAnswer the operation's own way from the answer to its items; by default, the answer is the one item
 */
export async function itemsOf(
	context: IExecuteSingleFunctions,
	request: MavibotRequest,
	afterAnswer: AfterAnswer[],
): Promise<INodeExecutionData[]> {
	const settings = context.getNodeParameter('requestOptions', {}) as IDataObject;
	if (isObject(request.body)) await questionOf(request.body)?.call(context, request.body);
	const body = await requestMavibot(context, request, settings);
	const response = { body, headers: {}, statusCode: 200 } as IN8nHttpFullResponse;
	let items = asOneItem(body);
	for (const step of afterAnswer) items = await step.call(context, items, response);
	return withWhatIsKnown(context, items, request);
}

/**
 * Runs one item where n8n runs the node by its routing, as a tool of agents before version 3. n8n calls it in place
 * of sending a request (`requestOperations.pagination`), with what the fields have put together.
 */
export async function byRouting(
	this: IExecutePaginationFunctions,
	{ options, postReceive }: DeclarativeRestApiSettings.ResultOptions,
): Promise<INodeExecutionData[]> {
	const item = this.getItemIndex();
	const method = methodOf(options.url);
	const { method: verb, qs, body } = options;
	const request = { method: verb, url: `/${method}`, qs, body };
	const linked = (items: INodeExecutionData[]) =>
		items.map((one) => ({ ...one, pairedItem: { item } }));
	try {
		const problem = problemOf(options);
		if (problem !== undefined) throw problem;
		if (!isMethod(method)) {
			throw new InputProblem(
				'This node has no such operation',
				'Choose Resource and Operation in the form. They take no expression; for items of different kinds, use a node for each.',
			);
		}
		const steps = postReceive.flatMap(({ actions }) => actions);
		const afterAnswer = steps.filter((step): step is AfterAnswer => typeof step === 'function');
		return linked(await itemsOf(this, request, afterAnswer));
	} catch (error) {
		const instead = insteadOf(this, error, request);
		return instead ? linked(instead) : [await failedOutput(this, error, method, item)];
	}
}
