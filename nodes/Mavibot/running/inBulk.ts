import type {
	IDataObject,
	IExecuteFunctions,
	IExecutePaginationFunctions,
	INodeExecutionData,
	INodePropertyRouting,
} from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { eachIndex, parametersOf, parametersOfItems, type GetParameter } from '../input/parameters';
import { NothingFound } from '../answers/failures';
import { nodeErrorOf } from '../answers/nodeError';
import { itemsForNothing, meansNothingFound } from '../answers/nothingFound';
import { itemsInWords } from './itemsInWords';
import { createOwner } from './ownObjects';
import { isFinder, isWrite, limitOf, requestOf, type MethodName } from '../api/methods';
import { InputProblem } from '../input/problem';
import { includesInput } from '../fields/results';
import { requestMavibot } from '../transport/request';
import { failedOutput, ifNothingFound } from './failedItem';
import { markFound, withInputFields } from './outputItems';
import { batchesOf } from '../transport/requestOptions';

/** What comes of one value: the contents of its items, or why there is none. */
export type BulkResult = IDataObject[] | InputProblem | NothingFound;

/**
 * Asks a reading method of Mavibot while items are read, once for the whole run.
 *
 * @throws InputProblem where it cannot be asked, since nothing is sent then
 */
export type Ask = (method: MethodName) => Promise<unknown>;

/** What one input item contributes, and the rest of its request. */
interface Contribution<Value> {
	values: Value[];
	rest: IDataObject;
}

/** How many input items become few requests, each with a list of values. */
export interface BulkOperation<Value> {
	/** The method of the API, as in `delete_clients`. */
	method: MethodName;
	/** The most values that one request carries, if that is not the method's own limit. */
	limit?: number;
	/**
	 * What one input item contributes, and the rest of its request; items whose rest is the same share
	 * requests.
	 *
	 * @param json the item's own data
	 * @param ask for what the item alone does not tell
	 * @throws InputProblem in the user's words
	 */
	read(
		get: GetParameter,
		timeZone: string,
		json: IDataObject,
		ask: Ask,
	): Contribution<Value> | Promise<Contribution<Value>>;
	/** The same text for values that are the same; the values themselves by default, where they are texts. */
	sameFor?(value: Value): string;
	/** The body of a request. */
	body(values: Value[], rest: IDataObject): IDataObject | IDataObject[];
	/** What an answer says of each of the values that were sent, in their order. */
	results(answer: unknown, values: Value[], rest: IDataObject): BulkResult[];
}

/** The values of one or more requests with the same rest, and the input items that each came from. */
interface Group<Value> {
	rest: IDataObject;
	itemsOf: Map<Value, number[]>;
}

/**
 * Gathers values into groups by the rest of their request, each value once. A value that stands in a
 * later group is not put before it, so that what the last item sets is what stays.
 */
function createGroups<Value>(sameFor: (value: Value) => string) {
	const groups: Array<Group<Value>> = [];
	const latestGroupOfRest = new Map<string, number>();
	const latestGroupOfValue = new Map<string, number>();
	const knownValues = new Map<string, Value>();

	return {
		groups,
		add(value: Value, rest: IDataObject, item: number): void {
			const restKey = JSON.stringify(rest);
			const valueKey = sameFor(value);
			const known = knownValues.get(valueKey) ?? value;
			knownValues.set(valueKey, known);
			let index = latestGroupOfRest.get(restKey);
			if (index === undefined || index < (latestGroupOfValue.get(valueKey) ?? 0)) {
				index = groups.push({ rest, itemsOf: new Map() }) - 1;
				latestGroupOfRest.set(restKey, index);
			}
			latestGroupOfValue.set(valueKey, index);
			const { itemsOf } = groups[index];
			const items = itemsOf.get(known);
			if (items) items.push(item);
			else itemsOf.set(known, [item]);
		},
	};
}

function* chunksOf<Element>(elements: Element[], size: number): Generator<Element[]> {
	for (let start = 0; start < elements.length; start += size) {
		yield elements.slice(start, start + size);
	}
}

/** Why an item failed, and in words which items failed so together; '' where the run has no other. */
interface Failure {
	error: unknown;
	whose: string;
}

/** What the run of one input item gave so far: the contents of its items, and why it failed if it did. */
interface ItemOutcome {
	contents: IDataObject[];
	failure?: Failure;
	/** How many values the item has, and how many of them went through. */
	values: number;
	wentThrough: number;
}

/** What a whole run gave. */
interface RunOutcome {
	items: ItemOutcome[];
	/** How many values went through, each counted once. */
	wentThrough: number;
}

type Context = IExecuteFunctions | IExecutePaginationFunctions;

/** Why something could not be asked, as a problem of each item that wants to know it. */
async function notAsked(context: Context, error: unknown, method: string): Promise<InputProblem> {
	const { message, description } = await nodeErrorOf(context, error, method);
	return new InputProblem(message, description ?? undefined);
}

