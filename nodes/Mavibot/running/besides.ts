import type { IDataObject, IExecuteFunctions, IExecuteSingleFunctions } from 'n8n-workflow';
import { clientsOf } from '../answers/clients';
import { NothingFound } from '../answers/failures';
import { nodeErrorOf } from '../answers/nodeError';
import { meansNothingFound } from '../answers/nothingFound';
import { isFinder, limitOf, methodOf, requestOf } from '../api/methods';
import { InputProblem } from '../input/problem';
import { requestMavibot, type MavibotRequest } from '../transport/request';
import type { ListSource } from './wholeList';

/*
 * Requests that an operation makes besides its own. What they fail with is told in the words of their own method, since
 * another one asked, and another permission may be missing.
 */

/**
 * What a request besides failed with, as a problem of the item that it was made for.
 *
 * @param method of the API, as in `get_clients`
 */
export async function asProblem(
	context: IExecuteFunctions | IExecuteSingleFunctions,
	error: unknown,
	method: string,
): Promise<InputProblem> {
	if (error instanceof InputProblem) return error;
	const { message, description } = await nodeErrorOf(context, error, method);
	return new InputProblem(message, description ?? undefined);
}

const asFailure = async (
	context: IExecuteSingleFunctions,
	error: unknown,
	method: string,
): Promise<InputProblem | NothingFound> =>
	isFinder(method) && meansNothingFound(error)
		? new NothingFound()
		: await asProblem(context, error, method);

const settingsOf = (context: IExecuteSingleFunctions): IDataObject =>
	context.getNodeParameter('requestOptions', {}) as IDataObject;

/**
 * Sends a request besides.
 *
 * @returns the answer's body
 * @throws NothingFound where its method looks for something that is not there; InputProblem in the words of the method
 */
export async function askBesides(
	context: IExecuteSingleFunctions,
	request: MavibotRequest,
): Promise<unknown> {
	try {
		return await requestMavibot(context, request, settingsOf(context));
	} catch (error) {
		throw await asFailure(context, error, methodOf(request.url));
	}
}

/**
 * The clients of the project, newest first, as far as they are asked for.
 *
 * @param send gives the body of an answer
 * @param query which of them, as get_clients takes it
 * @param advice how to get on where Mavibot gives something else
 */
export const clientList = (
	send: (request: MavibotRequest) => Promise<unknown>,
	query: IDataObject,
	advice: string,
): ListSource => ({
	pageSize: limitOf('get_clients'),
	async readPage(offset, limit) {
		const request = { ...requestOf('get_clients'), body: { ...query, offset, limit } };
		const clients = clientsOf(await send(request));
		if (clients !== undefined) return clients;
		throw new InputProblem('Mavibot gave no list of clients', advice);
	},
});
