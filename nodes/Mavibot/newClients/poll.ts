import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { addNamesAndDates, simpleClient } from '../answers/clients';
import { entriesOf } from '../answers/entries';
import { nodeErrorOf } from '../answers/nodeError';
import { limitOf } from '../api/methods';
import { requiredSimplify } from '../fields/results';
import { isObject } from '../input/objects';
import { isExpression, type GetParameter } from '../input/parameters';
import { InputProblem } from '../input/problem';
import { clientList } from '../running/besides';
import type { ListSource } from '../running/wholeList';
import { requestMavibot } from '../transport/request';
import { filterOf } from '../trigger/message/filters';
import { keyHashOf } from '../trigger/state/key';
import { ownerOfKey } from '../trigger/state/project';
import type { Known, Sizes } from './known';
import { lookForNew, NEXT_POLL } from './look';

/*
 * What n8n does, as seen in 2.41. It polls when the workflow is published and when n8n starts, and starts the workflow with
 * what that finds; what a poll throws there, it tells the person who publishes. What one throws later is an execution that
 * failed, and the next poll comes all the same.
 *
 * It stores the static data when a poll starts the workflow, and after a publication; in between, what was found out lives in
 * its memory. So after a restart, a poll can meet what was known some polls ago: it finds the same clients who did not pass
 * the filters once more, and none who did. The data is kept under the node's name, also while nothing is published.
 */

const SIZES: Sizes = { page: limitOf('get_clients'), atOnce: 10_000 };

/** How Mavibot is asked, as "Request Options": a person who publishes waits for it, and the next poll comes soon. */
const PATIENCE = { timeout: 30_000, tries: 3, longestWait: 30 };

/** What the form asks for. */
interface Wanted {
	passes(client: IDataObject): boolean;
	/** The content of a client's item. */
	content(client: IDataObject): IDataObject;
}

/** @throws InputProblem where an expression of the form gave nothing */
function wantedBy(context: IPollFunctions): Wanted {
	const get: GetParameter = (name, fallback, options) =>
		context.getNodeParameter(name, fallback, options);
	const filters = get('filters', {});
	const failedFilter = filterOf(isObject(filters) ? filters : {}, (field) =>
		isExpression(get, `filters.${field}`),
	);
	return {
		passes: (client) => failedFilter({ client }) === undefined,
		content: requiredSimplify(get) ? simpleClient : addNamesAndDates,
	};
}

/** What of it fails is a failure of `requestMavibot`, or an InputProblem where an answer is no list. */
const clientsFor = (context: IPollFunctions): ListSource =>
	clientList(
		async (request) => await requestMavibot(context, request, PATIENCE),
		{},
		`${NEXT_POLL} If this happens again, test the credential, and check its server.`,
	);

const itemsOf = (clients: IDataObject[], { passes, content }: Wanted): INodeExecutionData[] =>
	clients.filter(passes).map((client) => ({ json: content(client) }));

/** For trying the workflow out: the newest client that passes the filters. Nothing of it is kept. */
async function sample(context: IPollFunctions): Promise<INodeExecutionData[][]> {
	const wanted = wantedBy(context);
	const clients = entriesOf(await clientsFor(context).readPage(0, SIZES.page));
	const [item] = itemsOf(clients, wanted);
	if (item !== undefined) return [[item]];
	throw clients.length === 0
		? new InputProblem(
				'The Mavibot project has no client yet',
				'Write to one of its bots, and try again.',
			)
		: new InputProblem(
				`None of the newest ${clients.length} clients passes the filters`,
				'Change them to try the workflow out, or write to a bot whose clients pass.',
			);
}

/** What the node keeps in the workflow's static data. */
interface Remembered extends Known {
	/** The project that the clients are of. */
	projectId: string;
	/** The key and server that this was found out with; a hash, which gives neither away. */
	keyHash: string;
}

const rememberedIn = (staticData: IDataObject): Remembered | undefined =>
	Array.isArray(staticData.ids) ? (staticData as unknown as Remembered) : undefined;

async function newClients(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const wanted = wantedBy(context);
	const staticData = context.getWorkflowStaticData('node');
	const before = rememberedIn(staticData);
	const keyNow = async () => await keyHashOf(context, context.getNode(), 0);
	const keyHash = await keyNow();
	const projectId =
		before?.keyHash === keyHash ? before.projectId : (await ownerOfKey(context, keyHash)).projectId;
	const { fresh, known } = await lookForNew(
		clientsFor(context).readPage,
		// The clients of another project are all new to it, and none of them is.
		before?.projectId === projectId ? before : undefined,
		Math.floor(Date.now() / 1000),
		SIZES,
	);
	// They may be of two projects then.
	if ((await keyNow()) !== keyHash) return null;
	Object.assign(staticData, known, { projectId, keyHash });
	const items = itemsOf(fresh, wanted);
	return items.length > 0 ? [items] : null;
}

/** The nodes that are asking just now. */
const asking = new Set<string>();

/** n8n begins a poll while the one before still runs, and both would find the same clients. */
async function oneAtATime(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const node = `${context.getWorkflow().id}/${context.getNode().id}`;
	if (asking.has(node)) return null;
	asking.add(node);
	try {
		return await newClients(context);
	} finally {
		asking.delete(node);
	}
}

/**
 * Asks for the clients that were created since the last poll; all of them are items of one execution, the oldest first.
 *
 * @returns null where there is none that passes the filters
 * @throws NodeApiError or NodeOperationError in the user's words, never with the key; what was known stays so
 */
export async function poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	try {
		return await (this.getMode() === 'manual' ? sample(this) : oneAtATime(this));
	} catch (error) {
		throw await nodeErrorOf(this, error, 'get_clients');
	}
}
