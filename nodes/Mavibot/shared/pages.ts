import type {
	IDataObject,
	IExecuteFunctions,
	IExecutePaginationFunctions,
	INodeExecutionData,
	INodePropertyRouting,
} from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { asItemContent } from './answer';
import { parametersOf, parametersOfItem, type GetParameter } from './parameters';
import { InputProblem } from './prepare';
import { callMavibot, failedOutput } from './request';
import { batchesOf } from './requestSettings';
import { isObject } from './values/objects';
import { requiredNumber } from './values/scalars';

/** A list that the API gives page by page, by `offset` and `limit`. */
export interface PagedOperation {
	/** The method of the API, as in `get_clients`. */
	method: string;
	/** The most elements of a page. */
	pageSize: number;
	/** The rest of the query, from the fields of one item. */
	query(get: GetParameter): IDataObject;
	/** The elements of a page. */
	elements(answer: unknown): IDataObject[];
	/** The content of an output item. */
	content(element: IDataObject, get: GetParameter): IDataObject;
}

const isText = (answer: unknown): boolean => typeof answer === 'string' && answer !== '';

/**
 * Reads page after page until one is short or enough is there. An element that moved from one page to
 * the next meanwhile is kept once.
 *
 * @param limit how many elements are wanted; Infinity for all
 * @param content makes the content of an output item of an element
 * @returns the contents; text in place of the first page as it came
 * @throws InputProblem where a whole page brings nothing new, since the server then ignores the offset, and
 * where a later page is none, since the list would be taken to end there
 */
async function readPages(
	{ pageSize, elements }: PagedOperation,
	limit: number,
	readPage: (offset: number, pageLimit: number) => Promise<unknown>,
	content: (element: IDataObject) => IDataObject,
): Promise<IDataObject[]> {
	const byId = new Map<unknown, IDataObject>();
	for (let offset = 0; byId.size < limit; ) {
		const pageLimit = Math.min(pageSize, limit - byId.size);
		const answer = await readPage(offset, pageLimit);
		if (offset === 0 && isText(answer)) return [asItemContent(answer)];
		if (offset > 0 && !isObject(answer)) {
			throw new InputProblem(
				'Mavibot gave no list in place of the next page',
				`${byId.size} entries were read by then. Run it again.`,
			);
		}
		const page = elements(answer);
		const known = byId.size;
		for (const element of page.slice(0, pageLimit)) {
			byId.set(element.id ?? element, content(element));
		}
		if (page.length < pageLimit) break;
		if (byId.size === known) {
			throw new InputProblem(
				'Mavibot gave the same page again, so the list cannot be read to its end',
				`${known} entries were read. Set a limit of ${known} to get them.`,
			);
		}
		offset += page.length;
	}
	return [...byId.values()];
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
		const limit =
			get('returnAll') === true ? Infinity : requiredNumber(get('limit'), 'Limit', { min: 1 });
		const query = operation.query(get);
		const settings = get('requestOptions', {}) as IDataObject;
		const contents = await readPages(
			operation,
			Math.floor(limit),
			async (offset, pageLimit) =>
				await callMavibot.call(
					context,
					'GET',
					operation.method,
					{ ...query, offset, limit: pageLimit },
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
			for (const item of this.getInputData().keys()) {
				if (batches && item > 0 && item % batches.size === 0) await sleep(batches.intervalMs);
				const get = parametersOfItem(this, item);
				for (const element of await readItem(this, operation, get, item)) output.push(element);
			}
			return [output];
		},
		routing: {
			request: { method: 'GET', url: `/${operation.method}` },
			operations: {
				async pagination() {
					const get = parametersOf(this);
					return await readItem(this, operation, get, this.getItemIndex());
				},
			},
		},
	};
}
