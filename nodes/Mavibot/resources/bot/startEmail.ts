import type { INodeProperties } from 'n8n-workflow';
import { callbackOptions, optionalCallbackText } from '../../shared/fields/callback';
import { asOptional, asRequired } from '../../shared/fields/checks';
import { contactName } from '../../shared/fields/contactName';
import { sendWhenFields } from '../../shared/fields/sendWhen';
import { variableFields, variablesBesideFields } from '../../shared/fields/variables';
import type { Operation } from '../../shared/operation';
import { emailOf } from '../../shared/values/ids';

const email: INodeProperties = {
	displayName: 'Email',
	name: 'email',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. name@example.com',
	description: 'The email of the client, who is created if there is none',
	routing: {
		send: { type: 'body', property: 'email', preSend: [asRequired('email', 'Email', emailOf)] },
	},
};

const emailIdBot: INodeProperties = {
	displayName: 'Email of the Bot',
	name: 'emailIdBot',
	type: 'string',
	default: '',
	placeholder: 'e.g. shop@example.com',
	description: "The bot's own email address; left empty, Mavibot decides",
	routing: {
		send: {
			type: 'body',
			property: 'email_id_bot',
			preSend: [asOptional('email_id_bot', 'Email of the Bot', 'emailIdBot', emailOf)],
		},
	},
};

/** Method `email_callback`: starts the e-mail bot. */
export const startEmail: Operation = {
	option: {
		name: 'Start by Email',
		value: 'startEmail',
		action: 'Start bot by email',
		description: 'Start the email bot for an address; the client is created if there is none',
		routing: {
			request: { method: 'POST', url: '/email_callback' },
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
