/** What the trigger takes of what a stranger posts: how large, how deep, how much of it. */
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { hasMoreValues } from '../../nodes/Mavibot/trigger/message/jsonValues';
import {
	bodyProblem,
	DEEPEST_BODY,
	LARGEST_BODY,
	LONGEST_ID,
	messageProblem,
	MOST_VALUES,
	sizeProblem,
	type PostedBody,
} from '../../nodes/Mavibot/trigger/message/payload';
import { postedMessage } from '../support/posted-message';
import { trying } from '../support/properties/settings';

const parsed = (json: string): unknown => JSON.parse(json);

const nested = (levels: number): unknown =>
	Array.from({ length: levels }).reduce<unknown>((inner) => ({ inner }), 1);

const fields = (count: number): IDataObject =>
	Object.fromEntries(Array.from({ length: count }, (_, index) => [`f${index}`, index]));

/** What n8n tells of a body of so many bytes, without the bytes. */
const ofSize = (size: number): PostedBody => ({ headers: { 'content-length': String(size) } });

const refused = (reason: string) => ({ status: 400, reason });
const tooLarge = (reason: string) => ({ status: 413, reason });
const TOO_DEEP = refused('The body has more than 50 levels');
const TOO_MANY = tooLarge('The body holds more than 50,000 values');
const PROTO = refused('The body holds a field named __proto__');

describe('a body', () => {
	it.each([
		...[undefined, null, 'text', 5].map((body) => [body, 1, refused('The body is not JSON')]),
		[{}, LARGEST_BODY + 1, tooLarge('The body is larger than 5 MB')],
		['text', LARGEST_BODY + 1, tooLarge('The body is larger than 5 MB')],
		[nested(DEEPEST_BODY + 1), 1, TOO_DEEP],
		// However deep, the stack does not overflow.
		[parsed(`${'['.repeat(1e5)}${']'.repeat(1e5)}`), 1, TOO_DEEP],
		[parsed(`${'{"a":'.repeat(1e5)}1${'}'.repeat(1e5)}`), 1, TOO_DEEP],
		[parsed('[1,{"a":{"b":null,"__proto__":1}}]'), 1, PROTO],
		[Array(MOST_VALUES + 1).fill(null), 1, TOO_MANY],
		[fields(MOST_VALUES + 1), 1, TOO_MANY],
		[{ a: Array(MOST_VALUES).fill({}) }, 1, TOO_MANY],
		[[fields(MOST_VALUES / 2), fields(MOST_VALUES / 2)], 1, TOO_MANY],
	] as Array<[unknown, number, object]>)(
		'is refused with a status and a reason (%#)',
		(body, size, problem) => {
			expect(bodyProblem(body, ofSize(size))).toEqual(problem);
		},
	);

	it.each([
		[nested(DEEPEST_BODY), LARGEST_BODY],
		[Array(MOST_VALUES).fill(null), 1],
		[fields(MOST_VALUES), 1],
		[{ a: Array(MOST_VALUES - 1).fill({}) }, 1],
		[{ constructor: 1, prototype: null, hasOwnProperty: 1, a: [], b: 'text' }, 1],
		// A form has neither the methods of an object nor a size that is known.
		[Object.assign(Object.create(null) as object, { a: 1 }), NaN],
	])('is taken where it is none of that (%#)', (body, size) => {
		expect(bodyProblem(body, ofSize(size))).toBeUndefined();
	});

	it('is as large as it came, or as its sender says where n8n does not keep it', () => {
		const statusOf = (posted: PostedBody) => sizeProblem(posted)?.status;
		const large = { 'content-length': String(LARGEST_BODY + 1) };
		expect(statusOf({ rawBody: Buffer.alloc(LARGEST_BODY), headers: large })).toBeUndefined();
		expect(statusOf({ rawBody: Buffer.alloc(LARGEST_BODY + 1), headers: {} })).toBe(413);
		expect(statusOf({ rawBody: Buffer.alloc(0), headers: large })).toBeUndefined();
		expect(statusOf({ headers: large })).toBe(413);
		expect(statusOf({ headers: {} })).toBeUndefined();
	});
});

/** A body that counts how often a value in it is read. */
function counted(body: object): { body: object; reads: () => number } {
	let reads = 0;
	const watched = (value: object): object =>
		new Proxy(value, {
			get(target, name) {
				const inner: unknown = Reflect.get(target, name);
				if (name === 'length' || !Object.hasOwn(target, name)) return inner;
				reads++;
				return typeof inner === 'object' && inner !== null ? watched(inner) : inner;
			},
		});
	return { body: watched(body), reads: () => reads };
}

