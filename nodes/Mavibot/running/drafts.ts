import {
	NodeHelpers,
	type IDataObject,
	type IExecuteFunctions,
	type IExecuteSingleFunctions,
	type IHttpRequestOptions,
	type INodeParameters,
	type PreSendAction,
} from 'n8n-workflow';
import type { AfterAnswer } from '../answers/output';
import type { Field, Routing } from '../fields/field';
import { problemOf } from '../input/beforeSending';
import { settingsOf } from '../input/collections';
import { eachIndex, parametersOfItems, type GetParameter } from '../input/parameters';
import type { MavibotRequest } from '../transport/request';

/** What a shown field, or the chosen entry of a dropdown, says about the request. */
interface Step {
	routing: Routing;
	/** Where n8n finds the value; undefined for the entry of a dropdown. */
	field?: { path: string; isLocator: boolean };
}

/** The request of one item, ready to be sent. */
export interface Draft {
	item: number;
	/** What the functions of its routing are called with. */
	context: IExecuteSingleFunctions;
	request: MavibotRequest;
	/** What makes items of its answer. */
	afterAnswer: AfterAnswer[];
}

/** The functions that a routing's `preSend` and `postReceive` are called with, for one of the items. */
function forItem(
	context: IExecuteFunctions,
	item: number,
	get: GetParameter,
): IExecuteSingleFunctions {
	const own: Pick<IExecuteSingleFunctions, 'getInputData' | 'getItemIndex' | 'getNodeParameter'> = {
		getItemIndex: () => item,
		getInputData: () => context.getInputData()[item],
		getNodeParameter: (name: string, fallback?: unknown, options?: object) =>
			get(name, fallback, options) as never,
	};
	return Object.assign(Object.create(context) as IExecuteSingleFunctions, own);
}

/** What the shown fields say, in their order. As in n8n's routing, the same ones are shown for every item. */
function stepsOf(fields: Field[], parameters: INodeParameters, under = ''): Step[] {
	const shown = fields.filter((field) =>
		NodeHelpers.displayParameter(parameters, field, null, null),
	);
	return shown.flatMap((field) => {
		const { displayName, name, type, routing } = field;
		const path = `${under}${name}`;
		const steps: Step[] = routing
			? [{ routing, field: { path, isLocator: type === 'resourceLocator' } }]
			: [];
		if (field.type === 'options') {
			const chosen = field.options?.find(({ value }) => value === parameters[name]);
			if (chosen?.routing) steps.push({ routing: chosen.routing });
		}
		if (field.type === 'collection') {
			const added = settingsOf(parameters[name], displayName);
			const nested = (field.options ?? []).filter((option) => option.name in added);
			steps.push(...stepsOf(nested, parameters, `${path}.`));
		}
		return steps;
	});
}

/** @throws what is wrong with the item's input, before anything is sent */
async function draftOf(
	context: IExecuteSingleFunctions,
	steps: Step[],
): Promise<Pick<Draft, 'request' | 'afterAnswer'>> {
	const body: IDataObject = {};
	let options: IHttpRequestOptions = { url: '', body };
	const preSend: PreSendAction[] = [];
	const afterAnswer: AfterAnswer[] = [];
	for (const { routing, field } of steps) {
		const { request, send, output } = routing;
		Object.assign(options, request);
		if (field && send?.property !== undefined) {
			body[send.property] = context.getNodeParameter(field.path, undefined, {
				extractValue: field.isLocator,
			}) as IDataObject;
		}
		preSend.push(...(send?.preSend ?? []));
		afterAnswer.push(...(output?.postReceive ?? []));
	}
	for (const shape of preSend) options = await shape.call(context, options);
	const problem = problemOf(options);
	if (problem !== undefined) throw problem;
	return { request: options, afterAnswer };
}

/**
 * Makes the requests of all items, by the same fields as n8n's routing does, and sends none.
 *
 * @param routing of the operation's entry in the dropdown
 * @param fields those of the operation, as its file lists them
 * @param refuse is told of an item whose input is bad; throws where that is to end the run
 */
export async function draftsOf(
	context: IExecuteFunctions,
	routing: Routing,
	fields: Field[],
	refuse: (item: number, error: unknown) => Promise<void>,
): Promise<Draft[]> {
	const getFor = parametersOfItems(context);
	const drafts: Draft[] = [];
	let steps: Step[] | undefined;
	for await (const item of eachIndex(context.getInputData().length)) {
		try {
			steps ??= [{ routing }, ...stepsOf(fields, context.getNode().parameters)];
			const ofItem = forItem(context, item, getFor(item));
			drafts.push({ item, context: ofItem, ...(await draftOf(ofItem, steps)) });
		} catch (error) {
			await refuse(item, error);
		}
	}
	return drafts;
}
