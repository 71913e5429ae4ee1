import { phone } from '../../shared/fields/phone';
import type { Operation } from '../../shared/operation';

/** Method `check_whatsapp`: whether a number has WhatsApp. */
export const checkWhatsApp: Operation = {
	option: {
		name: 'Check WhatsApp',
		value: 'checkWhatsApp',
		action: 'Check whether phone number has WhatsApp',
		description:
			'Check whether a phone number has WhatsApp; the project needs a connected WhatsApp bot',
		routing: { request: { method: 'GET', url: '/check_whatsapp' } },
	},
	fields: [phone],
};
