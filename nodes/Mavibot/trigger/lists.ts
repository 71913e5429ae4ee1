import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { searchBlocks } from '../listSearch/searchBlocks';
import { searchBots } from '../listSearch/searchBots';

/** The connected bots, for a field that takes several. */
export async function getBots(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return (await searchBots.call(this)).results;
}

/** The blocks of the bot's scheme, for a field that takes several. */
export async function getBlocks(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return (await searchBlocks.call(this)).results;
}
