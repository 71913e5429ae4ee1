import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { NothingFound } from '../answers/failures';
import { itemsForNothing } from '../answers/nothingFound';
import { isWrite } from '../api/methods';
import type { GetParameter } from '../input/parameters';
import { sendInBulk, sendingOf, type BulkRequests, type Failure } from './bulkRequests';
import { failedOutput, ifNothingFound } from './failedItem';
import { inTwoWays } from './inTwoWays';
import { itemsInWords, itemsThrough } from './itemsInWords';
import type { ExecutedOperation } from './operation';
import { markFound, withInputFields } from './outputItems';
import { createOwner } from './ownObjects';
import { readItems, type Context, type ReadItem } from './readItems';

/** What one input item contributes, and the rest of its request; items whose rest is the same share requests. */
interface Contribution<Value> {
	values: Value[];
	rest: IDataObject;
}

/** How many input items become few requests, each with a list of values. */
export interface BulkOperation<Value> extends BulkRequests<Value> {
	read: ReadItem<Contribution<Value>>;
}

/** What the run of one input item gave so far: the contents of its items, and why it failed if it did. */
interface ItemOutcome {
	contents: IDataObject[];
	failure?: Failure;
	/** How many values the item has, and how many of them went through. */
	parts: number;
	done: number;
}

/** What a whole run gave. */
interface RunOutcome {
	items: ItemOutcome[];
	/** How many values went through, each counted once. */
	wentThrough: number;
}

/**
 * Runs an operation for all items. Every item is read before the first request leaves, so that bad input
 * stops a run before anything is sent. A value that fails, fails for the items that it came from.
 *
 * @param inputs the items' own data
 * @param getFor reads the parameters of an item
 * @param stopsAtFailure whether the first failure ends the run, so that nothing more is sent
 */
async function runBulk<Value>(
	context: Context,
	operation: BulkOperation<Value>,
	inputs: INodeExecutionData[],
	getFor: (item: number) => GetParameter,
	stopsAtFailure: boolean,
): Promise<RunOutcome> {
	const items: ItemOutcome[] = inputs.map(() => ({ contents: [], parts: 0, done: 0 }));
	const outcome: RunOutcome = { items, wentThrough: 0 };
	const settings = getFor(0)('requestOptions', {}) as IDataObject;
	const reading = { context, inputs, getFor, settings, stopsAtFailure };
	const { read, refused } = await readItems(reading, operation.read);
	for (const [item, error] of refused) items[item].failure = { error, items: [item] };
	if (stopsAtFailure && refused.size > 0) return outcome;

	for (const [item, { values }] of read) items[item].parts = values.length;
	const entries = [...read].flatMap(([item, { values, rest }]) =>
		values.map((value) => ({ value, rest, item })),
	);
	await sendInBulk(context, operation, entries, sendingOf(settings), (settled) => {
		const own = createOwner();
		let isRefused = false;
		for (const { items: itemsOfValue, outcome: result } of settled) {
			if (Array.isArray(result)) {
				outcome.wentThrough++;
				for (const item of itemsOfValue) {
					items[item].done++;
					for (const content of result) items[item].contents.push(own(content));
				}
			} else {
				isRefused ||= !(result.error instanceof NothingFound);
				for (const item of itemsOfValue) items[item].failure ??= result;
			}
		}
		return stopsAtFailure && isRefused ? 'stop' : 'go on';
	});
	return outcome;
}

/** What the error of a run that ends with it says of what cannot be taken back. */
function remarkOf({ items, wentThrough }: RunOutcome, firstItem: number, method: string): string {
	if (wentThrough === 0 || !isWrite(method)) return '';
	return `${wentThrough} had gone through by then (${itemsThrough(items, firstItem)}); leave them out when you run it again.`;
}

/** The two ways in which n8n runs a bulk operation: for all items at once, and by routing for one. */
export const inBulk = <Value>(operation: BulkOperation<Value>): ExecutedOperation =>
	inTwoWays(operation.method, async (context, inputs, getFor, stopsAtFailure) => {
		const outcome = await runBulk(context, operation, inputs, getFor, stopsAtFailure);
		return async (index, item) => {
			const { contents, failure } = outcome.items[index];
			const get = getFor(index);
			const withInput = (found: INodeExecutionData[]) =>
				withInputFields(markFound(found, get), get, inputs[index].json);
			const found = withInput(contents.map((json) => ({ json })));
			if (failure === undefined) return found;
			if (failure.error instanceof NothingFound) {
				if (found.length > 0) return found;
				const instead = itemsForNothing(ifNothingFound(context, get));
				if (instead) return withInput(instead);
			}
			const remark = remarkOf(outcome, item - index, operation.method);
			const whose = inputs.length > 1 ? itemsInWords(failure.items) : '';
			const { error } = failure;
			return [...found, await failedOutput(context, error, operation.method, item, remark, whose)];
		};
	});
