import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { callMavibot } from '../shared/request';
import { isEmpty, isObject } from '../shared/values/objects';

/** The most clients that one request gives (the contract's get_clients). */
const PAGE_SIZE = 500;

/**
 * A search among the project's clients by name, messenger id or id, newest first. The API has no search
 * by name, so each call looks through one page of 500, and the list loads on as one scrolls.
 *
 * @param paginationToken the offset to go on from
 */
export async function searchClients(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const offset = Number(paginationToken ?? 0);
	const answer = await callMavibot.call(this, 'GET', 'get_clients', { offset, limit: PAGE_SIZE });
	const page =
		isObject(answer) && Array.isArray(answer.clients) ? answer.clients.filter(isObject) : [];
	const wanted = filter.trim().toLowerCase();
	const results = page
		.map((client) => ({
			name: [client.name, client.platform_id, `ID ${String(client.id)}`]
				.filter((part) => !isEmpty(part))
				.join(' · '),
			value: client.id as number,
		}))
		.filter(({ name }) => name.toLowerCase().includes(wanted));
	return {
		results,
		paginationToken: page.length < PAGE_SIZE ? undefined : String(offset + PAGE_SIZE),
	};
}
