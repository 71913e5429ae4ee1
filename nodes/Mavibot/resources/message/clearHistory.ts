import type { INodeProperties } from 'n8n-workflow';
import { clientId } from '../../shared/fields/client';
import { output } from '../../shared/answer';
import type { Operation } from '../../shared/operation';

const notice: INodeProperties = {
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
			request: { method: 'GET', url: '/clear_history' },
			output: {
				postReceive: [
					output(function () {
						return {
							deleted: true,
							client_id: this.getNodeParameter('clientId', undefined, { extractValue: true }),
						};
					}),
				],
			},
		},
	},
	fields: [notice, clientId],
};
