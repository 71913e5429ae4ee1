/** Which messages pass the filters of the trigger, and how texts and lists are read for it. */
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { isEmpty } from '../../nodes/Mavibot/input/objects';
import { trimmed } from '../../nodes/Mavibot/input/trim';
import { comparedText, folded, normal } from '../../nodes/Mavibot/trigger/message/comparing';
import { filterOf } from '../../nodes/Mavibot/trigger/message/filters';
import { listOf } from '../../nodes/Mavibot/trigger/message/textList';
import { made, POINT } from '../support/made';
import { postedMessage } from '../support/posted-message';
import { trying } from '../support/properties/settings';
import { text } from '../support/properties/values';

const list = (value: unknown) => made(() => listOf(value, 'F'));

describe('a filter', () => {
	const passes = (filters: IDataObject, fields: IDataObject = {}) =>
		filterOf(
			filters,
			() => false,
		)(postedMessage({ client: { client_type: 1, tag: 'summer', group: 'bot' }, ...fields })) ===
		undefined;
	const byText = (operator: string, value: string, caseSensitive = false) => ({
		text: { condition: { operator, value, caseSensitive } },
	});
	const client = (fields: IDataObject) => ({ client: { client_type: 1, group: 'bot', ...fields } });

	it.each([
		[{}, {}, true],
		[{ clientTags: ' , ' }, {}, true],
		[{ messengers: [1] }, {}, true],
		[{ messengers: ['1'] }, client({ client_type: '1' }), true],
		...[null, undefined, '', ' ', false, []].map((client_type) => [
			{ messengers: [0] },
			client({ client_type }),
			false,
		]),
		[{ messengers: [0] }, client({ client_type: 0 }), true],
		[{ messengers: [6] }, {}, false],
		[{ bots: ['bot'] }, {}, true],
		[{ bots: [34810] }, client({ group: '34810' }), true],
		[{ bots: ['34810'] }, client({ group: 34810 }), true],
		[{ bots: ['bo'] }, {}, false],
		[{ blocks: [201] }, { message_id: '201' }, true],
		[{ blocks: ['201'] }, { message_id: 201 }, true],
		[{ blocks: [201] }, {}, false],
		[{ clientTags: 'winter,spring' }, {}, false],
		[{ clientTags: 'winter, summer' }, client({ tag: ' summer' }), true],
		[{ clientTags: 'Summer' }, client({ tag: 'summer' }), false],
		[{ clientTags: '"summer, 2026", b' }, client({ tag: 'summer, 2026' }), true],
		[{ clientTags: ['summer, 2026'] }, client({ tag: 'summer, 2026 ' }), true],
		[{ clientTags: 'summer, 2026' }, client({ tag: 'summer, 2026' }), false],
		[{ clientTags: 'summer' }, client({ tag: `summer${' '.repeat(4090)}` }), true],
		[{ clientTags: 'summer' }, client({ tag: `summer${' '.repeat(4091)}` }), false],
		[byText('contains', 'ELL'), {}, true],
		[byText('contains', 'ELL', true), {}, false],
		[byText('equals', 'hello '), {}, true],
		[byText('equals', 'hell'), {}, false],
		[byText('startsWith', 'he'), { message: '  Hello' }, true],
		[byText('startsWith', 'he', true), {}, false],
		[byText('regex', '^h.l+o$'), {}, true],
		[byText('regex', '^h.l+o$', true), {}, false],
		[byText('contains', 'h'), { message: null }, false],
		[byText('contains', '7'), { message: 17 }, true],
		[{ blocks: ['null'] }, { message_id: null }, false],
		[{ blocks: ['true'] }, { message_id: true }, false],
		[{ bots: [], blocks: '' }, {}, true],
		[byText('contains', ''), {}, true],
		[byText('contains', 'SS'), { message: 'Straße' }, true],
		[byText('contains', 'SS', true), { message: 'Straße' }, false],
		[byText('startsWith', ' he '), {}, true],
		[byText('contains', ' ell\n'), {}, true],
		[byText('contains', '\u3164\u034f'), { message: 'no' }, true],
		// What is compared is cut, and then what shows nothing is cut off.
		[byText('contains', 'end'), { message: `${'a'.repeat(4096)}end` }, false],
		[byText('equals', 'a'.repeat(4095)), { message: `${'a'.repeat(4095)} end` }, true],
		[{ attachments: 'with' }, { attachments: ['https://a.example/b'] }, true],
		[{ attachments: 'with' }, { attachments: [''] }, false],
		[{ attachments: 'without' }, { attachments: {} }, true],
		[{ messengers: [1], bots: ['other'] }, {}, false],
	] as Array<[IDataObject, IDataObject, boolean]>)('%j of %j: %p', (filters, fields, expected) =>
		expect(passes(filters, fields)).toBe(expected),
	);

	it.each([
		['Messengers', { messengers: '' }, 'messengers'],
		['Bots', { bots: [] }, 'bots'],
		['Blocks', { blocks: null }, 'blocks'],
		['Client Tags', { clientTags: ' ' }, 'clientTags'],
		['Text', byText('contains', ''), 'text.condition.value'],
		['Text', {}, 'text.condition.value'],
		['Text', byText('contains', '\u200b\ufe0f\u034f'), 'text.condition.value'],
		['Text', byText('regex', '\u3164'), 'text.condition.value'],
	])('by %s of %j whose expression gave nothing is refused', (name, filters, given) => {
		expect(made(() => filterOf(filters, (field) => field === given))).toBe(
			`${name} under Filters is empty. Its expression gave nothing. Mend it, or remove the filter.`,
		);
	});

	const UNKNOWN = 'The comparison of the text under Filters is not known';
	const ONE_OF = 'Attachments under Filters has to be one of with, without, and is';
	const NO_TEXT = `The text under Filters has to be text, and is an object. ${POINT}`;

	it.each([
		[{ attachments: 'With' }, `${ONE_OF} "With"`],
		[{ attachments: '' }, `${ONE_OF} empty`],
		[{ text: { condition: { value: {} } } }, NO_TEXT],
		...['__proto__', 'toString', 'like'].map((operator) => [byText(operator, 'a'), UNKNOWN]),
	] as Array<[IDataObject, string]>)('of %j is refused: %s', (filters, problem) => {
		expect(made(() => filterOf(filters, (field) => field === 'attachments'))).toBe(problem);
	});

	it('takes a list however an expression gave it', () => {
		expect([list(' a,,b , '), list([' a', 5, '', null]), list(7), list(undefined)]).toEqual([
			...[['a', 'b'], ['a', '5'], ['7'], []],
		]);
		expect(list([{}])).toBe(`Each of F has to be text, and is an object. ${POINT}`);
		expect(list({})).toBe(`F has to be text, and is an object. ${POINT}`);
	});
});

