import type { Client } from './clients';
import { nowInSeconds, type MavibotState, type Message } from './state';

/** What the methods work on. */
export interface Project {
	state: MavibotState;
	/** Stores a message; unless it is hidden from the client, chat page and webhook learn of it. */
	record(client: Client, fields: Partial<Message>): Message;
}

/** Stores a message with what is not given filled in. */
export function storeMessage(
	state: MavibotState,
	client: Client,
	fields: Partial<Message>,
): Message {
	const message: Message = {
		text: null,
		attachments: null,
		buttons: null,
		client_replica: false,
		shown: true,
		message_id: null,
		message_from_outside: 0,
		created_at: nowInSeconds(),
		answered: false,
		delivered: true,
		error_message: null,
		manager_id: null,
		manager_email: null,
		time_shift: null,
		send_time: null,
		action: null,
		...fields,
		id: state.nextMessageId++,
		client_id: client.id,
	};
	state.messages.push(message);
	client.updated_at = message.created_at;
	if (message.message_id !== null) client.message_id = message.message_id;
	return message;
}
