/**
 * The fields that say who a request is for, the one first that Mavibot takes where there are several (the
 * contract's request bodies). Any other field of these names is a variable.
 */
const RECIPIENT_FIELDS: Record<string, string[]> = {
	callback: ['client_id', 'client_phone', 'client_email'],
	create_order: ['client_id', 'phone', 'email'],
	email_callback: ['email'],
	online_chat_client_id: ['recipient'],
	tg_callback: ['user_id'],
	whatsapp_callback: ['phone'],
	whatsapp_message: ['phone'],
};

/** Those of a method of the API; of most, the client's id alone. */
export const recipientFieldsOf = (method: string): string[] =>
	RECIPIENT_FIELDS[method] ?? ['client_id'];

/** What the universal webhook can be pointed at to say who a request is for, by the API's names. */
export const POINTED_RECIPIENTS = ['client_id', 'phone', 'email', 'user_id'];
