import type {
	IExecuteFunctions,
	IExecuteSingleFunctions,
	IGetNodeParameterOptions,
} from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { isObject } from './objects';
import { plainValue } from './plainExpression';

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

/**
 * The parameters of each of the items that a custom operation runs for; n8n is asked for what is not plain to see.
 *
 * @returns what reads those of one item
 */
export function parametersOfItems(context: IExecuteFunctions): (item: number) => GetParameter {
	// To a tool, `$json` is the item with the arguments of the model on top.
	const isTool = context.getNode().type.endsWith('Tool');
	const items = context.getInputData();
	return (item) => {
		const ask: GetParameter = (name, fallback, options) =>
			context.getNodeParameter(name, item, fallback, options);
		if (isTool) return ask;
		const { json } = items[item];
		return (name, fallback, options) => {
			const { extractValue = false, ...rest } = options ?? {};
			if (Object.keys(rest).length > 0) return ask(name, fallback, options);
			const known = plainValue(ask(name, fallback, { rawExpressions: true }), json);
			if (known === undefined) return ask(name, fallback, options);
			const { value } = known;
			return extractValue && isLocator(value) ? value.value : value;
		};
	};
}

/** What the editor stores of a field that offers a list beside the ID. */
const isLocator = (value: unknown): value is { value: unknown } =>
	isObject(value) && 'mode' in value && 'value' in value;

const isExpressionText = (value: unknown): boolean =>
	typeof value === 'string' && value.startsWith('=');

/**
 * Whether a person filled a field with an expression, alone or together with all that stands around it.
 *
 * @param path of the field, as in `phone`, `options.name` or `variables.variable[0].value`
 */
export function isExpression(get: GetParameter, path: string): boolean {
	const around = [...path.matchAll(/[.[]/g)].map(({ index }) => path.slice(0, index));
	return [path, ...around].some((one) => {
		const raw = get(one, '', { rawExpressions: true });
		return isExpressionText(isLocator(raw) ? raw.value : raw);
	});
}

/**
 * Whether a dropdown that takes no expression holds one all the same, as a workflow from elsewhere may.
 * n8n takes the sign off that makes it one, so that the text of it is left.
 */
export const holdsExpression = (get: GetParameter, path: string): boolean =>
	isExpression(get, path) || String(get(path, '', { rawExpressions: true })).includes('{{');