describe('a list', () => {
	it.each([
		['"summer, 2026", newsletter', ['summer, 2026', 'newsletter']],
		[' "a,b" ,"c"', ['a,b', 'c']],
		['"say ""hi"", please"', ['say "hi", please']],
		['say "hi", 5" disk', ['say "hi"', '5" disk']],
		['"",a,""""', ['a', '"']],
		['" a "', ['a']],
		['\u200ba\u200b', ['a']],
		['"a\nb",\n"c"\n', ['a\nb', 'c']],
		[
			['a, b', '"c"', '"d'],
			['a, b', '"c"', '"d'],
		],
	])('%j is %j', (given, entries) => expect(list(given)).toEqual(entries));

	it.each(['"a', 'a, "b', '"a" b', '"a"", b', 'a,"b"c,d', '"'])(
		'%j is refused in words',
		(given) => {
			expect(list(given)).toBe(
				`F has an entry that begins with a double quote, and it is not closed at the entry's end. Write an entry that has a comma as in "summer, 2026", and a double quote within such an entry twice.`,
			);
		},
	);

	const entry = text.map(trimmed).filter((one) => !isEmpty(one) && !/\p{Surrogate}/u.test(one));

	it('can hold any text in quotes', () => {
		fc.assert(
			fc.property(fc.array(entry), fc.constantFrom(',', ', ', ' ,\n'), (entries, comma) => {
				const quoted = entries.map((one) => `"${one.replaceAll('"', '""')}"`);
				expect(list(quoted.join(comma))).toEqual(entries);
			}),
			trying(200),
		);
	});

	it('holds without quotes what it always held', () => {
		const plain = entry.filter((one) => !one.includes(',') && !one.startsWith('"'));
		fc.assert(
			fc.property(fc.array(plain), (entries) => {
				expect(list(entries.join(','))).toEqual(entries);
			}),
			trying(200),
		);
	});
});

