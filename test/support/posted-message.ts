import type { IDataObject } from 'n8n-workflow';
import type { WebhookMessage } from '../../nodes/Mavibot/trigger/message/payload';

/** What a client writes, as Mavibot posts it to the webhook, with some of its fields replaced. */
export const postedMessage = (fields: IDataObject = {}): WebhookMessage => ({
	id: 22563045582,
	client: {
		id: 101,
		recepient: '777000101',
		client_type: 1,
		name: 'Anna',
		avatar: null,
		created_at: 1767225600,
		tag: null,
		group: 'tea_shop_bot',
		variables: { phone: '15550101' },
	},
	message: 'Hello',
	attachments: null,
	message_id: null,
	project_id: 1,
	is_input: 1,
	delivered: 1,
	error_message: null,
	...fields,
});
