import { botLocator } from '../../shared/fields/bot';
import { asOptional } from '../../shared/fields/checks';
import { contentFields } from '../../shared/fields/content';
import { phone } from '../../shared/fields/phone';
import { sendWhenFields } from '../../shared/fields/sendWhen';
import type { Operation } from '../../shared/operation';
import { botIdOf } from '../../shared/values/ids';

const whatsappBotId = botLocator({
	displayName: 'WhatsApp Bot',
	name: 'whatsappBotId',
	searchListMethod: 'searchWhatsAppBots',
	placeholder: 'e.g. 34810',
	description:
		'Which connected WhatsApp bot sends it, by the ID in the section "Messengers and chats"; left empty, Mavibot decides',
	routing: {
		send: {
			type: 'body',
			property: 'whatsapp_bot_id',
			preSend: [asOptional('whatsapp_bot_id', 'WhatsApp Bot', 'whatsappBotId', botIdOf)],
		},
	},
});

/** Method `whatsapp_message`: sends a text, a file or a block to a phone number. */
export const sendWhatsApp: Operation = {
	option: {
		name: 'Send to WhatsApp Number',
		value: 'sendWhatsApp',
		action: 'Send message to WhatsApp number',
		description: 'Send a text, a file or a block of the bot to a phone number in WhatsApp',
		routing: { request: { method: 'POST', url: '/whatsapp_message' } },
	},
	fields: [phone, ...contentFields, whatsappBotId, ...sendWhenFields],
};
