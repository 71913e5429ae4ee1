import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { clientsOf } from '../shared/clients';
import { callMavibot } from '../shared/request';
import { isEmpty } from '../shared/values/objects';

/** The most clients that one request gives (the contract's get_clients). */
const PAGE_SIZE = 500;

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
	const results: INodeListSearchResult['results'] = [];
	let offset = Number(paginationToken ?? 0);
	for (let page = 0; page < MOST_PAGES && results.length < ENOUGH_RESULTS; page++) {
		const answer = await callMavibot.call(this, 'GET', 'get_clients', { offset, limit: PAGE_SIZE });
		const clients = clientsOf(answer);
		for (const client of clients) {
			const name = nameOf(client);
			if (name.toLowerCase().includes(wanted)) results.push({ name, value: client.id as number });
		}
		if (clients.length < PAGE_SIZE) return { results };
		offset += PAGE_SIZE;
	}
	return { results, paginationToken: String(offset) };
}
