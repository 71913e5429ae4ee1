import type { IDataObject } from 'n8n-workflow';
import { InputProblem } from '../../input/problem';
import { isEmpty, isObject } from '../../input/objects';
import { hasAttachment } from '../../answers/attachments';
import { COMPARED_CHARACTERS } from '../../answers/serviceTexts';
import { requiredChoice, requiredText } from '../../input/scalars';
import { trimmed } from '../../input/trim';
import { comparedText, folded, normal } from './comparing';
import { patternOf } from './pattern';
import { listOf } from './textList';

/** What a filter looks at: a message, or as much of one as is there for a client who has just come. */
type Filtered = IDataObject & { client: IDataObject };

/** Tells which filter a message does not pass, by its name; undefined where it passes all. */
export type Filter = (message: Filtered) => string | undefined;

type Check = (message: Filtered) => boolean;

/** A value as text; one that is too long to be the name or the id of something is none. */
function textIn(value: unknown): string {
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' && value.length <= COMPARED_CHARACTERS ? trimmed(value) : '';
}

/** Everything would pass a filter that is left out, so one whose expression gave nothing is none that was. */
const givesNothing = (name: string): InputProblem =>
	new InputProblem(
		`${name} under Filters is empty`,
		'Its expression gave nothing. Mend it, or remove the filter.',
	);

const COMPARISONS = new Map<unknown, (text: string, value: string) => boolean>([
	['contains', (text, value) => text.includes(value)],
	['equals', (text, value) => text === value],
	['startsWith', (text, value) => text.startsWith(value)],
]);

/** A message's text as it is compared; a number is one, too. */
const textOf = ({ message }: Filtered): string =>
	typeof message === 'string' ? comparedText(message) : textIn(message);

function textFilter(condition: unknown, isExpression: boolean): Check[] {
	const { operator, value, caseSensitive }: IDataObject = isObject(condition) ? condition : {};
	const given = isEmpty(value) ? '' : normal(requiredText(value, 'The text under Filters'));
	const wanted = trimmed(given);
	if (wanted === '') {
		if (isExpression) throw givesNothing('Text');
		return [];
	}
	const isCaseSensitive = caseSensitive === true;
	if (operator === 'regex') {
		const matches = patternOf(given, isCaseSensitive);
		return [(message) => matches(textOf(message))];
	}
	const compare = COMPARISONS.get(operator);
	if (compare === undefined) {
		throw new InputProblem('The comparison of the text under Filters is not known');
	}
	const cased = isCaseSensitive ? (text: string) => text : folded;
	const wantedCased = cased(wanted);
	return [(message) => compare(cased(textOf(message)), wantedCased)];
}

function attachmentFilter(choice: unknown, isExpression: boolean): Check[] {
	if (isEmpty(choice) && !isExpression) return [];
	requiredChoice(choice, 'Attachments under Filters', ['with', 'without']);
	return [({ attachments }) => hasAttachment(attachments) === (choice === 'with')];
}

/**
 * Makes one filter of the fields under Filters. A message passes that passes all of them.
 *
 * @param isExpression whether a field there was filled with an expression
 * @throws InputProblem where the regular expression is no good, or an expression gave nothing
 */
export function filterOf(fields: IDataObject, isExpression: (field: string) => boolean): Filter {
	/** A check of one value of a message; none where no list was given. */
	const oneOf = (field: string, name: string, valueIn: (message: Filtered) => unknown): Check[] => {
		const wanted = listOf(fields[field], name);
		if (wanted.length > 0) return [(message) => wanted.includes(textIn(valueIn(message)))];
		if (isExpression(field)) throw givesNothing(name);
		return [];
	};
	const condition = isObject(fields.text) ? fields.text.condition : undefined;
	const checks: Record<string, Check[]> = {
		Messengers: oneOf('messengers', 'Messengers', ({ client }) => client.client_type),
		Bots: oneOf('bots', 'Bots', ({ client }) => client.group),
		Blocks: oneOf('blocks', 'Blocks', ({ message_id: block }) => block),
		'Client Tags': oneOf('clientTags', 'Client Tags', ({ client }) => client.tag),
		Text: textFilter(condition, isExpression('text.condition.value')),
		Attachments: attachmentFilter(fields.attachments, isExpression('attachments')),
	};
	const filters = Object.entries(checks).flatMap(([name, some]) =>
		some.map((passes) => ({ name, passes })),
	);
	return (message) => filters.find(({ passes }) => !passes(message))?.name;
}
