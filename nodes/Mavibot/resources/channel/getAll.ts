import { listOutput } from '../../shared/answer';
import { botsOf } from '../../shared/channels';
import type { Operation } from '../../shared/operation';

/** Method `connected_channels`: one item for each bot, with its messenger's name. */
export const getAll: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many channels',
		description: 'Get the bots and messengers that are connected to the project',
		routing: {
			request: { method: 'GET', url: '/connected_channels' },
			output: { postReceive: [listOutput(botsOf)] },
		},
	},
	fields: [],
};
