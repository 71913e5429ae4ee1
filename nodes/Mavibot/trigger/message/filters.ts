import type { IDataObject } from 'n8n-workflow';
import { InputProblem } from '../../input/problem';
import { isEmpty, isObject } from '../../input/objects';
import { optionalText, requiredChoice, requiredText } from '../../input/scalars';
import { attachmentsOf } from '../../answers/attachments';
import { COMPARED_CHARACTERS } from '../../answers/serviceTexts';
import { patternOf } from './pattern';
import type { WebhookMessage } from './payload';

/** Tells whether a message may start the workflow. */
export type Filter = (message: WebhookMessage) => boolean;

/**
 * The values of a field that holds a list, however an expression gave it, as text.
 *
 * @param name of the field, as the form shows it
 * @throws InputProblem where one of them is a list or an object
 */
export const listOf = (value: unknown, name: string): string[] =>
	(Array.isArray(value) ? value : (optionalText(value, name) ?? '').split(','))
		.filter((entry) => !isEmpty(entry))
		.map((entry) => requiredText(entry, `Each of ${name}`).trim());

const textIn = (value: unknown): string =>
	typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';

/** Everything would pass a filter that is left out, so one whose expression gave nothing is none that was. */
const givesNothing = (name: string): InputProblem =>
	new InputProblem(
		`${name} under Filters is empty`,
		'Its expression gave nothing. Mend it, or remove the filter.',
	);

const COMPARISONS = new Map<unknown, (text: string, value: string) => boolean>([
	['contains', (text, value) => text.includes(value)],
	['equals', (text, value) => text.trim() === value.trim()],
	['startsWith', (text, value) => text.startsWith(value)],
]);

function textFilter(condition: unknown, isExpression: boolean): Filter[] {
	if (!isObject(condition) || isEmpty(condition.value)) {
		if (isExpression) throw givesNothing('Text');
		return [];
	}
	const { operator } = condition;
	const value = requiredText(condition.value, 'The text under Filters');
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

function attachmentFilter(choice: unknown, isExpression: boolean): Filter[] {
	if (isEmpty(choice) && !isExpression) return [];
	requiredChoice(choice, 'Attachments under Filters', ['with', 'without']);
	return [({ attachments }) => attachmentsOf(attachments).length > 0 === (choice === 'with')];
}

/**
 * Makes one filter of the fields under Filters. A message passes that passes all of them.
 *
 * @param isExpression whether a field there was filled with an expression
 * @throws InputProblem where the regular expression is no good, or an expression gave nothing
 */
export function filterOf(fields: IDataObject, isExpression: (field: string) => boolean): Filter {
	/** A filter by one value of a message; none where no list was given. */
	const oneOf = (
		field: string,
		name: string,
		valueIn: (message: WebhookMessage) => unknown,
	): Filter[] => {
		const wanted = listOf(fields[field], name);
		if (wanted.length > 0) return [(message) => wanted.includes(textIn(valueIn(message)))];
		if (isExpression(field)) throw givesNothing(name);
		return [];
	};
	const condition = isObject(fields.text) ? fields.text.condition : undefined;
	const filters = [
		...oneOf('messengers', 'Messengers', ({ client }) => client.client_type),
		...oneOf('bots', 'Bots', ({ client }) => client.group),
		...oneOf('blocks', 'Blocks', ({ message_id: block }) => block),
		...oneOf('clientTags', 'Client Tags', ({ client }) => client.tag),
		...textFilter(condition, isExpression('text.condition.value')),
		...attachmentFilter(fields.attachments, isExpression('attachments')),
	];
	return (message) => filters.every((passes) => passes(message));
}
