import { buttonFields } from '../../shared/fields/buttons';
import { clientId } from '../../shared/fields/client';
import { contentFields } from '../../shared/fields/content';
import { sendWhenFields } from '../../shared/fields/sendWhen';
import type { Operation } from '../../shared/operation';

/** Method `message`: sends a text, a file or a block to one client. */
export const send: Operation = {
	option: {
		name: 'Send',
		value: 'send',
		action: 'Send message to client',
		description: 'Send a text, a file or a block of the bot to a client, in any messenger',
		routing: { request: { method: 'POST', url: '/message' } },
	},
	fields: [clientId, ...contentFields, ...buttonFields, ...sendWhenFields],
};
