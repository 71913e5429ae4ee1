/**
 * What may be shown of an answer: names of fields, types and counts, and never a value. A name can be data
 * too, as those of a project's variables are, so a name is shown only when it is known not to be.
 */
import { namesOfContract } from './contract';
import { isFields, type Fields } from './records';

const ORDINARY_NAMES = new Set(
	`answer code count data details error errors exists has_whatsapp info limit messages meta next offset
	ok page pages response result results success title total type valid value`.split(/\s+/),
);

/** Fields whose content has keys that are data, wherever they stand. */
const FREE_FORM = new Set(['variables', 'q']);

const STATUS_WORDS = ['success', 'fail', 'error', 'ok', 'client_not_found', 'order not found'];

const MOST_DEPTH = 6;

/**
 * Whether the name of a field may be shown: the contract or every API has it, or it stands in each of at
 * least three records, as a field does and a person's name does not.
 */
export function mayShowName(name: string, times = 0, records = 0): boolean {
	if (namesOfContract.has(name) || ORDINARY_NAMES.has(name)) return true;
	return /^[a-z][a-z_]{1,39}$/.test(name) && records >= 3 && times === records;
}

/** The type of a value, in the words of a JSON schema. */
export function typeOf(value: unknown): string {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'array';
	return Number.isInteger(value) ? 'integer' : typeof value;
}

/** A status as it is where it says nothing of anyone, else its type. */
export function statusWord(status: unknown): string {
	if (typeof status !== 'string') return typeOf(status);
	if (/^order \d+ not found$/.test(status)) return '"order … not found"';
	return STATUS_WORDS.includes(status) ? `"${status}"` : 'string';
}

function fieldsShape(records: Fields[], isFreeForm: boolean, depth: number): string {
	const shown: string[] = [];
	const hidden: unknown[][] = [];
	for (const name of new Set(records.flatMap((record) => Object.keys(record)))) {
		const found = records.filter((each) => Object.hasOwn(each, name)).map((each) => each[name]);
		const mark = found.length < records.length ? '?' : '';
		const word = name === 'status' && found.length === 1 ? statusWord(found[0]) : '';
		if (word.startsWith('"')) shown.push(`${name}${mark}: ${word}`);
		else if (!isFreeForm && mayShowName(name, found.length, records.length)) {
			shown.push(`${name}${mark}: ${shapeOf(found, FREE_FORM.has(name), depth + 1)}`);
		} else hidden.push(found);
	}
	if (hidden.length > 0) {
		shown.push(
			`names not shown (${hidden.length}): ${shapeOf(hidden.flat(), isFreeForm, depth + 1)}`,
		);
	}
	return `{ ${shown.join(', ')} }`;
}

/**
 * The shape that several values have in common, such as the elements of an array.
 *
 * @param isFreeForm whether the keys of these objects are data, so that none is shown
 */
export function shapeOf(values: unknown[], isFreeForm = false, depth = 0): string {
	const arrays = values.filter((value) => Array.isArray(value));
	const records = values.filter(isFields);
	const types = new Set(values.map(typeOf));
	const shapes = [...types].filter((type) => type !== 'array' && type !== 'object');
	if (depth >= MOST_DEPTH && arrays.length + records.length > 0) {
		return [...shapes, 'more below'].join(' or ');
	}
	if (arrays.length > 0) {
		const elements: unknown[] = arrays.flat();
		const { length } = elements;
		const count = arrays.length === 1 ? `array of ${length}` : `arrays of ${length} in all`;
		shapes.push(length > 0 ? `${count}: ${shapeOf(elements, isFreeForm, depth + 1)}` : count);
	}
	if (records.length > 0) shapes.push(fieldsShape(records, isFreeForm, depth));
	return shapes.join(' or ') || 'nothing';
}
