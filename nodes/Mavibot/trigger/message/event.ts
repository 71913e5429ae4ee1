import { flag, isFromOutside } from '../../answers/messageMarks';
import { isServiceText } from '../../answers/serviceTexts';
import { isEmpty } from '../../input/objects';
import type { WebhookMessage } from './payload';

/** What an event of the project's webhook can be; each is exactly one of these. */
export type MessageEvent =
	| 'callback'
	| 'clientMessage'
	| 'botMessage'
	| 'employeeMessage'
	| 'deliveryFailed'
	| 'serviceEvent';

/** What is chosen beside them, and never with one of them: a bot's block calls, with any JSON, and no message comes. */
export const BLOCK_CALL = 'blockCall';

/** How a person calls them. */
export const EVENT_NAMES: Record<MessageEvent | typeof BLOCK_CALL, string> = {
	callback: 'Callback',
	clientMessage: 'Client Message',
	deliveryFailed: 'Delivery Failed',
	employeeMessage: 'Employee Message',
	botMessage: 'Outgoing Bot Message',
	serviceEvent: 'Service Event',
	blockCall: 'Called by a Bot Block',
};

/**
 * The event that a message is. The service text decides first, whichever way the message went; then whether it is
 * marked as a callback, which a workflow that answers it with another would start without end; then its direction;
 * then whether sending failed, for which a text in `error_message` is no sign; then whether a block sent it.
 */
export function eventOf(message: WebhookMessage, furtherServiceTexts: string[]): MessageEvent {
	if (isServiceText(message.message, furtherServiceTexts)) return 'serviceEvent';
	if (isFromOutside(message.message_from_outside, 'callback')) return 'callback';
	if (flag(message.is_input) === true) return 'clientMessage';
	if (flag(message.delivered) === false) return 'deliveryFailed';
	return isEmpty(message.message_id) ? 'employeeMessage' : 'botMessage';
}
