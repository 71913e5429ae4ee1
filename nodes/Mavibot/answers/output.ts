import type {
	IDataObject,
	IExecuteSingleFunctions,
	INodeExecutionData,
	PostReceiveAction,
} from 'n8n-workflow';
import { isObject } from '../input/objects';

/** Makes items of an answer: of n8n's kinds of `postReceive`, the functions alone. */
export type AfterAnswer = Extract<PostReceiveAction, (...given: never[]) => unknown>;

/** Any JSON value as the content of an item; text and other bare values stand under `data`. */
export function asItemContent(value: unknown): IDataObject {
	if (isObject(value)) return value;
	if (value === undefined || value === null || value === '') return {};
	return { data: value as IDataObject['data'] };
}

/** One item that holds an answer, whatever it is: so there is one for each item that was sent. */
export const asOneItem = (value: unknown): INodeExecutionData[] => [{ json: asItemContent(value) }];

/** One item for each element of an array, one for anything else: for an answer that is a list of things. */
export const asItems = (value: unknown): INodeExecutionData[] =>
	Array.isArray(value) ? value.flatMap(asOneItem) : asOneItem(value);

type Shape = (this: IExecuteSingleFunctions, body: unknown) => unknown;

/**
 * Makes the output of an operation of its answer's body.
 *
 * @param shape gives the content of the one item
 */
export const output = (shape: Shape): AfterAnswer =>
	async function (_items, response) {
		return asOneItem(shape.call(this, response.body));
	};

/**
 * Makes the output of an operation that asks for a list.
 *
 * @param shape gives the contents of the items, as an array; anything else is one item
 */
export const listOutput = (shape: Shape): AfterAnswer =>
	async function (_items, response) {
		return asItems(shape.call(this, response.body));
	};

/** A body without its `status`, which after the answer's check only says that all went well. */
export function statusLeftOut(body: IDataObject): IDataObject {
	const rest = { ...body };
	delete rest.status;
	return rest;
}

/** An answer without its `status`. */
export const withoutStatus = output((body) => (isObject(body) ? statusLeftOut(body) : body));
