import type { INodeExecutionData } from 'n8n-workflow';
import { requestOf, type MethodName } from '../api/methods';
import { parametersOf, parametersOfItems, type GetParameter } from '../input/parameters';
import type { ExecutedOperation } from './operation';
import type { Context } from './readItems';

/**
 * Gives the output items of one input item, once all of them have run.
 *
 * @param index its place in the run
 * @param item n8n's number of it
 * @throws NodeApiError or NodeOperationError where it failed, and the run is to stop
 */
type OutputOf = (index: number, item: number) => Promise<INodeExecutionData[]>;

/**
 * Runs an operation for all items of a run.
 *
 * @param stopsAtFailure whether the first failure ends the run, so that nothing more is sent
 */
type RunAll = (
	context: Context,
	inputs: INodeExecutionData[],
	getFor: (index: number) => GetParameter,
	stopsAtFailure: boolean,
) => Promise<OutputOf>;

/**
 * The two ways in which n8n runs an operation that takes all its items together: for all at once, and by routing for
 * one, as a tool of agents before version 3.
 *
 * @param method the one that the routing names
 */
export function inTwoWays(method: MethodName, runAll: RunAll): ExecutedOperation {
	const linked = (items: INodeExecutionData[], item: number) =>
		items.map((one) => ({ ...one, pairedItem: { item } }));
	return {
		async execute() {
			const inputs = this.getInputData();
			const stopsAtFailure = !this.continueOnFail();
			const outputOf = await runAll(this, inputs, parametersOfItems(this), stopsAtFailure);
			const output: INodeExecutionData[] = [];
			for (const item of inputs.keys()) {
				for (const one of linked(await outputOf(item, item), item)) output.push(one);
			}
			return [output];
		},
		routing: {
			request: requestOf(method),
			operations: {
				async pagination() {
					const item = this.getItemIndex();
					const get = parametersOf(this);
					const outputOf = await runAll(this, [this.getInputData()], () => get, true);
					return linked(await outputOf(0, item), item);
				},
			},
		},
	};
}
