import {
	NodeOperationError,
	type IDataObject,
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
} from 'n8n-workflow';
import { clientsOf } from '../answers/clients';
import { limitOf } from '../api/methods';
import { askMavibot } from '../transport/request';
import { isEmpty, isObject } from '../input/objects';

const PAGE_SIZE = limitOf('get_clients');

/** How many pages one search looks through before it shows what it has; the list goes on from there. */
const MOST_PAGES = 10;

const ENOUGH_RESULTS = 50;

const nameOf = (client: IDataObject): string =>
	[client.name, client.platform_id, `ID ${String(client.id)}`]
		.filter((part) => !isEmpty(part))
		.join(' · ');

/**
 * A search among the project's clients by name, messenger id or id, newest first. The API has no search
 * by name, so it looks through the pages itself, and the list loads on as one scrolls.
 *
 * @param paginationToken the offset to go on from
 */
export async function searchClients(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const wanted = filter.trim().toLowerCase();
	const results = new Map<string, INodeListSearchResult['results'][number]>();
	let offset = Number(paginationToken ?? 0);
	for (let pages = 0; pages < MOST_PAGES; pages++) {
		const answer = await askMavibot(this, 'get_clients', { offset, limit: PAGE_SIZE });
		const page = clientsOf(answer);
		if (page === undefined) {
			throw new NodeOperationError(this.getNode(), 'Mavibot gave no list of clients', {
				description: 'Enter the ID of the client instead (By ID), or try again.',
			});
		}
		if (page.length === 0) return { results: [...results.values()] };
		// What is no client cannot be chosen, but counts for where the next page begins.
		for (const client of page.filter(isObject)) {
			const name = nameOf(client);
			if (!isEmpty(client.id) && name.toLowerCase().includes(wanted)) {
				results.set(String(client.id), { name, value: client.id as number });
			}
		}
		offset += page.length;
		// A page that is short is the last one, most often: then it is looked at once whether one follows.
		if (page.length >= PAGE_SIZE && results.size >= ENOUGH_RESULTS) break;
	}
	return { results: [...results.values()], paginationToken: String(offset) };
}
