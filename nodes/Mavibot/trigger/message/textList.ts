import { InputProblem } from '../../input/problem';
import { isEmpty } from '../../input/objects';
import { optionalText, requiredText } from '../../input/scalars';
import { trimmed } from '../../input/trim';

/** An entry in double quotes, with a quote within it doubled, or one without, up to the next comma. */
const ENTRY = /(?:\s*"((?:[^"]|"")*)"\s*|((?!\s*")[^,]*))(?:,|$)/gy;

/** The entries of a list with commas between them, as in a CSV file. */
function entriesOf(list: string, name: string): string[] {
	const entries = [...list.matchAll(ENTRY)];
	const end = entries.reduce((length, [entry]) => length + entry.length, 0);
	if (end < list.length) {
		throw new InputProblem(
			`${name} has an entry that begins with a double quote, and it is not closed at the entry's end`,
			'Write an entry that has a comma as in "summer, 2026", and a double quote within such an entry twice.',
		);
	}
	return entries.map(([, inQuotes, plain]) => inQuotes?.replaceAll('""', '"') ?? plain);
}

/**
 * The values of a field that holds a list, however an expression gave it, as text.
 *
 * @param name of the field, as the form shows it
 * @throws InputProblem where one of them is a list or an object, or a quote is not closed
 */
export const listOf = (value: unknown, name: string): string[] =>
	(Array.isArray(value) ? value : entriesOf(optionalText(value, name) ?? '', name))
		.filter((entry) => !isEmpty(entry))
		.map((entry) => trimmed(requiredText(entry, `Each of ${name}`)));
