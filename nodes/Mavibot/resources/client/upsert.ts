import type { IDataObject } from 'n8n-workflow';
import type { Field } from '../../fields/field';
import { putClientId } from '../../answers/ids';
import { NothingFound } from '../../answers/failures';
import {
	columnsAsVariables,
	mappingFields,
	matchesColumns,
	variableColumnFields,
} from '../../fields/mapping';
import { includeInputFields } from '../../fields/results';
import { asSaved, saveTo } from '../../fields/saveTo';
import { plainVariableFields, variablesOf } from '../../fields/variables';
import { columnOf, optionalCell } from '../../input/columns';
import { requiredIdList } from '../../input/idList';
import { clientIdOf, listIdOf } from '../../input/ids';
import { isEmpty } from '../../input/objects';
import { isExpression, type GetParameter } from '../../input/parameters';
import { InputProblem } from '../../input/problem';
import { optional } from '../../input/scalars';
import type { Failure } from '../../running/bulkRequests';
import { inSteps, type Step } from '../../running/inSteps';
import type { Operation } from '../../running/operation';
import { changing } from '../list/membership';
import {
	CLIENT_COLUMNS,
	clientFields,
	clientFieldsOfAll,
	clientToLoad,
	type ClientToLoad,
} from './clientToLoad';
import { finding } from './findByPlatformId';
import { loading, NotLoaded } from './loading';
import { saving } from './setVariables';

const LISTS = columnOf('Lists', 'List ID', 'List IDs');

const listIds: Field = {
	displayName: 'Lists',
	name: 'listIds',
	type: 'string',
	default: '',
	placeholder: 'e.g. 5, 6',
	description:
		'The numbers of the lists in Mavibot to add the client to: one, several with commas between them, or a list from an expression',
};

const listIdsOfAll: Field = {
	...listIds,
	displayName: 'Lists of All Rows',
	description:
		'The numbers of the lists in Mavibot to add all clients to, with commas between them; if there is none, those of the column Lists',
};

/** @returns none where none is given */
function listsOf(get: GetParameter, row: IDataObject): string[] {
	const isMatched = matchesColumns(get);
	const { displayName } = isMatched ? listIdsOfAll : listIds;
	const read = (value: unknown, name: string) => requiredIdList(value, name, listIdOf);
	const given = optional(get('listIds', ''), displayName, () => isExpression(get, 'listIds'), read);
	if (given !== undefined || !isMatched) return given ?? [];
	const cell = optionalCell(row, LISTS);
	return cell === undefined ? [] : read(cell, LISTS.label);
}

/** @returns by the names under which they are saved; none where none is given */
const variablesToSave = (get: GetParameter, row: IDataObject): IDataObject =>
	matchesColumns(get)
		? columnsAsVariables(get, row, [...CLIENT_COLUMNS, LISTS])
		: asSaved(get, variablesOf(get));

/** What is to be done with the client of one row, and how far that is. */
interface Work {
	client: ClientToLoad;
	/** By the names under which they are saved. */
	variables: IDataObject;
	lists: string[];
	/** What Mavibot said of the client where it was loaded; undefined before. */
	answered?: IDataObject;
	/** Why it was not loaded; it may be there already. */
	refusal?: Failure;
	/** Its ID in Mavibot as Mavibot wrote it, once it is known. */
	clientId?: IDataObject[string];
	isSaved: boolean;
	listsDone: string[];
}

const hasVariables = ({ variables }: Work): boolean => Object.keys(variables).length > 0;

/** Whether the client is in Mavibot, as far as its answers tell. */
const isThere = ({ answered, clientId, refusal }: Work): boolean =>
	!isEmpty(clientId) || (answered !== undefined && refusal === undefined);

/** An ID as Mavibot wrote it; undefined where it is none. */
function knownId(given: IDataObject[string]): IDataObject[string] {
	try {
		clientIdOf(given, 'Client ID');
		return given;
	} catch {
		return undefined;
	}
}

const load: Step<Work> = async (rows, { send }) => {
	const parts = rows.map((row) => ({ row, value: row.work.client, rest: {} }));
	for (const { row, outcome } of await send(loading, parts)) {
		const { work } = row;
		if (Array.isArray(outcome)) {
			[work.answered] = outcome;
			work.clientId = knownId(work.answered.client_id);
		} else if (outcome.error instanceof NotLoaded) {
			work.answered = outcome.error.answered;
			work.refusal = outcome;
		} else {
			row.failure = { ...outcome, method: loading.method };
		}
	}
};

/** The one client that was found; undefined where there are several, of which nobody can tell which one is meant. */
function onlyOne(found: IDataObject[], { client_type }: ClientToLoad): IDataObject[string] {
	const ids = found
		.filter((one) => String(one.client_type ?? client_type) === String(client_type))
		.map(({ client_id }) => client_id);
	return new Set(ids.map(String)).size === 1 ? knownId(ids[0]) : undefined;
}

/** What is wrong where the ID of a client is not known in the end; undefined where the row can do without. */
function unknownClient(work: Work, lookedUp: string): Failure['error'] | undefined {
	const { client, lists, refusal } = work;
	if (refusal?.error instanceof InputProblem) {
		const { message, advice = '' } = refusal.error;
		return new InputProblem(message, `${advice}${lookedUp}`);
	}
	if (!hasVariables(work) && lists.length === 0) return undefined;
	return new InputProblem(
		`Mavibot did not tell the ID of the client ${client.platform_id}`,
		`Without it, nothing is saved for the client, and it gets into no list. Look in Mavibot whether the client is there.${lookedUp}`,
	);
}

