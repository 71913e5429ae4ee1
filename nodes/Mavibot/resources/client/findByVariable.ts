import { requestOf } from '../../api/methods';
import { botLocator } from '../../fields/bot';
import { sendOptional } from '../../fields/field';
import { withDetails } from '../../fields/details';
import { ifNothingFound, includeInputFields } from '../../fields/results';
import { searchIn, variableAndValue } from '../../fields/searchByVariable';
import { foundClientId } from '../../answers/nothingFound';
import { addDetails } from '../../running/clientDetails';
import type { Operation } from '../../running/operation';
import { botIdOf } from '../../input/ids';

const groupId = botLocator({
	displayName: 'Bot',
	name: 'groupId',
	searchListMethod: 'searchBots',
	placeholder: 'e.g. tea_shop_bot',
	description: 'Look among the clients of this bot only; left empty, among those of all',
	routing: sendOptional('group_id', 'Bot', 'groupId', botIdOf),
});

/** Method `find_client_id_by_var`. */
export const findByVariable: Operation = {
	option: {
		name: 'Find by Variable',
		value: 'findByVariable',
		action: 'Find client by variable',
		description: 'Find the ID of a client by the value of a variable',
		routing: {
			request: requestOf('find_client_id_by_var'),
			output: { postReceive: [foundClientId, addDetails] },
		},
	},
	fields: [...variableAndValue, searchIn, groupId, withDetails, ifNothingFound, includeInputFields],
};
