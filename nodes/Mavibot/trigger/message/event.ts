import { isEmpty } from '../../input/objects';
import { flag, type WebhookMessage } from './payload';

/** What an event of the project's webhook can be; each is exactly one of these. */
export type MessageEvent =
	| 'clientMessage'
	| 'botMessage'
	| 'employeeMessage'
	| 'deliveryFailed'
	| 'serviceEvent';

/** Texts that messengers put in place of a message, observed (the contract's projectWebhook). */
const SERVICE_TEXTS = ['new_chat_member', 'left_chat_member'];

/** A callback that the vendor names; whether it reaches the webhook is not known. */
const SERVICE_START = /^link_was_pressed(\s|$)/;

/**
 * Whether a message's text is the name of something that happened, not something that was written.
 *
 * @param furtherTexts that the user names, since the vendor lists only examples
 */
function isServiceText(message: unknown, furtherTexts: string[]): boolean {
	if (typeof message !== 'string') return false;
	const text = message.trim();
	return SERVICE_TEXTS.includes(text) || SERVICE_START.test(text) || furtherTexts.includes(text);
}

/**
 * The event that a message is. The service text decides first, whichever way the message went; then its
 * direction; then whether sending failed; then whether a block sent it.
 */
export function eventOf(message: WebhookMessage, furtherServiceTexts: string[]): MessageEvent {
	if (isServiceText(message.message, furtherServiceTexts)) return 'serviceEvent';
	if (flag(message.is_input) === true) return 'clientMessage';
	if (flag(message.delivered) === false) return 'deliveryFailed';
	return isEmpty(message.message_id) ? 'employeeMessage' : 'botMessage';
}
