import { callbackOptions, optionalCallbackText } from '../../shared/fields/callback';
import { findClientByFields } from '../../shared/fields/findClientBy';
import { sendWhenFields } from '../../shared/fields/sendWhen';
import { variableFields, variablesBesideFields } from '../../shared/fields/variables';
import type { Operation } from '../../shared/operation';

/** Method `callback`: starts the bot's flow for a client found by ID, phone or e-mail. */
export const start: Operation = {
	option: {
		name: 'Start',
		value: 'start',
		action: 'Start bot for client',
		description: "Start the bot's flow for a client. The client does not see the callback text.",
		routing: {
			request: { method: 'POST', url: '/callback' },
			send: { preSend: [variablesBesideFields] },
		},
	},
	fields: [
		...findClientByFields('client_phone', 'client_email'),
		optionalCallbackText,
		...variableFields,
		...sendWhenFields,
		callbackOptions,
	],
};
