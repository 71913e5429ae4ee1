import type { IDataObject } from 'n8n-workflow';
import { NothingFound } from '../answers/failures';
import type { MethodName } from '../api/methods';
import { InputProblem } from '../input/problem';
import { sendInBulk, sendingOf, type BulkRequests, type Failure } from './bulkRequests';
import { failedOutput } from './failedItem';
import { inTwoWays } from './inTwoWays';
import { itemsInWords, itemsThrough, type Progress } from './itemsInWords';
import type { ExecutedOperation } from './operation';
import { withInputFields } from './outputItems';
import { createOwner } from './ownObjects';
import { asProblem } from './besides';
import { readItems, type Context, type ReadItem } from './readItems';

/** Why an input item failed. */
interface StepFailure extends Failure {
	/** The method of the API that failed. */
	method: MethodName;
	/** What was tried with the item once something was done, as in "saving its variables". */
	doing?: string;
}

/** An input item on its way through the steps. */
export interface Row<Work> {
	item: number;
	/** What is to be done with it, and how far that is. */
	work: Work;
	failure?: StepFailure;
}

/** What a row puts into a request of a step. */
interface Part<Work, Value> {
	row: Row<Work>;
	value: Value;
	/** The rest of its request; parts whose rest is the same share requests. */
	rest: IDataObject;
}

/** What became of such a part. */
interface SentPart<Work> {
	row: Row<Work>;
	rest: IDataObject;
	outcome: IDataObject[] | Failure;
}

/** What a step does its work with. */
interface Tools<Work> {
	/**
	 * Sends parts of rows in as few requests as can be. Where the run is to stop, a request that fails is the last one.
	 *
	 * @param isSideBySide whether requests go side by side, where no value stands in two of them
	 * @returns what became of those that were sent
	 */
	send<Value>(
		requests: BulkRequests<Value>,
		parts: Array<Part<Work, Value>>,
		isSideBySide?: boolean,
	): Promise<Array<SentPart<Work>>>;
	/** Puts a failure into the words that a person would read. */
	inWords(error: unknown, method: MethodName): Promise<InputProblem>;
}

/** One step with all rows that have not failed; it marks those that fail in it. */
export type Step<Work> = (rows: Array<Row<Work>>, tools: Tools<Work>) => Promise<void>;

/** An operation that takes its items through several methods of the API, each step for all of them. */
interface SteppedOperation<Work> {
	/** The method of the first step. */
	method: MethodName;
	read: ReadItem<Work>;
	steps: Array<Step<Work>>;
	progressOf(work: Work): Progress;
	/** What is done, for the beginning of a sentence, as in "The client is in Mavibot". */
	standing(work: Work): string;
	/** The content of the output item. */
	contentOf(work: Work): IDataObject;
}

/** Whether a failure is of the value alone, so that the step says what becomes of it. */
const isOfValue = ({ error }: Failure): boolean =>
	error instanceof InputProblem || error instanceof NothingFound;

function toolsOf<Work>(
	context: Context,
	rows: Map<number, Row<Work>>,
	settings: IDataObject,
	stopsAtFailure: boolean,
): Tools<Work> {
	const sending = sendingOf(settings);
	return {
		async send(requests, parts, isSideBySide) {
			const sent: Array<SentPart<Work>> = [];
			const entries = parts.map(({ row, ...part }) => ({ ...part, item: row.item }));
			await sendInBulk(
				context,
				requests,
				entries,
				sending,
				(settled) => {
					let isRefused = false;
					for (const { items, rest, outcome } of settled) {
						isRefused ||= !Array.isArray(outcome) && !isOfValue(outcome);
						for (const item of items) {
							const row = rows.get(item);
							if (row) sent.push({ row, rest, outcome });
						}
					}
					return stopsAtFailure && isRefused ? 'stop' : 'go on';
				},
				isSideBySide,
			);
			return sent;
		},
		inWords: async (error, method) => await asProblem(context, error, method),
	};
}

/**
 * The error of a row: with what was done by then in front, where something was, and that it can be run again.
 *
 * @param standing what was done, for the beginning of a sentence
 */
async function errorOf(
	context: Context,
	{ error, method, doing }: StepFailure,
	standing: string,
): Promise<unknown> {
	if (doing === undefined) return error;
	const { message, advice = '' } = await asProblem(context, error, method);
	return new InputProblem(
		`${standing}, but ${doing} failed: ${message}`,
		`${advice} This item can be run again: nothing doubles.`.trim(),
	);
}

/** What the error of a run that ends with it says of the items that had gone through by then, wholly or in part. */
function remarkOf(items: Progress[], firstItem: number): string {
	const through = itemsThrough(items, firstItem);
	if (items.length === 1 || through === '') return '';
	return `By then, ${through} had gone through; they can be run again as well.`;
}

/**
 * The two ways in which n8n runs an operation in several steps. Every item is read before the first request leaves; then
 * each step is done for all items before the next one begins. An item that fails goes no further.
 */
export const inSteps = <Work>(operation: SteppedOperation<Work>): ExecutedOperation =>
	inTwoWays(operation.method, async (context, inputs, getFor, stopsAtFailure) => {
		const { method, read, steps, progressOf, standing, contentOf } = operation;
		const settings = getFor(0)('requestOptions', {}) as IDataObject;
		const reading = { context, inputs, getFor, settings, stopsAtFailure };
		const { read: works, refused } = await readItems(reading, read);
		const rows = new Map(
			[...works].map(([item, work]): [number, Row<Work>] => [item, { item, work }]),
		);
		const going = () => [...rows.values()].filter(({ failure }) => failure === undefined);
		const tools = toolsOf(context, rows, settings, stopsAtFailure);
		for (const step of steps) {
			if (stopsAtFailure && going().length < inputs.length) break;
			await step(going(), tools);
		}

		const progress = [...inputs.keys()].map((index) => {
			const row = rows.get(index);
			return row ? progressOf(row.work) : { parts: 0, done: 0 };
		});
		const own = createOwner();
		return async (index, item) => {
			const row = rows.get(index);
			const { done, parts } = progress[index];
			if (row && !row.failure && done === parts) {
				const found = [{ json: own(contentOf(row.work)) }];
				return withInputFields(found, getFor(index), inputs[index].json);
			}
			// What was not done when the run ended has no output; the error is of another item.
			if (!row?.failure && !refused.has(index)) return [];
			const failure = row?.failure ?? { error: refused.get(index), items: [index], method };
			const error = await errorOf(context, failure, row ? standing(row.work) : '');
			const whose = inputs.length > 1 ? itemsInWords(failure.items) : '';
			const remark = remarkOf(progress, item - index);
			return [await failedOutput(context, error, failure.method, item, remark, whose)];
		};
	});
