import { requestOf } from '../../api/methods';
import { listOutput } from '../../answers/output';
import { blocksOf } from '../../answers/blocks';
import type { Operation } from '../../running/operation';
import { isObject } from '../../input/objects';

/** Method `get_messages`: the blocks of the bot's scheme. An answer of another shape is passed on. */
export const getAll: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many blocks',
		description: "Get the blocks of the bot's scheme, with the IDs that other operations ask for",
		routing: {
			request: requestOf('get_messages'),
			output: {
				postReceive: [
					listOutput((body) => {
						const blocks = blocksOf(body);
						const isList =
							Array.isArray(body) || (isObject(body) && Object.values(body).some(Array.isArray));
						return blocks.length > 0 || isList ? blocks : body;
					}),
				],
			},
		},
	},
	fields: [],
};
