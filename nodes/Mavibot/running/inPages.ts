import type {
	IDataObject,
	IExecuteFunctions,
	IExecutePaginationFunctions,
	INodeExecutionData,
	INodePropertyRouting,
} from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { asItemContent } from '../answers/output';
import { parametersOf, parametersOfItems, type GetParameter } from '../input/parameters';
import { requiredLimit } from '../fields/results';
import { InputProblem } from '../input/problem';
import { limitOf, requestOf, type MethodName } from '../api/methods';
import { requestMavibot } from '../transport/request';
import { failedOutput } from './failedItem';
import { batchesOf } from '../transport/requestOptions';
import { readWholeList } from './wholeList';

/** A list that the API gives page by page, by `offset` and `limit`. */
export interface PagedOperation {
	/** The method of the API, as in `get_clients`. */
	method: MethodName;
	/** The most elements of a page, if that is not the method's own limit. */
	pageSize?: number;
	/** The rest of the query, from the fields of one item. */
	query(get: GetParameter): IDataObject;
	/** The elements of a page; undefined where an answer is no page. */
	elements(answer: unknown): unknown[] | undefined;
	/** The content of an output item. */
	content(element: IDataObject, get: GetParameter): IDataObject;
}

/**
 * Reads a list to its end, or as far as is wanted.
 *
 * @param limit how many elements are wanted; Infinity for all
 * @param content makes the content of an output item of an element
 * @returns the contents; an answer of an unknown form in place of the first page as it came
 * @throws InputProblem where a later page is none, since the list would be taken to end there; and as readWholeList
 */
async function readPages(
	{ method, pageSize = limitOf(method), elements }: PagedOperation,
	limit: number,
	readPage: (offset: number, pageLimit: number) => Promise<unknown>,
	content: (element: IDataObject) => IDataObject,
): Promise<IDataObject[]> {
	const contents: IDataObject[] = [];
	let passedOn: IDataObject | undefined;
	let pages = 0;
	const readElements = async (offset: number, pageLimit: number): Promise<unknown[]> => {
		const answer = await readPage(offset, pageLimit);
		const page = elements(answer);
		if (page === undefined && pages > 0) {
			throw new InputProblem(
				'Mavibot gave no list in place of the next page',
				`${contents.length} entries were read by then. Run it again.`,
			);
		}
		pages++;
		if (page === undefined) passedOn = asItemContent(answer);
		return page ?? [];
	};
	await readWholeList({ pageSize, readPage: readElements }, limit, (element) =>
		contents.push(content(element)),
	);
	return passedOn === undefined ? contents : [passedOn];
}

/** Makes contents of elements, and reads each parameter once: n8n works it out anew every time it is asked. */
function contentOf(
	{ content }: PagedOperation,
	get: GetParameter,
): (element: IDataObject) => IDataObject {
	const values = new Map<string, unknown>();
	const getOnce: GetParameter = (name, fallback, options) => {
		if (!values.has(name)) values.set(name, get(name, fallback, options));
		return values.get(name);
	};
	return (element) => content(element, getOnce);
}

async function readItem(
	context: IExecuteFunctions | IExecutePaginationFunctions,
	operation: PagedOperation,
	get: GetParameter,
	item: number,
): Promise<INodeExecutionData[]> {
	const pairedItem = { item };
	try {
		const content = contentOf(operation, get);
		const limit = requiredLimit(get);
		const query = operation.query(get);
		const settings = get('requestOptions', {}) as IDataObject;
		const contents = await readPages(
			operation,
			limit,
			async (offset, pageLimit) =>
				await requestMavibot(
					context,
					{
						...requestOf(operation.method),
						body: { ...query, offset, limit: pageLimit },
					},
					settings,
				),
			content,
		);
		return contents.map((json) => ({ json, pairedItem }));
	} catch (error) {
		return [await failedOutput(context, error, operation.method, item)];
	}
}

/**
 * The two ways in which n8n runs a paged operation: by itself, which can hold any number of entries, and
 * by routing, which n8n ends with a stack overflow somewhere above 100,000.
 */
export function inPages(operation: PagedOperation): {
	execute: (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;
	routing: INodePropertyRouting;
} {
	return {
		async execute() {
			const output: INodeExecutionData[] = [];
			const settings = this.getNodeParameter('requestOptions', 0, {}) as IDataObject;
			const batches = batchesOf(settings);
			const getFor = parametersOfItems(this);
			for (const item of this.getInputData().keys()) {
				if (batches && item > 0 && item % batches.size === 0) await sleep(batches.intervalMs);
				const get = getFor(item);
				for (const element of await readItem(this, operation, get, item)) output.push(element);
			}
			return [output];
		},
		routing: {
			request: requestOf(operation.method),
			operations: {
				async pagination() {
					const get = parametersOf(this);
					return await readItem(this, operation, get, this.getItemIndex());
				},
			},
		},
	};
}
