import type { IDataObject } from 'n8n-workflow';
import { InputProblem } from '../shared/prepare';
import { isEmpty, isObject } from '../shared/values/objects';
import { attachmentsOf } from './attachments';
import { patternOf } from './pattern';
import type { WebhookMessage } from './payload';

/** Tells whether a message may start the workflow. */
export type Filter = (message: WebhookMessage) => boolean;

/** Characters of a message's text that are compared: the most that Telegram takes in one message. */
export const COMPARED_CHARACTERS = 4096;

/** The values of a field that holds a list, however an expression gave it, as text. */
export const listOf = (value: unknown): string[] =>
	(Array.isArray(value) ? value : String(value ?? '').split(','))
		.filter((entry) => !isEmpty(entry))
		.map((entry) => String(entry).trim());

const textIn = (value: unknown): string =>
	typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';

/** A filter by one value of a message; none where the list is empty. */
function oneOf(list: unknown, valueIn: (message: WebhookMessage) => unknown): Filter[] {
	const wanted = listOf(list);
	return wanted.length === 0 ? [] : [(message) => wanted.includes(textIn(valueIn(message)))];
}

const COMPARISONS = new Map<unknown, (text: string, value: string) => boolean>([
	['contains', (text, value) => text.includes(value)],
	['equals', (text, value) => text.trim() === value.trim()],
	['startsWith', (text, value) => text.trimStart().startsWith(value)],
]);

function textFilter(condition: unknown): Filter[] {
	if (!isObject(condition) || isEmpty(condition.value)) return [];
	const { operator } = condition;
	const value = String(condition.value);
	const isCaseSensitive = condition.caseSensitive === true;
	const textOf = ({ message }: WebhookMessage) => textIn(message).slice(0, COMPARED_CHARACTERS);
	if (operator === 'regex') {
		const matches = patternOf(value, isCaseSensitive);
		return [(message) => matches(textOf(message))];
	}
	const compare = COMPARISONS.get(operator);
	if (compare === undefined) {
		throw new InputProblem('The comparison of the text under Filters is not known');
	}
	const cased = (text: string) => (isCaseSensitive ? text : text.toLowerCase());
	return [(message) => compare(cased(textOf(message)), cased(value))];
}

function attachmentFilter(choice: unknown): Filter[] {
	if (choice !== 'with' && choice !== 'without') return [];
	return [({ attachments }) => attachmentsOf(attachments).length > 0 === (choice === 'with')];
}

/**
 * Makes one filter of the fields under Filters. A message passes that passes all of them.
 *
 * @throws InputProblem where the regular expression is no good
 */
export function filterOf(fields: IDataObject): Filter {
	const condition = isObject(fields.text) ? fields.text.condition : undefined;
	const filters = [
		...oneOf(fields.messengers, ({ client }) => client.client_type),
		...oneOf(fields.bots, ({ client }) => client.group),
		...oneOf(fields.blocks, ({ message_id: block }) => block),
		...oneOf(fields.clientTags, ({ client }) => client.tag),
		...textFilter(condition),
		...attachmentFilter(fields.attachments),
	];
	return (message) => filters.every((passes) => passes(message));
}