function askOnce(context: Context, settings: IDataObject): Ask {
	const answers = new Map<MethodName, Promise<unknown>>();
	const request = async (method: MethodName): Promise<unknown> => {
		try {
			return await requestMavibot(context, requestOf(method), settings);
		} catch (error) {
			throw await notAsked(context, error, method);
		}
	};
	return async (method) => {
		const answer = answers.get(method) ?? request(method);
		answers.set(method, answer);
		return await answer;
	};
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
	{ method, limit = limitOf(method), read, sameFor = String, body, results }: BulkOperation<Value>,
	inputs: INodeExecutionData[],
	getFor: (item: number) => GetParameter,
	stopsAtFailure: boolean,
): Promise<RunOutcome> {
	const items: ItemOutcome[] = inputs.map(() => ({
		contents: [],
		values: 0,
		wentThrough: 0,
	}));
	const outcome: RunOutcome = { items, wentThrough: 0 };
	const fail = (failed: number[], error: unknown): void => {
		const whose = inputs.length > 1 ? itemsInWords(failed) : '';
		for (const item of failed) items[item].failure ??= { error, whose };
	};
	const settings = getFor(0)('requestOptions', {}) as IDataObject;
	const ask = askOnce(context, settings);
	const { groups, add } = createGroups<Value>(sameFor);
	for await (const item of eachIndex(inputs.length)) {
		try {
			const get = getFor(item);
			includesInput(get);
			const { json } = inputs[item];
			const { values, rest } = await read(get, context.getTimezone(), json, ask);
			for (const value of values) add(value, rest, item);
			items[item].values = values.length;
		} catch (error) {
			fail([item], error);
			if (stopsAtFailure) return outcome;
		}
	}
	const batches = batchesOf(settings);
	const size = Math.min(limit, batches?.size ?? limit);
	let requests = 0;
	for (const { rest, itemsOf } of groups) {
		for (const chunk of chunksOf([...itemsOf], size)) {
			if (batches && requests++ > 0) await sleep(batches.intervalMs);
			const values = chunk.map(([value]) => value);
			let answers: BulkResult[];
			try {
				const request = { ...requestOf(method), body: body(values, rest) };
				const answer = await requestMavibot(context, request, settings);
				answers = results(answer, values, rest);
			} catch (error) {
				if (isFinder(method) && meansNothingFound(error)) {
					answers = values.map(() => new NothingFound());
				} else {
					fail(
						chunk.flatMap(([, items]) => items),
						error,
					);
					if (stopsAtFailure) return outcome;
					continue;
				}
			}
			const own = createOwner();
			answers.forEach((answer, index) => {
				const itemsOfValue = chunk[index][1];
				if (!Array.isArray(answer)) return fail(itemsOfValue, answer);
				outcome.wentThrough++;
				for (const item of itemsOfValue) {
					items[item].wentThrough++;
					for (const content of answer) items[item].contents.push(own(content));
				}
			});
			const isRefused = answers.some((answer) => answer instanceof InputProblem);
			if (stopsAtFailure && isRefused) return outcome;
		}
	}
	return outcome;
}

/**
 * Which items had gone through when a run ended at an error, wholly or in part.
 *
 * @param firstItem n8n's number of the first item of the run
 */
function itemsThrough({ items }: RunOutcome, firstItem: number): string {
	const numbersOf = (fits: (item: ItemOutcome) => boolean): number[] =>
		items.flatMap((item, index) => (item.wentThrough > 0 && fits(item) ? [firstItem + index] : []));
	const whole = numbersOf(({ wentThrough, values }) => wentThrough === values);
	const inPart = numbersOf(({ wentThrough, values }) => wentThrough < values);
	return [
		...(whole.length > 0 ? [itemsInWords(whole)] : []),
		...(inPart.length > 0 ? [`a part of ${itemsInWords(inPart)}`] : []),
	].join(', ');
}

/** What the error of a run that ends with it says of what cannot be taken back. */
function remarkOf(outcome: RunOutcome, firstItem: number, method: string): string {
	if (outcome.wentThrough === 0 || !isWrite(method)) return '';
	return `${outcome.wentThrough} had gone through by then (${itemsThrough(outcome, firstItem)}); leave them out when you run it again.`;
}

/** The output items of one input item, linked to it. */
async function outputOf(
	context: Context,
	outcome: RunOutcome,
	index: number,
	method: string,
	item: number,
	input: IDataObject,
	get: GetParameter,
): Promise<INodeExecutionData[]> {
	const { contents, failure } = outcome.items[index];
	const pairedItem = { item };
	const linked = (items: INodeExecutionData[]) =>
		withInputFields(markFound(items, get), get, input).map((element) => ({
			...element,
			pairedItem,
		}));
	const found = linked(contents.map((json) => ({ json })));
	if (failure === undefined) return found;
	const { error, whose } = failure;
	if (error instanceof NothingFound) {
		if (found.length > 0) return found;
		const instead = itemsForNothing(ifNothingFound(context, get));
		if (instead) return linked(instead);
	}
	const remark = remarkOf(outcome, item - index, method);
	return [...found, await failedOutput(context, error, method, item, remark, whose)];
}

/** The two ways in which n8n runs a bulk operation: for all items at once, and by routing for one. */
export function inBulk<Value>(operation: BulkOperation<Value>): {
	execute: (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;
	routing: INodePropertyRouting;
} {
	return {
		async execute() {
			const items = this.getInputData();
			const getFor = parametersOfItems(this);
			const outcome = await runBulk(this, operation, items, getFor, !this.continueOnFail());
			const output: INodeExecutionData[] = [];
			for (const item of items.keys()) {
				const get = getFor(item);
				const { json } = items[item];
				const elements = await outputOf(this, outcome, item, operation.method, item, json, get);
				for (const element of elements) output.push(element);
			}
			return [output];
		},
		routing: {
			request: requestOf(operation.method),
			operations: {
				async pagination() {
					const get = parametersOf(this);
					const input = this.getInputData();
					const item = this.getItemIndex();
					const outcome = await runBulk(this, operation, [input], () => get, true);
					return await outputOf(this, outcome, 0, operation.method, item, input.json, get);
				},
			},
		},
	};
}
