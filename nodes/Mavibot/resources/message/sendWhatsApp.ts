import { requestOf } from '../../api/methods';
import { botLocator } from '../../fields/bot';
import { sendOptional } from '../../fields/field';
import { contentFields } from '../../fields/content';
import { phone } from '../../fields/client';
import { sendWhenFields } from '../../fields/sendWhen';
import { includeInputFields } from '../../fields/results';
import type { Operation } from '../../running/operation';
import { botIdOf } from '../../input/ids';

const whatsappBotId = botLocator({
	displayName: 'WhatsApp Bot',
	name: 'whatsappBotId',
	searchListMethod: 'searchWhatsAppBots',
	placeholder: 'e.g. 34810',
	description:
		'Which connected WhatsApp bot sends it, by the ID in the section "Messengers and chats"; left empty, Mavibot decides',
	routing: sendOptional('whatsapp_bot_id', 'WhatsApp Bot', 'whatsappBotId', botIdOf),
});

/** Method `whatsapp_message`: sends a text, a file or a block to a phone number. */
export const sendWhatsApp: Operation = {
	option: {
		name: 'Send to WhatsApp Number',
		value: 'sendWhatsApp',
		action: 'Send message to WhatsApp number',
		description: 'Send a text, a file or a block of the bot to a phone number in WhatsApp',
		routing: { request: requestOf('whatsapp_message') },
	},
	fields: [phone, ...contentFields, whatsappBotId, ...sendWhenFields, includeInputFields],
};
