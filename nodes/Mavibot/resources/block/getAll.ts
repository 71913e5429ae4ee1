import { blocksOf } from '../../answers/blocks';
import { entriesOf } from '../../answers/entries';
import { listOutput } from '../../answers/output';
import { requestOf } from '../../api/methods';
import type { Operation } from '../../running/operation';

/** Method `get_messages`: the blocks of the bot's scheme. An answer without a list is passed on. */
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
						return blocks === undefined ? body : entriesOf(blocks);
					}),
				],
			},
		},
	},
	fields: [],
};
