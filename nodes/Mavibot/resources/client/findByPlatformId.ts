import type { IDataObject } from 'n8n-workflow';
import type { BulkRequests } from '../../running/bulkRequests';
import { inBulk } from '../../running/inBulk';
import { addNamesAndDates } from '../../answers/clients';
import { botLocator } from '../../fields/bot';
import { platformIds } from '../../fields/client';
import { ifNothingFound, includeInputFields } from '../../fields/results';
import { NothingFound } from '../../answers/failures';
import type { Operation } from '../../running/operation';
import { requiredIdList } from '../../input/idList';
import { botIdOf, messengerIdOf, samePerson } from '../../input/ids';
import { unreadableEntry } from '../../answers/entries';
import { isObject } from '../../input/objects';

const groupId = botLocator({
	displayName: 'Bot',
	name: 'groupId',
	required: true,
	searchListMethod: 'searchBots',
	placeholder: 'e.g. tea_shop_bot',
	description: 'The bot that the clients belong to',
});

/** The requests that find clients of a bot, and the clients with each of the IDs. */
export const finding: BulkRequests<string> = {
	method: 'find_client_id_by_platform_id',
	sameFor: samePerson,
	body: (platform_ids, rest) => ({ platform_ids, ...rest }),
	results(answer, platformIdsSent) {
		const entries: unknown[] = Array.isArray(answer) ? answer : [];
		const clients = entries.filter(isObject);
		const unreadable = entries.findIndex((entry) => !isObject(entry));
		const byId = new Map<string, IDataObject[]>();
		for (const client of clients) {
			const id = samePerson(String(client.platform_id));
			byId.set(id, [...(byId.get(id) ?? []), addNamesAndDates(client)]);
		}
		// Nobody can be told to be missing while it is not known whom the answer holds.
		const missing = () => (unreadable < 0 ? new NothingFound() : unreadableEntry(unreadable));
		return platformIdsSent.map((id) => byId.get(samePerson(id)) ?? missing());
	},
};

const { execute, routing } = inBulk({
	...finding,
	read: (get) => ({
		values: requiredIdList(get('platformIds'), 'Messenger IDs', messengerIdOf, samePerson),
		rest: { group_id: botIdOf(get('groupId', '', { extractValue: true }), 'Bot') },
	}),
});

/** Method `find_client_id_by_platform_id`: clients that are missing are left out of its answer. */
export const findByPlatformId: Operation = {
	option: {
		name: 'Find by Messenger ID',
		value: 'findByPlatformId',
		action: 'Find clients by messenger ID',
		description:
			'Find clients of a bot by their IDs in the messenger; up to 500 of them make one request',
		routing,
	},
	fields: [platformIds, groupId, ifNothingFound, includeInputFields],
	execute,
};
