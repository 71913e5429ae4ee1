import {
	NodeHelpers,
	sleep,
	type IDataObject,
	type IExecuteFunctions,
	type IExecuteSingleFunctions,
	type IHttpRequestOptions,
	type IN8nHttpFullResponse,
	type INodeExecutionData,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyOptions,
	type INodePropertyRouting,
	type PostReceiveAction,
	type PreSendAction,
} from 'n8n-workflow';
import { asOneItem } from './answer';
import { inOrder, recipientOf } from './inOrder';
import { itemsInWords } from './itemsInWords';
import { eachIndex } from './parameters';
import { isWrite } from './permissions';
import { refusalOf } from './prepare';
import { failedOutput, insteadOf, methodOf, requestMavibot, type MavibotRequest } from './request';
import { batchesOf, paceOf } from './requestSettings';
import { settingsOf } from './values/collections';

/** What a run that stops says of the other items that it had sent by then; empty where there are none. */
function leftBehind(sent: number[], failed: Array<{ item: number }>): string {
	const said: string[] = [];
	if (sent.length > 0) {
		said.push(`${sent.length} other items had gone through by then: ${itemsInWords(sent)}.`);
	}
	if (failed.length > 0) {
		const items = itemsInWords(failed.map(({ item }) => item));
		said.push(
			`These were on their way and failed too: ${items}. Look in Mavibot whether they arrived.`,
		);
	}
	if (said.length === 0) return '';
	said.push(
		'Let the node go on at an error (Settings > On Error), and each item says what became of it.',
	);
	return said.join(' ');
}

/** What a shown field, or the chosen entry of a dropdown, says about the request. */
interface Step {
	routing: INodePropertyRouting;
	/** Where n8n finds the value; undefined for the entry of a dropdown. */
	field?: { path: string; isLocator: boolean };
}

/** The request of one item, ready to be sent, and what makes items of its answer. */
interface Draft {
	request: MavibotRequest;
	postReceive: PostReceiveAction[];
}

/** The functions that a routing's `preSend` and `postReceive` are called with, for one of the items. */
function forItem(context: IExecuteFunctions, item: number): IExecuteSingleFunctions {
	const own: Pick<IExecuteSingleFunctions, 'getInputData' | 'getItemIndex' | 'getNodeParameter'> = {
		getItemIndex: () => item,
		getInputData: () => context.getInputData()[item],
		getNodeParameter: (name: string, fallback?: unknown, options?: object) =>
			context.getNodeParameter(name, item, fallback, options) as never,
	};
	return Object.assign(Object.create(context) as IExecuteSingleFunctions, own);
}

/** What the shown fields say, in their order. As in n8n's routing, the same ones are shown for every item. */
function stepsOf(fields: INodeProperties[], parameters: INodeParameters, under = ''): Step[] {
	const shown = fields.filter((field) =>
		NodeHelpers.displayParameter(parameters, field, null, null),
	);
	return shown.flatMap(({ displayName, name, type, routing, options = [] }) => {
		const path = `${under}${name}`;
		const steps: Step[] = routing
			? [{ routing, field: { path, isLocator: type === 'resourceLocator' } }]
			: [];
		if (type === 'options') {
			const chosen = options.find(
				(option) => 'value' in option && option.value === parameters[name],
			);
			if (chosen && 'routing' in chosen && chosen.routing) steps.push({ routing: chosen.routing });
		}
		if (type === 'collection') {
			const added = settingsOf(parameters[name], displayName);
			const nested = (options as INodeProperties[]).filter((option) => option.name in added);
			steps.push(...stepsOf(nested, parameters, `${path}.`));
		}
		return steps;
	});
}

