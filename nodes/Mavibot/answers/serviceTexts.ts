import { trimmed } from '../input/trim';

/** Characters of a message's text that are compared: the most that Telegram takes in one message. */
export const COMPARED_CHARACTERS = 4096;

/** Texts that are the name of an event, to the letter (the contract's schema `ServiceText`). */
const TEXTS = [
	'new_chat_member',
	'left_chat_member',
	'client_started',
	'client_returned',
	'client_left',
	'client_silent_1h',
	'chat_opened',
	'client_subscribed',
	'client_unsubscribed',
];

/** Characters of the payment system's secret key that the text of a payment begins with. */
const KEY_CHARACTERS = 10;

const PAYMENT = /^(\s*).{10}(?=_(success|fail|different_amounts) )/;

/** Characters that the text of a payment has at most up to the space behind the name of its event. */
const LONGEST_PAYMENT = KEY_CHARACTERS + '_different_amounts '.length;

/** The same for texts that tell more behind the event's name. */
const FORMS = [
	/^new_task_added_callback task_id:.+, task_name:/,
	/edit_task_callback task_id:.+, task_name:/,
	/^crm_state_changed .+:/,
	/^link_was_pressed(\s|$)/,
	PAYMENT,
];

/**
 * Whether a message's text is the name of something that happened, not something that was written.
 *
 * @param furtherTexts that the user names, since a project's own callbacks can be any text
 */
export function isServiceText(message: unknown, furtherTexts: string[]): boolean {
	if (typeof message !== 'string') return false;
	const text = trimmed(message.slice(0, COMPARED_CHARACTERS));
	return (
		TEXTS.includes(text) || furtherTexts.includes(text) || FORMS.some((form) => form.test(text))
	);
}

/** A message's text, but for the part of a secret key that stands in that of a payment, behind any white space. */
export function withoutPaymentKey(message: unknown): unknown {
	if (typeof message !== 'string') return message;
	const start = message.length - message.trimStart().length;
	// The expression goes through white space several times, and there may be megabytes of it.
	const from = Math.max(0, start - KEY_CHARACTERS);
	const beginning = message.slice(from, start + LONGEST_PAYMENT);
	if (!PAYMENT.test(beginning)) return message;
	const masked = beginning.replace(PAYMENT, `$1${'*'.repeat(KEY_CHARACTERS)}`);
	return message.slice(0, from) + masked + message.slice(start + LONGEST_PAYMENT);
}
