import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { blocksOf } from '../shared/blocks';
import { callMavibot } from '../shared/request';

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
