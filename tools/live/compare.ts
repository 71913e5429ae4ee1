import type { ErrorObject } from 'ajv';
import { isRefusal } from '../../nodes/Mavibot/shared/refusals';
import type { Schema } from '../../test/support/mavibot-api/contract';
import { answersOf, methods, resolved } from './answers';
import type { Reply } from './caller';
import { isFields, mayShowName, plural, shapeOf, statusWord, typeOf } from './shape';

export interface Expectation {
	/**
	 * Where the request may be refused inside a 200: true for any reason, or the status that the contract
	 * names. Undefined where there is nothing to refuse.
	 */
	mayRefuse?: true | string;
	/** Whether the contract says nothing of such a request, so that no answer can differ from it. */
	isSilent?: boolean;
}

export interface Verdict {
	/** "unseen": the key may not do it. */
	kind: 'same' | 'open' | 'differs' | 'unseen';
	/** Without any value of the answer. */
	details: string[];
}

/** Whether a reply is an answer to work with: not a refusal by status or body. */
export function isAccepted(action: string, { status, isJson, body }: Reply): boolean {
	return status === 200 && isJson && !isRefusal(action, body);
}

/** A media type as it came, unless it is an odd one, which could hold anything. */
function mediaTypeOf({ mediaType }: Reply): string {
	if (mediaType === '') return 'no content type';
	return /^[a-z]+\/[a-z\d.+-]{1,40}$/.test(mediaType) ? mediaType : 'an odd content type';
}

const REFUSAL_NAMES = ['status', 'message', 'error', 'description', 'code'];

/** Whether a body is nothing but a refusal, whose names are not data even where those of an answer are. */
const isBareRefusal = (body: unknown): boolean =>
	// As of any method that reads, since that of a client's variables knows one refusal alone.
	isRefusal('get_clients', body) &&
	isFields(body) &&
	Object.keys(body).every((name) => REFUSAL_NAMES.includes(name));

/** Status, content type and shape of a reply, in words that hold no value. */
export function described(reply: Reply, isFreeForm = false): string {
	if (reply.bytes === 0) return `HTTP ${reply.status}, empty`;
	if (!reply.isJson) return `HTTP ${reply.status}, ${mediaTypeOf(reply)}, ${reply.bytes} bytes`;
	const type = reply.mediaType === 'application/json' ? '' : ` as ${mediaTypeOf(reply)}`;
	const shape = shapeOf([reply.body], isFreeForm && !isBareRefusal(reply.body));
	return `HTTP ${reply.status}${type}, ${shape}`;
}

interface Place {
	/** As shown: `clients[].name`, `*` for a key that is data. */
	name: string;
	/** The values at all such places of the answer. */
	values: unknown[];
}

/** Where in an answer an error is, with what stands at all places of that kind. */
function placeOf(root: Schema, body: unknown, pointer: string): Place {
	let schema: Schema | undefined = root;
	let values: unknown[] = [body];
	let name = '';
	for (const part of pointer.split('/').slice(1)) {
		schema = resolved(schema);
		const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
		const named = schema?.properties ?? {};
		if (Object.hasOwn(named, key)) {
			values = values
				.filter(isFields)
				.flatMap((each) => (Object.hasOwn(each, key) ? [each[key]] : []));
			name += name === '' ? key : `.${key}`;
			schema = named[key];
		} else if (values.some((each) => Array.isArray(each))) {
			values = values.filter((each) => Array.isArray(each)).flat() as unknown[];
			name += '[]';
			schema = schema?.items as Schema | undefined;
		} else {
			values = values
				.filter(isFields)
				.flatMap((each) =>
					Object.keys(each).flatMap((at) => (Object.hasOwn(named, at) ? [] : [each[at]])),
				);
			name += name === '' ? '*' : '.*';
			const further: unknown = schema?.additionalProperties;
			schema = typeof further === 'object' ? (further as Schema) : undefined;
		}
	}
	return { name: name === '' ? 'the answer' : name, values };
}

function expected({ keyword, params }: ErrorObject): string {
	if (keyword === 'type') return [(params as { type: string | string[] }).type].flat().join(' or ');
	if (keyword === 'const') {
		return statusWord((params as { allowedValue: unknown }).allowedValue);
	}
	return 'one of its values';
}

function valueAt(body: unknown, pointer: string): unknown {
	let value = body;
	for (const part of pointer.split('/').slice(1)) {
		const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
		value = (value as Record<string, unknown>)[key];
	}
	return value;
}