describe('a text is compared', () => {
	const passes = (operator: string, value: string, message: string, caseSensitive = false) =>
		filterOf(
			{ text: { condition: { operator, value, caseSensitive } } },
			() => false,
		)(postedMessage({ message })) === undefined;
	const equal = (one: string, other: string, caseSensitive = false) => [
		passes('equals', one, other, caseSensitive),
		passes('equals', other, one, caseSensitive),
	];
	const BOTH = [true, true];
	const NEITHER = [false, false];

	it.each([
		['café', 'cafe\u0301'],
		['\u1100\u1161', '가'],
		['pri\u200bce', 'price'],
		['pri\u00adce\u2060', '\u200eprice\u200f'],
		['❤\ufe0f', '❤'],
		['👩‍👩‍👧', '👩‍👩‍👧'],
		['e\u200d\u0301', 'é'],
		['a\u0323\u0307', 'a\u0307\u0323'],
		[`z${'\u0301'.repeat(40)}`, `z${'\u0301'.repeat(50)}`],
		[' \u00a0price\u3000', 'price\n'],
	])('as it looks, however it was typed: %j and %j', (one, other) => {
		expect(equal(one, other, true)).toEqual(BOTH);
		expect(equal(one, other)).toEqual(BOTH);
	});

	it.each([
		['STRASSE', 'straße'],
		['STRAẞE', 'strasse'],
		['ΟΔΟΣ', 'οδος'],
		['ΟΔΟΣ', 'οδοσ'],
		['ﬁn', 'FIN'],
		['ПРИВЕТ', 'привет'],
		['Ǆ', 'ǆ'],
		...['İSTANBUL', 'istanbul', 'ISTANBUL', 'ıstanbul', 'i\u0307stanbul'].map((one) => [
			one,
			'İstanbul',
		]),
		['DIŞ KAPI', 'dış kapı'],
	])('without heed to capitals, unless they count: %j and %j', (one, other) => {
		expect(equal(one, other)).toEqual(BOTH);
		expect(equal(one, other, true)).toEqual(one === other ? BOTH : NEITHER);
	});

	it('letter by letter where capitals count, the Turkish ones too', () => {
		const letters = ['i', 'I', 'ı', 'İ'];
		const same = letters.flatMap((one) => letters.filter((other) => equal(one, other, true)[0]));
		expect(same).toEqual(letters);
		expect(equal('resume', 'résumé')).toEqual(NEITHER);
	});

	it('by a part of it and by its beginning as well', () => {
		expect(passes('contains', 'STRASSE', 'Meine Straße 5')).toBe(true);
		expect(passes('contains', 'οδος', 'ΠΕΡΙΟΔΟΣ')).toBe(true);
		expect(passes('startsWith', 'CAFÉ', '\u200b cafe\u0301 au lait')).toBe(true);
		expect(passes('contains', '👩‍👧', 'we: 👩‍👧!')).toBe(true);
		expect(passes('contains', 'kapı', 'AÇIK KAPI')).toBe(true);
	});

	it('with a regular expression as it looks, whose capitals are those of JavaScript', () => {
		expect(passes('regex', '^cafe\u0301$', 'caf\u200bé', true)).toBe(true);
		expect(passes('regex', '^[é]$', 'e\u0301', true)).toBe(true);
		expect(passes('regex', '^👩‍👧$', '👩‍👧')).toBe(true);
		expect(passes('regex', ' 5', 'Straße 5')).toBe(true);
		expect(passes('regex', 'strasse', 'Straße')).toBe(false);
		expect(passes('regex', 'i', 'İ')).toBe(false);
	});

	it('no further than to its 4,096th character, whatever becomes of one', () => {
		expect(passes('contains', 'END', `${'ß'.repeat(4093)}end`)).toBe(true);
		expect(passes('contains', 'END', `${'ß'.repeat(4094)}end`)).toBe(false);
		// Each becomes three characters.
		expect(comparedText('\ufb2c'.repeat(4096))).toHaveLength(4096);
	});

	const mark = fc.constantFrom(
		'\u200b',
		'\u200d',
		'\u00ad',
		'\ufe0f',
		'\u202e',
		'\u2066',
		'\u034f',
	);
	const changes = fc.constantFrom<(text: string) => string>(
		(one) => one.normalize('NFD'),
		(one) => one.normalize('NFC'),
		(one) => one.toUpperCase(),
		(one) => one.toLowerCase(),
		(one) => ` ${one}\n`,
		(one) => one.replace(/i(?!\p{M})/gu, 'ı').replace(/I(?!\p{M})/gu, 'İ'),
	);

	it('the same, whatever a keyboard, a program or a stranger makes of how it is written', () => {
		const short = fc.oneof(text, fc.string({ unit: 'grapheme' })).filter((one) => one.length < 500);
		fc.assert(
			fc.property(short, fc.array(changes), fc.array(mark), (given, made, marks) => {
				fc.pre(!/\p{Surrogate}/u.test(given) && comparedText(given) !== '');
				const changed = made.reduce((one, change) => change(one), given);
				const characters = [...changed];
				const marked = characters.map((one, index) => one + (marks[index] ?? '')).join('');
				expect(equal(given, marked)).toEqual(BOTH);
				expect(passes('contains', given, `x ${marked} y`)).toBe(true);
				expect(passes('startsWith', given, marked)).toBe(true);
			}),
			trying(500),
		);
	});

	it('as one letter, a letter and all that it can become', () => {
		for (let point = 0; point < 0x3_0000; point++) {
			const letter = String.fromCodePoint(point);
			if (!/\p{Cased}/u.test(letter)) continue;
			const forms = [letter.toUpperCase(), letter.toLowerCase(), letter.normalize('NFD')];
			expect(new Set([letter, ...forms].map((form) => folded(normal(form)))).size).toBe(1);
		}
	});
});
