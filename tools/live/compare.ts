import { isRefusal } from '../../nodes/Mavibot/answers/refusals';
import type { Schema } from '../../test/support/mavibot-api/contract';
import type { Reply } from './caller';
import { answersOf, methods, resolved } from './contract';
import { isFields } from './records';
import { mayShowName, shapeOf, statusWord, typeOf } from './shape';

export interface Expectation {
	/** The status with which the contract lets it be refused inside a 200; true for any. */
	mayRefuse?: true | string;
	/** Whether the keys of the answer are data, so that none may be shown. */
	isFreeForm?: boolean;
	/** Further differences that the body of an accepted answer shows. */
	also?: (body: unknown) => string[];
}

export interface Verdict {
	/** "unseen": the key may not do it. */
	kind: 'same' | 'open' | 'differs' | 'unseen';
	/** Without any value of the answer. */
	details: string[];
}

/** Fields that need not stand in each answer; the contract lists fields without saying which do. */
const NOT_IN_EACH: Record<string, string[]> = {
	// The contract's own example: they differ by messenger.
	connected_channels: ['name', 'short_name', 'uri', 'group', 'enabled', 'status'],
	// "fail" has it.
	find_all_client_id_by_var: ['message'],
	find_all_client_id_by_several_vars: ['message'],
	find_clients: ['message'],
};

/** Whether a reply is an answer to work with: not a refusal by status or body. */
export const isAccepted = (action: string, { status, isJson, body }: Reply): boolean =>
	status === 200 && isJson && !isRefusal(action, body);

/** A media type as it came, unless it is an odd one, which could hold anything. */
function mediaTypeOf({ mediaType }: Reply): string {
	if (mediaType === '') return 'no content type';
	return /^[a-z]+\/[a-z\d.+-]{1,40}$/.test(mediaType) ? mediaType : 'an odd content type';
}

/** Status, content type and shape of a reply, in words that hold no value. */
export function described(reply: Reply, isFreeForm = false): string {
	if (reply.bytes === 0) return `HTTP ${reply.status}, empty`;
	if (!reply.isJson) return `HTTP ${reply.status}, ${mediaTypeOf(reply)}, ${reply.bytes} bytes`;
	const type = reply.mediaType === 'application/json' ? '' : ` as ${mediaTypeOf(reply)}`;
	return `HTTP ${reply.status}${type}, ${shapeOf([reply.body], isFreeForm)}`;
}

/** What a value may be by its schema, if it is something else. */
function wanted({ type, enum: codes, const: word }: Schema, value: unknown): string | undefined {
	if (word !== undefined) return value === word ? undefined : statusWord(word);
	if (Array.isArray(codes)) return codes.includes(value) ? undefined : 'one of its values';
	const types = [type ?? typeOf(value)].flat();
	return types.includes(typeOf(value)) ? undefined : types.join(' or ');
}

/**
 * Where the values of one kind of place differ from their schema, of which every field has to be there
 * and no other: a line for each difference, however often.
 *
 * @param place `clients[].name`, `*` for a key that is data; '' for the answer itself
 */
function differences(
	reference: Schema,
	values: unknown[],
	notInEach: string[],
	place = '',
): string[] {
	const schema = resolved(reference);
	const { properties, items, additionalProperties: further } = schema;
	const where = place === '' ? 'the answer' : place;
	const below = (name: string) => (place === '' ? name : `${place}.${name}`);
	const counted = (line: string, times: number) =>
		values.length > 1 ? `${line} (${times} of ${values.length})` : line;

	const wrong = new Map<string, number>();
	for (const value of values) {
		const words = wanted(schema, value);
		const line = `${where} is ${statusWord(value)} where the contract has ${words}`;
		if (words !== undefined) wrong.set(line, (wrong.get(line) ?? 0) + 1);
	}
	const lines = [...wrong].map(([line, times]) => counted(line, times));
	if (items) {
		const elements = values.filter((value) => Array.isArray(value)).flat() as unknown[];
		lines.push(...differences(items, elements, notInEach, `${place}[]`));
	}
	if (!properties) return lines;

	const records = values.filter(isFields);
	const valuesOf = (name: string) =>
		records.filter((each) => Object.hasOwn(each, name)).map((each) => each[name]);
	for (const [name, inner] of Object.entries(properties)) {
		const found = valuesOf(name);
		const lacking = records.length - found.length;
		if (lacking > 0 && !notInEach.includes(name)) {
			lines.push(counted(`${where} lacks ${name}`, lacking));
		}
		lines.push(...differences(inner, found, notInEach, below(name)));
	}
	const others = [...new Set(records.flatMap((record) => Object.keys(record)))].filter(
		(name) => !Object.hasOwn(properties, name),
	);
	if (typeof further === 'object') {
		return [...lines, ...differences(further, others.flatMap(valuesOf), notInEach, below('*'))];
	}
	for (const name of others) {
		const times = valuesOf(name).length;
		const shown = mayShowName(name, times, values.length) ? name : 'a field, not shown by name';
		lines.push(counted(`${where} has ${shown}, which the contract does not know`, times));
	}
	return [...new Set(lines)];
}

const SOUNDS_LIKE_PERMISSION = /permission|forbidden|denied|access|rights|not allowed/i;

function refusalDetails(reply: Reply, mayRefuse: true | string | undefined): string[] {
	if (mayRefuse === undefined) return [`refused: ${described(reply)}`];
	const { status } = reply.body as { status?: unknown };
	if (mayRefuse === true || status === mayRefuse) return [];
	return [`the status is ${statusWord(status)} where the contract has "${mayRefuse}"`];
}

/** Holds a reply to the contract. */
export function judged(action: string, reply: Reply, expectation: Expectation = {}): Verdict {
	const { mayRefuse, isFreeForm, also } = expectation;
	const { status, isJson, body } = reply;
	const { statuses, schema } = answersOf(action);
	const isRefused = status === 200 && isRefusal(action, body);
	if (status === 403 || (isRefused && SOUNDS_LIKE_PERMISSION.test(JSON.stringify(body)))) {
		const { permission } = methods.get(action) ?? {};
		return { kind: 'unseen', details: [`refused; the key may lack ${permission}`] };
	}
	const shape = described(reply, isFreeForm);
	if (!statuses.includes(status)) {
		const details = [`HTTP ${status} where the contract has ${statuses.join(' or ')}`, shape];
		return { kind: 'differs', details };
	}
	// Of a 404 the contract says no more than its number.
	if (status !== 200) return { kind: 'same', details: [] };
	const type = mediaTypeOf(reply);
	if (!isJson) return { kind: 'differs', details: [`no JSON: ${type}, ${reply.bytes} bytes`] };
	const isOdd = type !== 'application/json';
	const details = isOdd ? [`${type} where the contract has application/json`] : [];
	if (!schema) return { kind: isOdd ? 'differs' : 'open', details: [...details, shape] };
	if (isRefused) details.push(...refusalDetails(reply, mayRefuse));
	else {
		details.push(...differences(schema, [body], NOT_IN_EACH[action] ?? []));
		details.push(...(also?.(body) ?? []));
	}
	return { kind: details.length > 0 ? 'differs' : 'same', details };
}
