import type {
	IExecuteFunctions,
	IExecuteSingleFunctions,
	IGetNodeParameterOptions,
} from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

/** An expression takes n8n up to a millisecond. */
const ITEMS_AT_A_TIME = 100;

/** The numbers of that many items, for reading their parameters; now and then n8n gets to do other things. */
export async function* eachIndex(itemCount: number): AsyncGenerator<number> {
	for (let item = 0; item < itemCount; item++) {
		if (item > 0 && item % ITEMS_AT_A_TIME === 0) await sleep(0);
		yield item;
	}
}

/** Reads a parameter of one item, whichever way the operation runs. */
export type GetParameter = (
	name: string,
	fallback?: unknown,
	options?: IGetNodeParameterOptions,
) => unknown;

/** The parameters of the item that a routing request is for. */
export const parametersOf =
	(context: IExecuteSingleFunctions): GetParameter =>
	(name, fallback, options) =>
		context.getNodeParameter(name, fallback, options);

/** The parameters of one of the items that a custom operation runs for. */
export const parametersOfItem =
	(context: IExecuteFunctions, item: number): GetParameter =>
	(name, fallback, options) =>
		context.getNodeParameter(name, item, fallback, options);
