import { botLocator } from '../../shared/fields/bot';
import { asOptional } from '../../shared/fields/checks';
import { ifNothingFound } from '../../shared/fields/ifNothingFound';
import { searchIn } from '../../shared/fields/searchIn';
import { variableAndValue } from '../../shared/fields/variableAndValue';
import { foundClientId } from '../../shared/found';
import type { Operation } from '../../shared/operation';
import { botIdOf } from '../../shared/values/ids';

const groupId = botLocator({
	displayName: 'Bot',
	name: 'groupId',
	searchListMethod: 'searchBots',
	placeholder: 'e.g. tea_shop_bot',
	description: 'Look among the clients of this bot only; left empty, among those of all',
	routing: {
		send: {
			type: 'body',
			property: 'group_id',
			preSend: [asOptional('group_id', 'Bot', 'groupId', botIdOf)],
		},
	},
});

/** Method `find_client_id_by_var`. */
export const findByVariable: Operation = {
	option: {
		name: 'Find by Variable',
		value: 'findByVariable',
		action: 'Find client by variable',
		description: 'Find the ID of a client by the value of a variable',
		routing: {
			request: { method: 'GET', url: '/find_client_id_by_var' },
			output: { postReceive: [foundClientId] },
		},
	},
	fields: [...variableAndValue, searchIn, groupId, ifNothingFound],
};
