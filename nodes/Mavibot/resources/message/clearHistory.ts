import { clientId } from '../../shared/fields/client';
import { output } from '../../shared/answer';
import type { Operation } from '../../shared/operation';

/** Method `clear_history`: deletes the whole correspondence with one client. */
export const clearHistory: Operation = {
	option: {
		name: 'Clear History',
		value: 'clearHistory',
		action: 'Clear message history of client',
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
	fields: [clientId],
};
