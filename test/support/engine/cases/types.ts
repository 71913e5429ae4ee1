import type { MavibotApi } from '../../mavibot-api';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

/** What the node is told, and the one request that it has to make of it. */
export interface Request {
	parameters: INodeParameters;
	/** The content of the input item; an empty one by default. */
	item?: IDataObject;
	/** The method of the API, where it is not the operation's own. */
	action?: string;
	/** What goes into the query. */
	query?: IDataObject;
	/** What goes into the body; a request without one is a GET. */
	body?: unknown;
}

/** What the tests of every operation need to know of one. */
export interface OperationCase {
	resource: string;
	operation: string;
	/** The method of the API. */
	action: string;
	/** What the local Mavibot has to hold besides its usual shop. */
	before?: (api: MavibotApi) => unknown;
	/** The fewest fields with which it works. */
	smallest: Request;
	/** Every field at once. */
	fullest: Request;
	/** Content of the items that `smallest` gives on success. */
	output: IDataObject[];
	/**
	 * A field that may not be empty, what the error says, and a good value where `smallest` has none. An item
	 * that leaves it empty fails alone; undefined where the operation has no such field.
	 */
	needs?: { field: string; inWords: string; good?: string };
	/** Whether items with the same parameters share a request. */
	isBulk?: boolean;
}

/** The cases of a resource, by the names of its operations. */
export const casesOf = (
	resource: string,
	cases: Record<string, Omit<OperationCase, 'resource' | 'operation'>>,
): OperationCase[] =>
	Object.entries(cases).map(([operation, rest]) => ({ resource, operation, ...rest }));
