import type { MavibotApi } from '../../mavibot-api';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

/** What the node is told, and the request that it has to make of it, the first where there are several. */
export interface Request {
	parameters: INodeParameters;
	/** The content of the input item; an empty one by default. */
	item?: IDataObject;
	/** The method of the API, where it is not the operation's own. */
	action?: string;
	query?: IDataObject;
	/** A request without one is a GET. */
	body?: unknown;
	/** The requests that follow on it, where an operation makes several. */
	further?: FurtherRequest[];
}

/** A request that an operation makes with what the one before it gave. */
interface FurtherRequest {
	/** The method of the API. */
	action: string;
	body: IDataObject;
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
	/** A field that may not be empty, and the error of an item that leaves it so; undefined where there is none. */
	needs?: { field: string; inWords: string };
	/** Whether items with the same parameters share a request. */
	isBulk?: boolean;
}

/**
 * A case as it is written down. A field is sent under its name in snake_case, a resource locator as its value,
 * and the fields of a collection like any other; only what differs from that stands in `smallestSent` and `fullestSent`.
 */
interface WrittenCase extends Pick<OperationCase, 'action' | 'before' | 'isBulk'> {
	/** Whether all of it goes into the query. */
	isGet?: boolean;
	smallest: INodeParameters;
	/** In place of the fields of these names, or besides; a list is all that is sent. */
	smallestSent?: IDataObject | IDataObject[];
	/** Default: the smallest. */
	fullest?: INodeParameters;
	fullestSent?: IDataObject | IDataObject[];
	fullestFurther?: FurtherRequest[];
	/** Default: one item with the status of success. */
	output?: IDataObject[];
	/** The field that may not be empty, with its name in the form. */
	needs?: Record<string, string>;
}

/** Collections of fields, which the API does not know. */
const COLLECTIONS = ['additionalFields', 'filters', 'options'];

/** Fields that say how others are meant, and those from which something of another form is made. */
const OF_THE_FORM = [
	...['audience', 'content', 'findClientBy', 'ifNothingFound', 'returnAll', 'simplify'],
	...[
		'details',
		'includeInputFields',
		'saveTo',
		'whichDeal',
		'messagesForModel',
		'mostRecipients',
		'oldestFirst',
	],
	...['sendWhen', 'timeShiftUnit', 'timeOptions', 'specifyConditions', 'specifyVariables'],
	...['buttonOptions', 'conditions', 'conditionsJson'],
	...['variableNames', 'variables', 'variablesJson'],
];

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function fieldsSent(parameters: INodeParameters): IDataObject {
	const fields = Object.entries(parameters).flatMap(([name, value]) =>
		COLLECTIONS.includes(name) ? Object.entries(value as INodeParameters) : [[name, value]],
	) as Array<[string, IDataObject[string]]>;
	return Object.fromEntries(
		fields
			.filter(([name]) => !OF_THE_FORM.includes(name))
			.map(([name, value]) => [
				snakeCase(name),
				(value as IDataObject).__rl ? (value as IDataObject).value : value,
			]),
	);
}

function requestOf(
	parameters: INodeParameters,
	different: IDataObject | IDataObject[] = {},
	isGet?: boolean,
): Request {
	if (Array.isArray(different)) return { parameters, body: different };
	const sent = { ...fieldsSent(parameters), ...different };
	if (!isGet) return { parameters, body: sent };
	const query = Object.entries(sent).map(([name, value]) => [name, String(value)]);
	return { parameters, query: Object.fromEntries(query) as IDataObject };
}

/** The cases of a resource, by the names of its operations. */
export const casesOf = (resource: string, cases: Record<string, WrittenCase>): OperationCase[] =>
	Object.entries(cases).map(([operation, written]) => {
		const { action, before, isBulk, isGet, smallest, smallestSent, needs } = written;
		const { fullest = smallest, fullestSent, fullestFurther } = written;
		const { output = [expect.objectContaining({ status: 'success' }) as IDataObject] } = written;
		const [needed] = Object.entries(needs ?? {});
		return {
			...{ resource, operation, action, before, isBulk, output },
			smallest: requestOf(smallest, smallestSent, isGet),
			fullest: { ...requestOf(fullest, fullestSent, isGet), further: fullestFurther },
			needs: needed && { field: needed[0], inWords: `${needed[1]} is empty` },
		};
	});
