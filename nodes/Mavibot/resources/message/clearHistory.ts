import { requestOf } from '../../api/methods';
import type { Field } from '../../fields/field';
import { clientId } from '../../fields/client';
import { output } from '../../answers/output';
import type { Operation } from '../../running/operation';

const notice: Field = {
	displayName:
		'This deletes the whole correspondence with the client, of every input item. It cannot be brought back.',
	name: 'clearHistoryNotice',
	type: 'notice',
	default: '',
};

/** Method `clear_history`: deletes the whole correspondence with one client. */
export const clearHistory: Operation = {
	option: {
		name: 'Clear History',
		value: 'clearHistory',
		action: 'Clear message history of client permanently',
		description: 'Delete the whole correspondence with a client. It cannot be brought back.',
		routing: {
			request: requestOf('clear_history'),
			output: {
				postReceive: [output(() => ({ deleted: true }))],
			},
		},
	},
	fields: [notice, clientId],
};
