import { requestOf } from '../../api/methods';
import { botLocator } from '../../fields/bot';
import { callbackOptions, optionalCallbackText } from '../../fields/callback';
import { sendOptional } from '../../fields/field';
import { contactName, phone } from '../../fields/client';
import { sendWhenFields } from '../../fields/sendWhen';
import { variableFields, variablesBesideFields } from '../../fields/variables';
import type { Operation } from '../../running/operation';
import { botIdOf } from '../../input/ids';

const botId = botLocator({
	displayName: 'WhatsApp Bot',
	name: 'botId',
	searchListMethod: 'searchWhatsAppBots',
	placeholder: 'e.g. 34810',
	description: 'Which connected WhatsApp bot; left empty, Mavibot decides',
	routing: sendOptional('bot_id', 'WhatsApp Bot', 'botId', botIdOf),
});

/** Method `whatsapp_callback`: starts the WhatsApp bot for a phone number. */
export const startWhatsApp: Operation = {
	option: {
		name: 'Start in WhatsApp',
		value: 'startWhatsApp',
		action: 'Start bot for WhatsApp number',
		description: 'Start a WhatsApp bot for a phone number, such as one left on a site',
		routing: {
			request: requestOf('whatsapp_callback'),
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
