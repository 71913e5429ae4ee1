import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';
import { blocksOf } from '../answers/blocks';
import { askMavibot } from '../transport/request';

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
	const blocks = blocksOf(await askMavibot(this, 'get_messages'));
	const results = blocks
		.map((block) => ({ name: nameOf(block), value: block.id as string | number }))
		.filter(({ name }) => name.toLowerCase().includes(filter.trim().toLowerCase()));
	return { results };
}

/** The blocks of the bot's scheme, for a field that takes several. */
export async function getBlocks(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return (await searchBlocks.call(this)).results;
}
