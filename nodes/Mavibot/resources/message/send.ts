import { requestOf } from '../../api/methods';
import { buttonFields } from '../../fields/buttons';
import { clientId } from '../../fields/client';
import { contentFields } from '../../fields/content';
import { sendWhenFields } from '../../fields/sendWhen';
import { includeInputFields } from '../../fields/results';
import type { Operation } from '../../running/operation';

/** Method `message`: sends a text, a file or a block to one client. */
export const send: Operation = {
	option: {
		name: 'Send',
		value: 'send',
		action: 'Send message to client',
		description: 'Send a text, a file or a block of the bot to a client, in any messenger',
		routing: { request: requestOf('message') },
	},
	fields: [clientId, ...contentFields, ...buttonFields, ...sendWhenFields, includeInputFields],
};
