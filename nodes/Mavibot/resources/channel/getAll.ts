import { requestOf } from '../../api/methods';
import { listOutput } from '../../answers/output';
import { botsOf } from '../../answers/bots';
import type { Operation } from '../../running/operation';

/** Method `connected_channels`: one item for each bot, with its messenger's name. */
export const getAll: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many channels',
		description: 'Get the bots and messengers that are connected to the project',
		routing: {
			request: requestOf('connected_channels'),
			output: { postReceive: [listOutput(botsOf)] },
		},
	},
	fields: [],
};