/**
 * What `load_clients` answers for a client that is there already, no page of Mavibot says. So one that it refused, or
 * gave no ID for, is looked up in its bot, and goes on where it is found.
 */
const lookUp: Step<Work> = async (rows, { send, inWords }) => {
	const unknown = rows.filter(({ work }) => work.answered !== undefined && isEmpty(work.clientId));
	const parts = unknown.flatMap((row) => {
		const { platform_id, group_id } = row.work.client;
		return group_id === '' ? [] : [{ row, value: platform_id, rest: { group_id } }];
	});
	const whyNot = new Map<number, string>();
	for (const { row, outcome } of await send(finding, parts)) {
		if (Array.isArray(outcome)) {
			row.work.clientId = onlyOne(outcome, row.work.client);
		} else if (!(outcome.error instanceof NothingFound)) {
			const { message } = await inWords(outcome.error, finding.method);
			whyNot.set(row.item, ` Whether it is there already could not be looked up: ${message}.`);
		}
	}
	for (const row of unknown) {
		if (!isEmpty(row.work.clientId)) continue;
		const error = unknownClient(row.work, whyNot.get(row.item) ?? '');
		if (error === undefined) continue;
		const items = row.work.refusal?.items ?? [row.item];
		row.failure = { error, items, method: loading.method };
	}
};

/** The same variables in the same order, so that rows with them share requests. */
const inOrderOfNames = (variables: IDataObject): IDataObject =>
	Object.fromEntries(Object.entries(variables).sort(([one], [other]) => (one < other ? -1 : 1)));

/** Of a client that stands in several rows, what the last of them sets is what stays. */
const save: Step<Work> = async (rows, { send }) => {
	const toSave = rows.filter(({ work }) => hasVariables(work));
	const ofClient = new Map<string, IDataObject>();
	for (const { work } of toSave) {
		const id = String(work.clientId);
		ofClient.set(id, { ...ofClient.get(id), ...work.variables });
	}
	for (const [id, variables] of ofClient) ofClient.set(id, inOrderOfNames(variables));
	const parts = toSave.map((row) => {
		const id = String(row.work.clientId);
		return { row, value: id, rest: { variables: ofClient.get(id) } };
	});
	for (const { row, outcome } of await send(saving, parts, true)) {
		if (Array.isArray(outcome)) row.work.isSaved = true;
		else row.failure = { ...outcome, method: saving.method, doing: 'saving its variables' };
	}
};

const adding = changing('add_to_list');

/** One list after another, since the same client in another one meanwhile would part the clients of a list. */
const addToLists: Step<Work> = async (rows, { send }) => {
	const parts = rows
		.flatMap((row) =>
			row.work.lists.map((list_id) => ({
				row,
				value: String(row.work.clientId),
				rest: { list_id },
			})),
		)
		.sort((one, other) => Number(one.rest.list_id) - Number(other.rest.list_id));
	for (const { row, rest, outcome } of await send(adding, parts)) {
		const list = String(rest.list_id);
		if (Array.isArray(outcome)) row.work.listsDone.push(list);
		else row.failure ??= { ...outcome, method: adding.method, doing: `adding it to list ${list}` };
	}
};

/** What is done with the client of a row, for the beginning of a sentence. */
function standing({ clientId, isSaved, listsDone }: Work): string {
	const lists = `it is in ${listsDone.length === 1 ? 'list' : 'lists'} ${listsDone.join(', ')}`;
	return [
		`The client is in Mavibot (ID ${String(clientId)})`,
		...(isSaved ? ['its variables are saved'] : []),
		...(listsDone.length > 0 ? [lists] : []),
	].join(', ');
}

function contentOf({ client, answered, clientId, variables, listsDone }: Work): IDataObject {
	const said: IDataObject = { ...client, ...answered };
	// The same as client_id.
	delete said.id;
	return putClientId(
		{ ...said, variables_saved: Object.keys(variables), lists: listsDone },
		clientId,
	);
}

const { execute, routing } = inSteps<Work>({
	method: loading.method,
	read: async (get, _timeZone, row, ask) => ({
		client: await clientToLoad(get, row, ask),
		variables: variablesToSave(get, row),
		lists: listsOf(get, row),
		isSaved: false,
		listsDone: [],
	}),
	steps: [load, lookUp, save, addToLists],
	progressOf: (work) => ({
		parts: 1 + Number(hasVariables(work)) + work.lists.length,
		done: Number(isThere(work)) + Number(work.isSaved) + work.listsDone.length,
	}),
	standing,
	contentOf,
});

/** As the resource says, unless the deal is chosen; shown for fields and columns alike. */
const saveToField = saveTo('client');

/** Methods `load_clients`, `save_variables` and `add_to_list`, and `find_client_id_by_platform_id` for who is there already. */
export const upsert: Operation = {
	option: {
		name: 'Create or Update',
		value: 'upsert',
		action: 'Create or update clients',
		description: 'Create a new record, or update the current one if it already exists (upsert)',
		routing,
	},
	fields: [
		...mappingFields(
			'Takes the client from the columns <b>Messenger ID</b> (or platform_id; for WhatsApp and telephony also Phone, for email also Email), <b>Messenger</b> (or client_type; its name or number) and <b>Bot</b> (or group_id; its ID), and its lists from <b>Lists</b> (or List ID). Every other column is saved as a variable of its name, Phone and Email too.',
			[...clientFields, listIds, saveToField, ...plainVariableFields],
			[...clientFieldsOfAll, listIdsOfAll, ...variableColumnFields(saveToField)],
		),
		includeInputFields,
	],
	execute,
};
