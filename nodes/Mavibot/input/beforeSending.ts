import type {
	IDataObject,
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	PreSendAction,
} from 'n8n-workflow';

const problems = new WeakMap<object, unknown>();

/** Why a request is not to be sent; undefined where nothing is wrong. */
export const problemOf = (options: object): unknown => problems.get(options);

/**
 * Makes a `preSend` function of one that checks or shapes what the fields have put together. n8n's routing
 * loses the item that a `preSend` error belongs to, so the error is kept with the request instead, and
 * thrown by what would send it (`running/`).
 *
 * @param shape changes the data in place, which become the body of a POST and the query of a GET; throws an
 * InputProblem in the user's words
 */
export function beforeSending(
	shape: (
		this: IExecuteSingleFunctions,
		data: IDataObject,
		options: IHttpRequestOptions,
	) => void | Promise<void>,
): PreSendAction {
	return async function (options) {
		if (problems.has(options)) return options;
		try {
			await shape.call(this, options.body as IDataObject, options);
		} catch (error) {
			problems.set(options, error);
		}
		return options;
	};
}

/** Asks for what a request lacks, and puts it into its data. */
export type Question = (this: IExecuteSingleFunctions, data: IDataObject) => Promise<void>;

const questions = new WeakMap<object, Question>();

/**
 * Lets something be asked for just before a request is sent, and not while the requests of all items are made: so
 * nothing is asked where one of them cannot be sent, and items ask side by side.
 *
 * @param data of the request, as the fields put it together
 */
export const askFirst = (data: IDataObject, question: Question): void =>
	void questions.set(data, question);

/** What has to be asked before a request with this data is sent; undefined where nothing has. */
export const questionOf = (data: object): Question | undefined => questions.get(data);