/** Where a body differs from its schema: one line for each kind of place, however often. */
export function differences(action: string, body: unknown): string[] {
	const { schema, validate } = answersOf(action);
	if (!schema || !validate || validate(body)) return [];
	const lines = new Map<string, { text: string; times: number; of: number }>();
	const hidden = new Map<string, { name: string; names: Set<string>; types: Set<string> }>();
	const count = (text: string, of: number) => {
		const line = lines.get(text);
		if (line) line.times += 1;
		else lines.set(text, { text, times: 1, of });
	};
	for (const error of validate.errors ?? []) {
		const { name, values } = placeOf(schema, body, error.instancePath);
		const found = valueAt(body, error.instancePath);
		if (error.keyword === 'required') {
			const { missingProperty } = error.params as { missingProperty: string };
			count(`${name} lacks ${missingProperty}`, values.length);
		} else if (error.keyword === 'additionalProperties') {
			const { additionalProperty: extra } = error.params as { additionalProperty: string };
			const value = (found as Record<string, unknown>)[extra];
			const times = values.filter((each) => isFields(each) && Object.hasOwn(each, extra)).length;
			if (mayShowName(extra, times, values.length)) {
				count(`${name} has ${extra}, which the contract does not know`, values.length);
			} else {
				const group = hidden.get(name) ?? { name, names: new Set(), types: new Set() };
				hidden.set(name, group);
				group.names.add(extra);
				group.types.add(typeOf(value).replace(/ of .*/, ''));
			}
		} else {
			const got = error.keyword === 'const' ? statusWord(found) : typeOf(found);
			const shown = got.replace(/ of \d+ \w+$| of \d+$/, '');
			count(`${name} is ${shown} where the contract has ${expected(error)}`, values.length);
		}
	}
	return [
		...[...lines.values()].map(({ text, times, of }) =>
			of > 1 ? `${text} (${times} of ${of})` : text,
		),
		...[...hidden.values()].map(
			({ name, names, types }) =>
				`${name} has ${plural(names.size, 'field', 'fields')} that the contract does not know, not shown by name (${[...types].join(', ')})`,
		),
	];
}

const SOUNDS_LIKE_PERMISSION = /permission|forbidden|denied|access|rights|not allowed/i;

function refusalVerdict(action: string, reply: Reply, { mayRefuse }: Expectation): Verdict {
	const { permission } = methods.get(action) ?? {};
	if (SOUNDS_LIKE_PERMISSION.test(JSON.stringify(reply.body))) {
		return { kind: 'unseen', details: [`refused; the key may lack ${permission}`] };
	}
	if (mayRefuse === undefined) {
		return { kind: 'differs', details: [`refused: ${described(reply)}`] };
	}
	const { status } = reply.body as { status: unknown };
	if (mayRefuse !== true && status !== mayRefuse) {
		const details = [`the status is ${statusWord(status)} where the contract has "${mayRefuse}"`];
		return { kind: 'differs', details };
	}
	return { kind: 'same', details: [] };
}

/**
 * Holds a reply to the contract.
 *
 * @param isFreeForm whether the keys of the answer are data
 */
export function judged(
	action: string,
	reply: Reply,
	expectation: Expectation,
	isFreeForm: boolean,
): Verdict {
	const { statuses, schema } = answersOf(action);
	const { permission } = methods.get(action) ?? {};
	if (reply.status === 403) {
		return { kind: 'unseen', details: [`refused; the key may lack ${permission}`] };
	}
	if (expectation.isSilent) return { kind: 'open', details: [described(reply, isFreeForm)] };
	if (!statuses.includes(reply.status)) {
		const wanted = statuses.join(' or ');
		const details = [`HTTP ${reply.status} where the contract has ${wanted}`, described(reply)];
		return { kind: 'differs', details };
	}
	// Of a 404 the contract says no more than its number.
	if (reply.status !== 200) return { kind: 'same', details: [] };
	if (!reply.isJson) {
		return { kind: 'differs', details: [`no JSON: ${mediaTypeOf(reply)}, ${reply.bytes} bytes`] };
	}
	const details =
		reply.mediaType === 'application/json'
			? []
			: [`${mediaTypeOf(reply)} where the contract has application/json`];
	if (schema === undefined) {
		details.push(described(reply, isFreeForm));
		return { kind: details.length > 1 ? 'differs' : 'open', details };
	}
	const verdict = isRefusal(action, reply.body)
		? refusalVerdict(action, reply, expectation)
		: { kind: 'same' as const, details: differences(action, reply.body) };
	if (verdict.kind === 'unseen') return verdict;
	details.push(...verdict.details);
	return { kind: details.length > 0 ? 'differs' : 'same', details };
}
