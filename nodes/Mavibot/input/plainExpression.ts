import { isSafeObjectProperty } from 'n8n-workflow';

/** A name of a field in JavaScript's two ways, as in `.phone` and `["Messenger ID"]`, or a place in a list. */
const STEP = String.raw`\.([A-Za-z_]\w*)|\[(?:"([^"\\{}\r\n\u2028\u2029]*)"|'([^'\\{}\r\n\u2028\u2029]*)'|(0|[1-9]\d{0,8}))\]`;

/** An expression that is a reference to the item's own data and nothing else. */
const REFERENCE = new RegExp(String.raw`^=\{\{ *\$json((?:${STEP})+) *\}\}$`);

/** What is known without asking n8n. */
interface Known {
	value: unknown;
}

const STEPS = new RegExp(STEP, 'g');

/** Objects and lists as JSON has them; a Date, or what else a node may have put into an item, is left to n8n. */
function isPlain(value: unknown): value is object {
	if (typeof value !== 'object' || value === null) return false;
	if (Array.isArray(value)) return true;
	const prototype: unknown = Object.getPrototypeOf(value);
	return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** What a reference finds: a text, a number, true, false or null, in a field that is there. */
function found(path: string, json: object): Known | undefined {
	let value: unknown = json;
	for (const [, word, inDouble, inSingle, place] of path.matchAll(STEPS)) {
		const name = word ?? inDouble ?? inSingle ?? place;
		// These n8n refuses to read, whatever they are.
		if (!isSafeObjectProperty(name) || name.includes('constructor')) return undefined;
		if (!isPlain(value) || !Object.hasOwn(value, name)) return undefined;
		value = (value as Record<string, unknown>)[name];
	}
	return isScalar(value) ? { value } : undefined;
}

const isScalar = (value: unknown): boolean =>
	value === null || ['string', 'boolean'].includes(typeof value) || Number.isFinite(value);

/**
 * What a parameter is for an item, where that needs no expression to be worked out: it holds none, or nothing but a
 * reference to the item's own data, as n8n writes it when a person drags a column into a field. n8n takes more than half
 * a millisecond for each expression; this takes a hundredth.
 *
 * @param raw as the workflow stores it, with all that stands in it
 * @param json the item's data
 * @returns undefined where n8n has to work it out, and wherever n8n could see it in another way
 */
export function plainValue(raw: unknown, json: object): Known | undefined {
	if (typeof raw === 'string' && raw.startsWith('=')) {
		const [, path] = REFERENCE.exec(raw) ?? [];
		return path === undefined ? undefined : found(path, json);
	}
	if (isScalar(raw)) return { value: raw };
	if (!isPlain(raw)) return undefined;
	const copy: Record<string, unknown> | unknown[] = Array.isArray(raw) ? [] : {};
	for (const [name, inner] of Object.entries(raw)) {
		const known = isSafeObjectProperty(name) ? plainValue(inner, json) : undefined;
		if (known === undefined) return undefined;
		(copy as Record<string, unknown>)[name] = known.value;
	}
	return { value: copy };
}
