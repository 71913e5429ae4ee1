import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { callMavibot } from '../shared/request';
import { isEmpty, isObject } from '../shared/values/objects';

/**
 * The blocks in an answer of `get_messages`, which the contract does not document: the answer itself or
 * the first list in it, as far as its elements are objects with an id.
 */
export function blocksOf(body: unknown): IDataObject[] {
	const list = Array.isArray(body)
		? body
		: isObject(body)
			? Object.values(body).find((value): value is IDataObject[] => Array.isArray(value))
			: undefined;
	return (list ?? []).filter(isObject).filter((block) => !isEmpty(block.id));
}

function nameOf(block: IDataObject): string {
	const text = [block.name, block.title, block.message, block.text].find(
		(candidate) => typeof candidate === 'string' && candidate.trim() !== '',
	);
	return text === undefined
		? `Block ${String(block.id)}`
		: `${String(text).slice(0, 60)} (${String(block.id)})`;
}

/** A search among the blocks of the bot's scheme, by name, text or id. */
export async function searchBlocks(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const blocks = blocksOf(await callMavibot.call(this, 'GET', 'get_messages'));
	const results = blocks
		.map((block) => ({ name: nameOf(block), value: block.id as string | number }))
		.filter(({ name }) => name.toLowerCase().includes(filter.trim().toLowerCase()));
	return { results };
}
