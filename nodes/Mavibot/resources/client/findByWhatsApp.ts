import { botLocator } from '../../shared/fields/bot';
import { asOptional } from '../../shared/fields/checks';
import { ifNothingFound } from '../../shared/fields/ifNothingFound';
import { phone } from '../../shared/fields/phone';
import { foundClientId } from '../../shared/found';
import type { Operation } from '../../shared/operation';
import { botIdOf } from '../../shared/values/ids';

const groupId = botLocator({
	displayName: 'WhatsApp Bot',
	name: 'groupId',
	searchListMethod: 'searchWhatsAppBots',
	placeholder: 'e.g. 34810',
	description: 'Look among the clients of this bot only; left empty, among those of all',
	routing: {
		send: {
			type: 'body',
			property: 'group_id',
			preSend: [asOptional('group_id', 'WhatsApp Bot', 'groupId', botIdOf)],
		},
	},
});

/** Method `whatsapp_client_id`. */
export const findByWhatsApp: Operation = {
	option: {
		name: 'Find by WhatsApp Number',
		value: 'findByWhatsApp',
		action: 'Find client by WhatsApp number',
		description: 'Find the ID of a client by a WhatsApp number',
		routing: {
			request: { method: 'GET', url: '/whatsapp_client_id' },
			output: { postReceive: [foundClientId] },
		},
	},
	fields: [phone, groupId, ifNothingFound],
};
