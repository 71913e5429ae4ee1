import { botLocator } from '../../shared/fields/bot';
import { callbackOptions, optionalCallbackText } from '../../shared/fields/callback';
import { asOptional } from '../../shared/fields/checks';
import { contactName } from '../../shared/fields/contactName';
import { phone } from '../../shared/fields/phone';
import { sendWhenFields } from '../../shared/fields/sendWhen';
import { variableFields, variablesBesideFields } from '../../shared/fields/variables';
import type { Operation } from '../../shared/operation';
import { botIdOf } from '../../shared/values/ids';

const botId = botLocator({
	displayName: 'WhatsApp Bot',
	name: 'botId',
	searchListMethod: 'searchWhatsAppBots',
	placeholder: 'e.g. 34810',
	description: 'Which connected WhatsApp bot; left empty, Mavibot decides',
	routing: {
		send: {
			type: 'body',
			property: 'bot_id',
			preSend: [asOptional('bot_id', 'WhatsApp Bot', 'botId', botIdOf)],
		},
	},
});

/** Method `whatsapp_callback`: starts the WhatsApp bot for a phone number. */
export const startWhatsApp: Operation = {
	option: {
		name: 'Start in WhatsApp',
		value: 'startWhatsApp',
		action: 'Start bot for WhatsApp number',
		description: 'Start a WhatsApp bot for a phone number, such as one left on a site',
		routing: {
			request: { method: 'POST', url: '/whatsapp_callback' },
			send: { preSend: [variablesBesideFields] },
		},
	},
	fields: [
		phone,
		botId,
		contactName,
		optionalCallbackText,
		...variableFields,
		...sendWhenFields,
		callbackOptions,
	],
};
