import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';
import { simpleClient } from '../answers/clients';
import { askBesides, clientList } from './besides';
import { readWholeList, type ListSource } from './wholeList';

/** Gives a client of the project by the ID; undefined where there is none. */
type FindClient = (id: string) => Promise<IDataObject | undefined>;

/**
 * Looks clients up in a list, which is read once, and only as far as somebody waits for a client that has not come.
 *
 * @param source gives the clients page by page
 */
function createLookup(source: ListSource): FindClient {
	const known = new Map<string, IDataObject>();
	/** What tells those who wait for a client that has not come, by the ID. */
	const waiting = new Map<string, Array<(client: IDataObject) => void>>();
	let goOn = (): void => undefined;
	let reading: Promise<void> | undefined;

	const somebodyWaits = async (): Promise<void> => {
		while (waiting.size === 0) await new Promise<void>((resolve) => (goOn = resolve));
	};

	const keep = (client: IDataObject): void => {
		const id = String(client.id);
		const simple = simpleClient(client);
		known.set(id, simple);
		for (const tell of waiting.get(id) ?? []) tell(simple);
		waiting.delete(id);
	};

	const readPage: ListSource['readPage'] = async (offset, limit) => {
		await somebodyWaits();
		return await source.readPage(offset, limit);
	};

	return async (id) => {
		const client = known.get(id);
		if (client !== undefined) return client;
		reading ??= readWholeList({ ...source, readPage }, Infinity, keep);
		const found = new Promise<IDataObject>((tell) => {
			waiting.set(id, [...(waiting.get(id) ?? []), tell]);
		});
		goOn();
		return await Promise.race([found, reading.then(() => undefined)]);
	};
}

const lookupOfRun = new WeakMap<object, FindClient>();

/**
 * The clients of the project for one run of the node, in which all items share what was read.
 *
 * @throws InputProblem where the list cannot be read
 */
export function clientsById(context: IExecuteSingleFunctions): FindClient {
	const run = context.getExecuteData();
	const known = lookupOfRun.get(run);
	if (known) return known;
	const find = createLookup(
		clientList(
			async (request) => await askBesides(context, request),
			{},
			'With Details can do without it: choose the variables alone.',
		),
	);
	lookupOfRun.set(run, find);
	return find;
}
