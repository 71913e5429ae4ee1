import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';
import { botsOf, type ConnectedBot } from '../answers/bots';
import { isEmpty } from '../input/objects';
import { askMavibot } from '../transport/request';

function nameOf(bot: ConnectedBot): string {
	const name = [bot.name, bot.short_name, bot.uri, bot.group, bot.group_id].find(
		(candidate) => !isEmpty(candidate),
	);
	const remarks = [
		bot.messenger,
		bot.enabled === false ? 'off' : undefined,
		bot.status_name,
	].filter((remark) => remark !== undefined && remark !== 'started');
	return `${String(name ?? 'No name')} (${remarks.join(', ')})`;
}

/** A search among the connected bots, of one messenger or of all; the whole list is one request. */
const searchBotsOf = (messenger?: string) =>
	async function (this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
		const bots = botsOf(await askMavibot(this, 'connected_channels'));
		const results = bots
			.filter((bot) => messenger === undefined || bot.messenger.startsWith(messenger))
			.filter((bot) => !isEmpty(bot.group_id))
			.map((bot) => ({ name: nameOf(bot), value: bot.group_id as string | number }))
			.filter(({ name }) => name.toLowerCase().includes(filter.trim().toLowerCase()));
		return { results };
	};

export const searchBots = searchBotsOf();
export const searchTelegramBots = searchBotsOf('telegram');
export const searchWhatsAppBots = searchBotsOf('whatsapp');

/** The connected bots, for a field that takes several. */
export async function getBots(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return (await searchBots.call(this)).results;
}
