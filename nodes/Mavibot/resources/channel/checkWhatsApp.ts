import { requestOf } from '../../api/methods';
import { phone } from '../../fields/client';
import type { Operation } from '../../running/operation';

/** Method `check_whatsapp`: whether a number has WhatsApp. */
export const checkWhatsApp: Operation = {
	option: {
		name: 'Check WhatsApp',
		value: 'checkWhatsApp',
		action: 'Check whether phone number has WhatsApp',
		description:
			'Check whether a phone number has WhatsApp; the project needs a connected WhatsApp bot',
		routing: { request: requestOf('check_whatsapp') },
	},
	fields: [phone],
};
