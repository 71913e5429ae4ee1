import { requestOf } from '../../api/methods';
import { listOutput } from '../../answers/output';
import { botsOf } from '../../answers/bots';
import { isObject } from '../../input/objects';
import type { Operation } from '../../running/operation';

/** Method `connected_channels`: one item for each bot, with its messenger's name. What is no object is passed on. */
export const getAll: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many channels',
		description: 'Get the bots and messengers that are connected to the project',
		routing: {
			request: requestOf('connected_channels'),
			output: { postReceive: [listOutput((body) => (isObject(body) ? botsOf(body) : body))] },
		},
	},
	fields: [],
};
