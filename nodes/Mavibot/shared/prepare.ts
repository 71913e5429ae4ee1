import type {
	IDataObject,
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	PreSendAction,
} from 'n8n-workflow';

/** What is wrong with a person's input, and how to get on: the two lines that n8n shows for an error. */
export class InputProblem extends Error {
	constructor(
		message: string,
		readonly advice?: string,
	) {
		super(message);
	}
}

const refusals = new WeakMap<object, unknown>();

/** Why a request was refused before it left; undefined where nothing was wrong. */
export const refusalOf = (options: object): unknown => refusals.get(options);

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
			// Of a GET, this becomes the query when it is sent.
			shape.call(this, options.body as IDataObject, options);
		} catch (error) {
			refusals.set(options, error);
		}
		return options;
	};
}
