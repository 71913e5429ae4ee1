/**
 * The key is in nothing that is made of an answer, whatever the key is, wherever the answer quotes it and
 * however it is written there. test/support/properties/settings.ts tells how to search longer or elsewhere.
 */
import fc from 'fast-check';
import type { IN8nHttpFullResponse } from 'n8n-workflow';
import { acceptedBody } from '../../nodes/Mavibot/answers/accepted';
import { Refusal } from '../../nodes/Mavibot/answers/failures';
import { explainRefusal } from '../../nodes/Mavibot/answers/inWords';
import { redactionFor } from '../../nodes/Mavibot/answers/withoutKey';
import { trying } from '../support/properties/settings';

/** Stands around the key; no key of these tests holds it. */
const AROUND = '·';

const character = fc.oneof(
	fc.constantFrom(...'0123456789abcdefABCDEF'),
	fc.constantFrom(...'-_.~!*\'()+/\\"%?#&= $^|[]{}<>'),
	fc.constantFrom('é', 'Ж', '漢', '🗝'),
);

const key = fc
	.array(character, { minLength: 8, maxLength: 40 })
	.map((characters) => characters.join('').trim())
	.filter((text) => text.length >= 8);

const escaped = (text: string): string => JSON.stringify(text).slice(1, -1);

const unicode = (text: string): string =>
	Array.from(
		{ length: text.length },
		(_, index) => `\\u${text.charCodeAt(index).toString(16).padStart(4, '0')}`,
	).join('');

const percent = (text: string): string =>
	[...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');

const upperHex = (text: string): string =>
	text.replace(/(?<=%|\\u)[0-9a-f]+/g, (digits) => digits.toUpperCase());

/** The ways in which one character of a key can be written. */
const WRITINGS: Array<(one: string) => string> = [
	(one) => one,
	(one) => encodeURIComponent(one),
	percent,
	(one) => upperHex(percent(one)),
	(one) => encodeURIComponent(percent(one)),
	escaped,
	(one) => escaped(escaped(one)),
	(one) => one.replace('/', '\\/'),
	unicode,
	(one) => upperHex(unicode(one)),
];

/** A key, and how an answer writes it: in one way, or each character in another. */
const quotedKey = key.chain((apiKey) => {
	const characters = [...apiKey];
	const oneWay = fc.nat(WRITINGS.length - 1).map((way) => characters.map(() => way));
	const anyWay = fc.array(fc.nat(WRITINGS.length - 1), {
		minLength: characters.length,
		maxLength: characters.length,
	});
	return fc.oneof(oneWay, anyWay).map((ways) => ({
		apiKey,
		written: characters.map((one, index) => WRITINGS[ways[index]](one)).join(''),
	}));
});

const around = (most: number) => fc.nat(most).map((length) => `${AROUND.repeat(length)} /api/`);

/** A JSON value with a text somewhere in it, as a value or as a name. */
const holding = (text: string): fc.Arbitrary<unknown> =>
	fc.letrec<{ value: unknown }>((tie) => ({
		value: fc.oneof(
			{ maxDepth: 6, depthSize: 'large' },
			fc.constant(text),
			fc.constant({ [text]: 1 }),
			fc.array(tie('value'), { minLength: 1, maxLength: 3 }),
			fc.tuple(fc.string(), tie('value')).map(([name, value]) => ({ [name]: value, other: null })),
		),
	})).value;

const response = (body: unknown, statusCode = 200) =>
	({ body, statusCode, headers: {} }) as IN8nHttpFullResponse;

describe('an answer that quotes the key', () => {
	it('is passed on without it, in whatever field or name it stands', () => {
		fc.assert(
			fc.property(
				quotedKey.chain(({ apiKey, written }) =>
					fc.tuple(fc.constant(apiKey), fc.constant(written), holding(`a ${written} b`)),
				),
				([apiKey, written, body]) => {
					const clean = JSON.stringify(
						acceptedBody(redactionFor(apiKey), 'message', response({ body })),
					);

					expect(clean).not.toContain(escaped(written));
					expect(clean).not.toContain(escaped(apiKey));
					expect(clean).toContain('*****');
				},
			),
			trying(500),
		);
	});

	it('becomes an error without it, nor with its beginning where the reason is cut', () => {
		fc.assert(
			fc.property(
				quotedKey,
				around(310),
				fc.constantFrom('status', 'message', 'error', 'description', 'text'),
				({ apiKey, written }, before, field) => {
					const quoting = `${before}${written}/message`;
					const body = field === 'text' ? quoting : { [field]: quoting };
					const { description } = explained(apiKey, body);
					const [, reason] = description.split('(Mavibot answered 400: ');

					const rest = reason.slice(0, -1).replaceAll(AROUND, '');
					expect(' /api/*****/message').toContain(rest);
				},
			),
			trying(500),
		);
	});
});

const explained = (apiKey: string, body: unknown) => {
	try {
		acceptedBody(redactionFor(apiKey), 'message', response(body, 400));
	} catch (error) {
		if (error instanceof Refusal) return explainRefusal('message', error);
		throw error;
	}
	throw new Error('it was no refusal');
};

describe('an answer that does not quote the key', () => {
	it('stays as it is', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				const before = JSON.stringify(value);

				expect(JSON.stringify(redactionFor('a1b2c3d4e5f6').value(value))).toBe(before);
			}),
			trying(500),
		);
	});
});
