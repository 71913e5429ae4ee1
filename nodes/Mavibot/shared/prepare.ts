import type {
	IDataObject,
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	PreSendAction,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

/** What is wrong with a person's input, and how to get on: the two lines that n8n shows for an error. */
export class InputProblem extends Error {
	constructor(
		message: string,
		readonly advice?: string,
	) {
		super(message);
	}
}

const refusals = new WeakMap<object, NodeOperationError>();

/** The error of a request whose input was refused before it left; undefined where nothing was wrong. */
export const refusalOf = (options: object) => refusals.get(options);

/** The body that the fields of an operation are collected in; of a GET, it becomes the query when it is sent. */
export function bodyOf(options: IHttpRequestOptions): IDataObject {
	return options.body as IDataObject;
}

/**
 * Makes a `preSend` function of one that checks or shapes what a field has put into the body. The engine
 * loses the item that a `preSend` error belongs to, so the error is kept with the request instead, and
 * the request wrapper raises it in place of sending anything.
 *
 * @param shape changes the body in place, or throws an InputProblem in the user's words
 */
export function prepare(
	shape: (this: IExecuteSingleFunctions, body: IDataObject, options: IHttpRequestOptions) => void,
): PreSendAction {
	return async function (options) {
		if (refusals.has(options)) return options;
		try {
			shape.call(this, bodyOf(options), options);
		} catch (error) {
			const refusal = new NodeOperationError(
				this.getNode(),
				error instanceof InputProblem ? error.message : (error as Error),
				{
					itemIndex: this.getItemIndex(),
					description: error instanceof InputProblem ? error.advice : undefined,
					level: 'warning',
				},
			);
			refusals.set(options, refusal);
		}
		return options;
	};
}
