import { requestOf } from '../../api/methods';
import { callbackOptions, optionalCallbackText } from '../../fields/callback';
import { findClientByFields } from '../../fields/findClientBy';
import { sendWhenFields } from '../../fields/sendWhen';
import { variableFields, variablesBesideFields } from '../../fields/variables';
import type { Operation } from '../../running/operation';

/** Method `callback`: starts the bot's flow for a client found by ID, phone or e-mail. */
export const start: Operation = {
	option: {
		name: 'Start',
		value: 'start',
		action: 'Start bot for client',
		description: "Start the bot's flow for a client, who does not see the text that starts it",
		routing: {
			request: requestOf('callback'),
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