describe('a body that is too large is read no further', () => {
	it.each<[string, object, number]>([
		['a list of a million objects', { attachments: Array(1e6).fill({}) }, 10],
		['200,000 variables', postedMessage({ client: { variables: fields(2e5) } }), MOST_VALUES + 20],
		['100,000 lists', Array.from({ length: 100 }, () => Array(1000).fill([])), MOST_VALUES + 100],
	])('%s', (_what, given, most) => {
		const { body, reads } = counted(given);
		expect(bodyProblem(body, ofSize(1))).toEqual(TOO_MANY);
		expect(reads()).toBeLessThanOrEqual(most);
	});

	it('and not at all where it came as JSON, whose bytes tell', () => {
		const given = postedMessage({ client: { variables: fields(2e5) } });
		const { body, reads } = counted(given);
		const rawBody = Buffer.from(JSON.stringify(given));
		const posted = { rawBody, headers: { 'content-type': 'application/json; charset=utf-8' } };
		expect(bodyProblem(body, posted)).toEqual(TOO_MANY);
		expect(reads()).toBe(0);
	});

	it('and one that is too deep at once', () => {
		const { body, reads } = counted([nested(100), ...Array<object>(1000).fill({})]);
		expect(bodyProblem(body, ofSize(1))).toEqual(TOO_DEEP);
		expect(reads()).toBeLessThanOrEqual(DEEPEST_BODY + 10);
	});
});

/** Values in a value, and levels, counted in the plainest way. */
function measured(value: unknown): { values: number; levels: number } {
	if (typeof value !== 'object' || value === null) return { values: 0, levels: 0 };
	const inner = Object.values(value).map(measured);
	return {
		values: inner.reduce((sum, { values }) => sum + 1 + values, 0),
		levels: 1 + Math.max(0, ...inner.map(({ levels }) => levels)),
	};
}

it('is refused by its levels and the number of its values, whatever it is', () => {
	const body = fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue()));
	fc.assert(
		fc.property(body, fc.nat(60), fc.integer({ min: -1, max: 1 }), (given, levels, surplus) => {
			fc.pre(!JSON.stringify(given).includes('__proto__'));
			const inner = Array.from({ length: levels }).reduce<unknown>((value) => [value], given);
			const small = measured(inner);
			const more = MOST_VALUES - small.values - 1 + surplus;
			const whole = [inner, ...Array<unknown>(more).fill(0)];
			const isRefused = surplus > 0 || 1 + small.levels > DEEPEST_BODY;
			expect(bodyProblem(whole, ofSize(1)) !== undefined).toBe(isRefused);
		}),
		trying(100),
	);
});

describe('an id', () => {
	const NAMES = ['id', 'project_id', 'message_id', 'client.id', 'client.recepient', 'client.group'];
	const withId = (name: string, id: unknown) => {
		const message = postedMessage();
		const [field, ofClient] = name.split('.');
		if (ofClient === undefined) message[field] = id as string;
		else message.client[ofClient] = id as string;
		return message;
	};

	it.each(NAMES)('%s is refused where it is longer than 256 characters', (name) => {
		expect(messageProblem(withId(name, 'x'.repeat(LONGEST_ID)))).toBeUndefined();
		expect(messageProblem(withId(name, 'x'.repeat(LONGEST_ID + 1)))).toEqual(
			refused(`The field ${name} is longer than 256 characters`),
		);
	});

	it('of an e-mail address may be as long as those are', () => {
		const address = `${'a'.repeat(64)}@${'b'.repeat(185)}.com`;
		expect(address).toHaveLength(254);
		expect(messageProblem(withId('client.recepient', address))).toBeUndefined();
	});
});

it('has as many values by the bytes of its JSON as it has by going through it', () => {
	const text = fc.constantFrom('', ',', '[{', '"', '\\', '\\"', 'a,b');
	const leaf = fc.oneof(text, fc.integer(), fc.constant(null), fc.constant([]), fc.constant({}));
	const { tree } = fc.letrec((tie) => ({
		tree: fc.oneof(leaf, fc.array(tie('tree')), fc.dictionary(text, tie('tree'))),
	}));
	fc.assert(
		fc.property(tree, fc.constantFrom(undefined, 1, '\t'), (given, space) => {
			const json = Buffer.from(JSON.stringify(given, undefined, space));
			const { values } = measured(given);
			expect(hasMoreValues(json, values)).toBe(false);
			expect(hasMoreValues(json, values - 1)).toBe(true);
		}),
		trying(300),
	);
});
