import type { IDataObject } from 'n8n-workflow';
import { isEmpty } from '../input/objects';
import { isoOfUnixSeconds } from '../input/time';
import { attachmentsOf } from './attachments';
import { flag, isFromOutside } from './messageMarks';
import { isServiceText, withoutPaymentKey } from './serviceTexts';

/** Who a message of a history is from; `event` is what nobody wrote. */
type Writer = 'client' | 'bot' | 'employee' | 'api' | 'crm' | 'telephony' | 'event';

/**
 * Who a message is from (the contract's HistoryMessage). A callback or the name of an event comes first, whichever way
 * it went: the contract leaves open whether a callback counts as the client's. Of what is not the client's, the
 * contract names the API, a CRM and telephony; of the rest, that of a block is the bot's, as it is of what Mavibot
 * posts (WebhookMessage), and what has no block an employee's.
 *
 * @returns null where Mavibot does not say whether it is the client's, nor that it came from outside
 */
function writerOf(message: IDataObject): Writer | null {
	const { client_replica, message_from_outside, message_id, text } = message;
	if (isFromOutside(message_from_outside, 'callback') || isServiceText(text, [])) return 'event';
	const isClients = flag(client_replica);
	if (isClients === true) return 'client';
	for (const outside of ['api', 'crm', 'telephony'] as const) {
		if (isFromOutside(message_from_outside, outside)) return outside;
	}
	if (isClients === undefined) return null;
	return isEmpty(message_id) ? 'employee' : 'bot';
}

/** A number, also as text; undefined where it is none. */
function numberOf(value: unknown): number | undefined {
	const number = typeof value === 'string' && !isEmpty(value) ? Number(value) : value;
	return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** The text of a message, without the part of a secret key that stands in that of a payment; '' where there is none. */
function textOf(message: IDataObject): string {
	const text = withoutPaymentKey(message.text);
	return typeof text === 'string' || typeof text === 'number' ? String(text) : '';
}

/** Unix seconds (the contract's `created_at`) as an ISO date in UTC. */
const sentAt = ({ created_at }: IDataObject): string | undefined =>
	isoOfUnixSeconds(numberOf(created_at));

/** A message as Mavibot gives it, but for that part of a secret key; with its time as an ISO date, and whose history it is of. */
export const rawMessage = (message: IDataObject, clientId: string): IDataObject => ({
	...message,
	...('text' in message && { text: withoutPaymentKey(message.text) as string }),
	created_at_iso: sentAt(message),
	client_id: clientId,
});

/** The fields of a message that workflows use, flat. */
export const simpleMessage = (message: IDataObject, clientId: string): IDataObject => ({
	id: message.id ?? null,
	sent_at: sentAt(message) ?? null,
	from: writerOf(message),
	text: textOf(message),
	attachments: attachmentsOf(message.attachments).attachments,
	delivered: flag(message.delivered) ?? null,
	client_id: clientId,
});

/**
 * A message as the models of most makers take it: `role` is `user` for the client and `assistant` for all that the
 * client was sent, `content` the text and the links of the attachments, a line each.
 *
 * @returns undefined for events, for what has neither text nor link, and where it is not known who it is from
 */
export function modelMessage(message: IDataObject): IDataObject | undefined {
	const writer = writerOf(message);
	const links = attachmentsOf(message.attachments).attachments.map(({ url }) => url);
	const content = [textOf(message), ...links].filter((line) => !isEmpty(line)).join('\n');
	if (writer === null || writer === 'event' || content === '') return undefined;
	return { role: writer === 'client' ? 'user' : 'assistant', content };
}

/**
 * The messages by their time. The contract does not say in which order Mavibot gives them, nor that IDs rise; of those
 * of the same second, the one with the lower ID stands first. What has no time stands before all others.
 */
export function oldestFirst(messages: IDataObject[]): IDataObject[] {
	const rank = (value: unknown): number => numberOf(value) ?? 0;
	return [...messages].sort(
		(one, other) => rank(one.created_at) - rank(other.created_at) || rank(one.id) - rank(other.id),
	);
}
