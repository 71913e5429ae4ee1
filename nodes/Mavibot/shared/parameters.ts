import type {
	IExecuteFunctions,
	IExecuteSingleFunctions,
	IGetNodeParameterOptions,
} from 'n8n-workflow';

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
