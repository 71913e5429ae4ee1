import { requestOf } from '../../api/methods';
import { callbackOptions, optionalCallbackText } from '../../fields/callback';
import { type Field, sendOptional, sendRequired } from '../../fields/field';
import { contactName } from '../../fields/client';
import { sendWhenFields } from '../../fields/sendWhen';
import { variableFields, variablesBesideFields } from '../../fields/variables';
import type { Operation } from '../../running/operation';
import { emailOf } from '../../input/ids';

const email: Field = {
	displayName: 'Email',
	name: 'email',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. name@example.com',
	description: 'The email of the client, who is created if there is none',
	routing: sendRequired('email', 'Email', emailOf),
};

const emailIdBot: Field = {
	displayName: 'Email of the Bot',
	name: 'emailIdBot',
	type: 'string',
	default: '',
	placeholder: 'e.g. shop@example.com',
	description: "The bot's own email address; left empty, Mavibot decides",
	routing: sendOptional('email_id_bot', 'Email of the Bot', 'emailIdBot', emailOf),
};

/** Method `email_callback`: starts the e-mail bot. */
export const startEmail: Operation = {
	option: {
		name: 'Start by Email',
		value: 'startEmail',
		action: 'Start bot by email',
		description: 'Start the email bot for an address; the client is created if there is none',
		routing: {
			request: requestOf('email_callback'),
			send: { preSend: [variablesBesideFields] },
		},
	},
	fields: [
		email,
		emailIdBot,
		contactName,
		optionalCallbackText,
		...variableFields,
		...sendWhenFields,
		callbackOptions,
	],
};
