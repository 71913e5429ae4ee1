import { NodeOperationError, type FunctionsBase, type IExecuteFunctions } from 'n8n-workflow';
import { keyOf } from '../../../credentials/MavibotApi.credentials';

const IN_PLACE_OF_KEY = '*****';

/** A key of fewer digits than this could be any number of an answer. */
const FEWEST_DIGITS = 8;

/** Takes the key out of what may quote it. */
export interface Redaction {
	text(text: string): string;
	/** The same in all texts of a JSON value, also in names; changes it where it stands. */
	value(value: unknown): unknown;
}

const hexOf = (code: number, digits: number): string =>
	[...code.toString(16).padStart(digits, '0')]
		.map((digit) => `[${digit}${digit.toUpperCase()}]`)
		.join('');

const utf8Of = (character: string): number[] =>
	[...encodeURIComponent(character).matchAll(/%(..)|(.)/gs)].map(([, hex, plain]) =>
		hex === undefined ? plain.charCodeAt(0) : parseInt(hex, 16),
	);

/** A backslash as it is, percent-encoded, or as `u005c` behind another. */
const BACKSLASH = '(?:\\\\|%(?:25){0,4}5[cC]|u005[cC])';

/**
 * How a character may stand in a text, but for the backslashes before it: as it is, percent-encoded (also
 * what was so already), or as `u` and four digits; each in either case of its digits.
 */
function patternOf(character: string): string {
	const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
	const forms = [
		units.map((unit) => `u${hexOf(unit, 4)}`).join('\\\\{1,8}'),
		character.replace(/[$()*+\-./?[\]^{|}]/g, '\\$&'),
	];
	// Half of a character has no percent-encoding, and no request with it leaves.
	if (!/\p{Surrogate}/u.test(character)) {
		const bytes = utf8Of(character).map((byte) => `%(?:25){0,4}${hexOf(byte, 2)}`);
		forms.unshift(bytes.join(''));
	}
	if (character === ' ') forms.push('\\+');
	return `(?:${forms.join('|')})`;
}

/**
 * Finds a key however it is written. The backslashes before a character, of the key or of JSON in JSON, are
 * taken all at once: there is one way only to read a text, so that none takes long.
 */
function patternOfKey(key: string): RegExp {
	const parts = key.match(/\\*[^\\]|\\+$/gu) ?? [];
	const source = parts.map((part) => {
		const count = part.search(/[^\\]|$/);
		const backslashes = count === 0 ? '\\\\{0,8}' : `${BACKSLASH}{${count},${8 * count + 8}}`;
		return backslashes + (count < part.length ? patternOf(part.slice(count)) : '');
	});
	return new RegExp(source.join(''), 'g');
}

/** @param apiKey as it stands in the credential */
export function redactionFor(apiKey: unknown): Redaction {
	const key = keyOf(apiKey);
	if (key === '') return { text: (text) => text, value: (value) => value };
	// Made once a text is long enough to hold the key, which the answer to a message is not.
	let pattern: RegExp | undefined;
	const asNumber = /^\d+$/.test(key) && key.length >= FEWEST_DIGITS ? Number(key) : NaN;

	const text = (given: string): string =>
		given.length < key.length
			? given
			: given.replace((pattern ??= patternOfKey(key)), IN_PLACE_OF_KEY);

	const renamed = (object: Record<string, unknown>): void => {
		const entries = Object.entries(object);
		for (const name of Object.keys(object)) delete object[name];
		for (const [name, value] of entries) {
			// A name such as __proto__ has to stay one like any other.
			Object.defineProperty(object, text(name), {
				value,
				writable: true,
				enumerable: true,
				configurable: true,
			});
		}
	};

	const value = (given: unknown): unknown => {
		const root = { given };
		// Not by calls within calls, which an answer of many levels would exhaust.
		const waiting: object[] = [root];
		for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
			const holder = one as Record<string, unknown>;
			let isNameToChange = false;
			for (const name of Object.keys(holder)) {
				const inner = holder[name];
				if (typeof inner === 'object') {
					if (inner !== null) waiting.push(inner);
				} else if (typeof inner === 'string') {
					if (inner.length >= key.length) {
						const clean = text(inner);
						if (clean !== inner) holder[name] = clean;
					}
				} else if (inner === asNumber) holder[name] = IN_PLACE_OF_KEY;
				if (name.length >= key.length && text(name) !== name) isNameToChange = true;
			}
			if (isNameToChange) renamed(holder);
		}
		return root.given;
	};

	return { text, value };
}

/** What of n8n's functions knows the credential. */
export type KeyHolder = Pick<FunctionsBase, 'getCredentials' | 'getNode'>;

const redactionOfRun = new WeakMap<object, Promise<Redaction>>();

/** @throws NodeOperationError where the credential cannot be read; nothing can have been sent then */
async function read(context: KeyHolder): Promise<Redaction> {
	try {
		const { apiKey } = await context.getCredentials('mavibotApi');
		return redactionFor(apiKey);
	} catch (error) {
		throw new NodeOperationError(context.getNode(), error as Error, { level: 'warning' });
	}
}

/**
 * The object that stands for a run whose requests all have the key of the first item. In n8n's routing each
 * item has a key of its own, if the credential is an expression; its context brings the item with it.
 */
function runOf(context: KeyHolder): object | undefined {
	if (!('getExecuteData' in context)) return undefined;
	const isOfRouting = 'getItemIndex' in context && !Object.hasOwn(context, 'getItemIndex');
	return isOfRouting ? undefined : (context as IExecuteFunctions).getExecuteData();
}

/**
 * What takes the key of the credential out of an answer or an error. It is read once for a run, since n8n
 * decrypts the credential anew each time.
 *
 * @throws as read
 */
export async function redactionOf(context: KeyHolder): Promise<Redaction> {
	const run = runOf(context);
	if (run === undefined) return await read(context);
	let reading = redactionOfRun.get(run);
	if (reading === undefined) {
		reading = read(context);
		redactionOfRun.set(run, reading);
	}
	return await reading;
}