/** @throws what is wrong with the item's input, before anything is sent */
async function draftOf(context: IExecuteSingleFunctions, steps: Step[]): Promise<Draft> {
	const body: IDataObject = {};
	let options: IHttpRequestOptions = { url: '', body };
	const preSend: PreSendAction[] = [];
	const postReceive: PostReceiveAction[] = [];
	for (const { routing, field } of steps) {
		const { request, send, output } = routing;
		Object.assign(options, request);
		if (field && send?.property !== undefined) {
			body[send.property] = context.getNodeParameter(field.path, undefined, {
				extractValue: field.isLocator,
			}) as IDataObject;
		}
		preSend.push(...(send?.preSend ?? []));
		postReceive.push(...(output?.postReceive ?? []));
	}
	for (const shape of preSend) options = await shape.call(context, options);
	const refusal = refusalOf(options);
	if (refusal !== undefined) throw refusal;
	return { request: options, postReceive };
}

async function answerOf(
	context: IExecuteSingleFunctions,
	{ request, postReceive }: Draft,
): Promise<INodeExecutionData[]> {
	const settings = context.getNodeParameter('requestOptions', {}) as IDataObject;
	const body = await requestMavibot.call(context, request, settings);
	const response = { body, headers: {}, statusCode: 200 } as IN8nHttpFullResponse;
	let items = asOneItem(body);
	for (const shape of postReceive) {
		if (typeof shape === 'function') items = await shape.call(context, items, response);
	}
	return items;
}

/** How many requests may be on their way; where that is no number, each item will say so by itself. */
function atOnce(settings: IDataObject): number {
	try {
		return paceOf(settings).requestsAtOnce;
	} catch {
		return 1;
	}
}

/**
 * Runs an operation for every item by the same fields as n8n's routing does, in less time: the routing
 * evaluates an expression at least four times for every property with the field's name (seen in n8n
 * 2.41). Where a run is to end at its first error, bad input ends it before anything is sent.
 *
 * @param option the operation's entry in the dropdown, with its routing
 * @param fields those of the operation, as its file lists them
 */
export const eachItem = (option: INodePropertyOptions, fields: INodeProperties[]) =>
	async function (this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const contexts = this.getInputData().map((_, item) => forItem(this, item));
		let steps: Step[] | undefined;
		const method = methodOf(option.routing?.request?.url);
		const outputs: INodeExecutionData[][] = contexts.map(() => []);

		const drafts: Array<[number, Draft]> = [];
		for await (const item of eachIndex(contexts.length)) {
			try {
				steps ??= [
					{ routing: option.routing ?? {} },
					...stepsOf(fields, this.getNode().parameters),
				];
				drafts.push([item, await draftOf(contexts[item], steps)]);
			} catch (error) {
				outputs[item] = [await failedOutput(this, error, method, item)];
			}
		}

		const sent: number[] = [];
		/** In a run that stops: the first failure ends it, and more can come of what was on its way. */
		const failures: Array<{ error: unknown; item: number; method: string }> = [];
		const send = async ([item, draft]: [number, Draft]) => {
			const method = methodOf(draft.request.url);
			try {
				outputs[item] = await answerOf(contexts[item], draft);
				sent.push(item);
			} catch (error) {
				const instead = insteadOf(contexts[item], error);
				if (instead === undefined && !this.continueOnFail()) {
					failures.push({ error, item, method });
					return 'stop';
				}
				outputs[item] = instead ?? [await failedOutput(this, error, method, item)];
			}
			return 'go on';
		};
		// What one client gets arrives in the order of the items; of reads, the order tells nobody anything.
		const laneOf = ([, { request }]: [number, Draft]) =>
			isWrite(methodOf(request.url)) ? recipientOf(request) : undefined;
		const settings = this.getNodeParameter('requestOptions', 0, {}) as IDataObject;
		const batches = batchesOf(settings);
		const size = batches?.size ?? drafts.length;
		for (let start = 0; start < drafts.length && failures.length === 0; start += size) {
			if (batches && start > 0) await sleep(batches.intervalMs);
			await inOrder(drafts.slice(start, start + size), atOnce(settings), laneOf, send);
		}
		const [failure, ...others] = failures;
		if (failure) {
			const { error, item, method } = failure;
			const left = isWrite(method) ? leftBehind(sent, others) : '';
			outputs[item] = [await failedOutput(this, error, method, item, left)];
		}
		return [
			outputs.flatMap((items, item) => items.map((one) => ({ ...one, pairedItem: { item } }))),
		];
	};
