import type {
	IDataObject,
	IExecuteFunctions,
	IExecutePaginationFunctions,
	INodeExecutionData,
} from 'n8n-workflow';
import { requestOf, type MethodName } from '../api/methods';
import { includesInput } from '../fields/results';
import { eachIndex, type GetParameter } from '../input/parameters';
import { requestMavibot } from '../transport/request';
import { asProblem } from './besides';

/** What n8n gives an operation that takes all items of a run: at once, or one of them by routing. */
export type Context = IExecuteFunctions | IExecutePaginationFunctions;

/**
 * Asks a reading method of Mavibot while items are read, once for the whole run.
 *
 * @throws InputProblem where it cannot be asked, since nothing is sent then
 */
export type Ask = (method: MethodName) => Promise<unknown>;

/**
 * Reads one input item.
 *
 * @param json the item's own data
 * @param ask for what the item alone does not tell
 * @throws InputProblem in the user's words
 */
export type ReadItem<Read> = (
	get: GetParameter,
	timeZone: string,
	json: IDataObject,
	ask: Ask,
) => Read | Promise<Read>;

function askOnce(context: Context, settings: IDataObject): Ask {
	const answers = new Map<MethodName, Promise<unknown>>();
	const request = async (method: MethodName): Promise<unknown> => {
		try {
			return await requestMavibot(context, requestOf(method), settings);
		} catch (error) {
			throw await asProblem(context, error, method);
		}
	};
	return async (method) => {
		const answer = answers.get(method) ?? request(method);
		answers.set(method, answer);
		return await answer;
	};
}

/** The items that could be read, and why the others could not, by their places in the run. */
interface ReadItems<Read> {
	read: Map<number, Read>;
	refused: Map<number, unknown>;
}

/** What is read, and how. */
interface Reading {
	context: Context;
	inputs: INodeExecutionData[];
	getFor: (item: number) => GetParameter;
	/** The value of the node's "Request Options". */
	settings: IDataObject;
	/** Whether the first item that cannot be read ends it. */
	stopsAtFailure: boolean;
}

/** Reads all items of a run, before its first request leaves. */
export async function readItems<Read>(
	{ context, inputs, getFor, settings, stopsAtFailure }: Reading,
	readItem: ReadItem<Read>,
): Promise<ReadItems<Read>> {
	const read = new Map<number, Read>();
	const refused = new Map<number, unknown>();
	const ask = askOnce(context, settings);
	for await (const item of eachIndex(inputs.length)) {
		try {
			const get = getFor(item);
			includesInput(get);
			read.set(item, await readItem(get, context.getTimezone(), inputs[item].json, ask));
		} catch (error) {
			refused.set(item, error);
			if (stopsAtFailure) break;
		}
	}
	return { read, refused };
}
