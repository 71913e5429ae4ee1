import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';
import { blocksOf, wordsOfBlock } from '../answers/blocks';
import { isEmpty, isObject } from '../input/objects';
import { askMavibot } from '../transport/request';

/** The longest name that is shown. */
const LONGEST_NAME = 60;

function nameOf(block: IDataObject): string {
	const [words] = wordsOfBlock(block);
	const id = String(block.id);
	if (words === undefined) return `Block ${id}`;
	return `${words.trim().replace(/\s+/g, ' ').slice(0, LONGEST_NAME)} (${id})`;
}

/** A search among the blocks of the bot's scheme, by any of their words or by ID. */
export async function searchBlocks(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const blocks = blocksOf(await askMavibot(this, 'get_messages')) ?? [];
	const wanted = filter.trim().toLowerCase();
	const results = blocks
		.filter(isObject)
		// What has no ID cannot be chosen.
		.filter(({ id }) => !isEmpty(id))
		.filter((block) =>
			[nameOf(block), ...wordsOfBlock(block)].some((words) => words.toLowerCase().includes(wanted)),
		)
		.map((block) => ({ name: nameOf(block), value: block.id as string | number }));
	return { results };
}

/** The blocks of the bot's scheme, for a field that takes several. */
export async function getBlocks(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return (await searchBlocks.call(this)).results;
}
