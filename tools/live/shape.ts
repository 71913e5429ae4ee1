/**
 * What may be shown of an answer: names of fields, types, counts and lengths, and never a value. A name
 * can be data too, where an object's keys are (a project's variables, say), so a name is shown only when
 * it is known not to be.
 */
import { namesOfContract } from './answers';

type Fields = Record<string, unknown>;

export const isFields = (value: unknown): value is Fields =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Ordinary words of APIs, and the messengers that the contract lists (schema `ClientType`). */
const ORDINARY_NAMES = new Set(
	`answer answers api avito block_id blocks bot_id buttons channels cian code count data description
	detail details email error errors exist exists facebook has_more has_whatsapp info instagram
	is_whatsapp last limit max messages meta next odnoklassniki offset ok online_chat order orders page
	pages response results success telegram telegram_account telegram_business telephony tiktok title
	total type value vkontakte valid viber whatsapp youla`.split(/\s+/),
);

/** Fields whose content has keys that are data, wherever they stand. */
const FREE_FORM = new Set(['variables', 'q']);

/** Words of a status that say nothing of anyone. */
const STATUS_WORDS = ['success', 'fail', 'error', 'ok', 'client_not_found', 'order not found'];

const MOST_DEPTH = 6;

/**
 * Whether the name of a field may be shown: the contract or every API has it, or it stands in each of at
 * least three records, as a field does and a person's name does not.
 */
export function mayShowName(name: string, times: number, records: number): boolean {
	if (namesOfContract.has(name) || ORDINARY_NAMES.has(name)) return true;
	return /^[a-z][a-z_]{1,39}$/.test(name) && records >= 3 && times === records;
}

/** "1 field", "2 fields". */
export const plural = (count: number, one: string, many = `${one}s`) =>
	`${count} ${count === 1 ? one : many}`;

/** The status of an answer, if it is one of a few words, or its length. */
export function statusWord(status: unknown): string {
	if (typeof status !== 'string') return typeOf(status);
	if (STATUS_WORDS.includes(status)) return `"${status}"`;
	if (/^order \d+ not found$/.test(status)) return '"order … not found"';
	return typeOf(status);
}

/** The type of one value, with its length where it has one. */
export function typeOf(value: unknown): string {
	if (value === null) return 'null';
	if (Array.isArray(value)) return `array of ${value.length}`;
	if (typeof value === 'string') return `string of ${plural(value.length, 'character')}`;
	if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
	if (typeof value === 'object') return `object of ${plural(Object.keys(value).length, 'field')}`;
	return typeof value;
}

/** "string of 4 to 9 characters ×3": the types of several values, without what is in them. */
function scalars(values: unknown[]): string[] {
	const strings = values.filter((value) => typeof value === 'string');
	const others = values
		.filter((value) => typeof value !== 'string' && (typeof value !== 'object' || value === null))
		.map(typeOf);
	const types = [...new Set(others)];
	if (strings.length === 0) return types;
	const lengths = strings.map(({ length }) => length);
	const [least, most] = [Math.min(...lengths), Math.max(...lengths)];
	const length = least === most ? plural(most, 'character') : `${least} to ${most} characters`;
	return [`string of ${length}`, ...types];
}

function fieldsShape(records: Fields[], isFreeForm: boolean, depth: number): string {
	const values = new Map<string, unknown[]>();
	for (const record of records) {
		for (const [name, value] of Object.entries(record)) {
			const found = values.get(name);
			if (found) found.push(value);
			else values.set(name, [value]);
		}
	}
	const shown: string[] = [];
	const hidden: unknown[] = [];
	let hiddenNames = 0;
	for (const [name, found] of values) {
		if (!isFreeForm && mayShowName(name, found.length, records.length)) {
			const mark = found.length < records.length ? '?' : '';
			const shape =
				name === 'status' && found.length === 1
					? statusWord(found[0])
					: shapeOf(found, FREE_FORM.has(name), depth + 1);
			shown.push(`${name}${mark}: ${shape}`);
		} else {
			hiddenNames += 1;
			hidden.push(...found);
		}
	}
	if (hiddenNames > 0) {
		const names = plural(hiddenNames, 'field whose name is', 'fields whose names are');
		shown.push(`${names} not shown: ${shapeOf(hidden, isFreeForm, depth + 1)}`);
	}
	return shown.length === 0 ? '{}' : `{ ${shown.join(', ')} }`;
}

/**
 * The shape that several values have in common, such as the elements of an array.
 *
 * @param isFreeForm whether the keys of these objects are data, so that none is shown
 */
export function shapeOf(values: unknown[], isFreeForm = false, depth = 0): string {
	const shapes = scalars(values);
	const arrays = values.filter((value) => Array.isArray(value));
	const records = values.filter(isFields);
	if (depth >= MOST_DEPTH && arrays.length + records.length > 0) shapes.push('more below');
	else {
		if (arrays.length > 0) {
			const elements: unknown[] = arrays.flat();
			const inner = elements.length > 0 ? `: ${shapeOf(elements, isFreeForm, depth + 1)}` : '';
			shapes.push(
				arrays.length === 1
					? `array of ${elements.length}${inner}`
					: `arrays of ${elements.length} in all${inner}`,
			);
		}
		if (records.length > 0) shapes.push(fieldsShape(records, isFreeForm, depth));
	}
	return shapes.length === 0 ? 'nothing' : shapes.join(' or ');
}
