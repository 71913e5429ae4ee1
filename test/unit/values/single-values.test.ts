/** Texts, numbers, choices, names, addresses and times. */
import * as scalars from '../../../nodes/Mavibot/input/scalars';
import { fileLink } from '../../../nodes/Mavibot/input/links';
import { checkVariableName, variableNameOf } from '../../../nodes/Mavibot/input/names';
import { trimmed } from '../../../nodes/Mavibot/input/trim';
import * as time from '../../../nodes/Mavibot/input/time';
import { made, NOTHING, POINT } from '../../support/made';

describe('text is trimmed', () => {
	it.each([
		['a b', 'a b'],
		['\u200b\u2060 a\u0000b \u00a0\ufeff', 'a\u0000b'],
		[' ', ''],
		['', ''],
		['a', 'a'],
	])('of what shows nothing: %j is %j', (given, expected) => expect(trimmed(given)).toBe(expected));
});

describe('a single value', () => {
	const { kindOf, optional, optionalText, requiredText } = scalars;
	const number = (value: unknown, bounds?: { min?: number; max?: number }) =>
		made(() => scalars.requiredNumber(value, 'F', bounds));
	const whole = (value: unknown) => made(() => scalars.requiredWholeNumber(value, 'F', { min: 0 }));

	it('of text is kept, but for halves of characters', () => {
		const textOf = (value: unknown) => made(() => optionalText(value, 'F'));
		expect([' a ', 5, false, '', ' ', '\ud83d x', '😀'].map(textOf)).toEqual([
			...[' a ', '5', 'false', undefined, undefined, '\ufffd x', '😀'],
		]);
		expect(textOf(Infinity)).toBe(`F has to be text, and is no number. ${POINT}`);
		expect(textOf({})).toBe(`F has to be text, and is an object. ${POINT}`);
		expect(textOf(2 ** 60)).toBe(
			'F is a number of more than 15 digits, of which the last are lost. Let it be text where it comes from, such as a text column of a spreadsheet, or type it in here.',
		);
		expect(made(() => requiredText(null, 'F'))).toBe(NOTHING);
		expect(requiredText(0, 'F')).toBe('0');
	});

	it('of a number is within its bounds', () => {
		expect([number('5'), number(5.5), number(-5), number('0x10')]).toEqual([5, 5.5, -5, 16]);
		expect([number(1, { min: 1 }), number(3, { max: 3 })]).toEqual([1, 3]);
		expect(number(0, { min: 1 })).toBe('F has to be at least 1, and is 0');
		expect(number(4, { min: 1, max: 3 })).toBe('F has to be from 1 to 3, and is 4');
		expect(number(0, { min: 1, max: 3 })).toBe('F has to be from 1 to 3, and is 0');
		expect(number('x')).toBe('F has to be a number, and is "x"');
		expect(number(true)).toBe('F has to be a number, and is "true"');
		expect(number([5])).toBe('F has to be a number, and is a list');
		expect(number(Infinity)).toBe('F has to be a number, and is no number');
		expect(number('')).toBe(NOTHING);
		expect([whole(0), whole('7')]).toEqual([0, 7]);
		expect(whole(1.5)).toBe('F has to be a whole number, and is 1.5');
		expect(whole(-1)).toBe('F has to be at least 0, and is -1');
	});

	it('of two or more choices is one of them', () => {
		const yes = (value: unknown) => made(() => scalars.requiredBoolean(value, 'F'));
		expect([true, 'true', false, 'false'].map(yes)).toEqual([true, true, false, false]);
		expect(yes('yes')).toBe('F has to be true or false, and is "yes"');
		const choice = (value: unknown) =>
			made(() => scalars.requiredChoice(value, 'F', ['a', 1], 'Choose.'));
		expect([choice('a'), choice('1'), choice(1)]).toEqual(['a', 1, 1]);
		expect(choice(['a'])).toBe('F has to be one of a, 1, and is a list. Choose.');
		expect(choice('b')).toBe('F has to be one of a, 1, and is "b". Choose.');
	});

	it('may be left out, unless an expression was to give it', () => {
		const read = (value: unknown, isExpression: boolean) =>
			made(() => optional(value, 'F', () => isExpression, requiredText));
		expect([read('a', true), read('a', false), read('', false)]).toEqual(['a', 'a', undefined]);
		expect(read('', true)).toBe(
			'F is empty. Its expression gave nothing for this item: check the name of the field it reads. If only some items have it, part them with an If node before this one.',
		);
	});

	it('is named by what it is where it is refused', () => {
		expect(
			[null, ' ', [], {}, 5, NaN, true, 'a', 'a'.repeat(40), 'a'.repeat(41)].map(kindOf),
		).toEqual([
			...['empty', 'empty', 'a list', 'an object', '5', 'no number', '"true"', '"a"'],
			...[`"${'a'.repeat(40)}"`, 'a long text'],
		]);
	});
});

describe('the name of a variable', () => {
	it.each([
		[' city ', 'city'],
		['client.phone', 'client.phone'],
		['', NOTHING],
		['__proto__', 'A variable cannot be named "__proto__"'],
		['constructor', 'A variable cannot be named "constructor"'],
		['prototype', 'A variable cannot be named "prototype"'],
	])('%j is %j', (given, expected) =>
		expect(made(() => variableNameOf(given, 'F'))).toBe(expected),
	);

	it('of a JSON field is not empty', () => {
		expect(made(() => checkVariableName(' '))).toBe('The name of a variable is empty');
		expect(made(() => checkVariableName('a'))).toBeUndefined();
	});
});

describe('an address of a file', () => {
	it.each([
		[' https://a.com/b?c=d#e ', 'https://a.com/b?c=d#e'],
		['HTTP://a.com', 'HTTP://a.com'],
		["https://a.com/~:/?#[]@!$&'()*+,;=%-.%20", expect.stringContaining('https://a.com/~:/?#')],
		['https://a.com/%41', 'https://a.com/%41'],
		['https://a.com/чай?q="x"', 'https://a.com/%D1%87%D0%B0%D0%B9?q=%22x%22'],
		['https://a.com/50%', 'https://a.com/50%25'],
		['https://a.com/%4g', 'https://a.com/%254g'],
		['https://a.com/{x}|^', 'https://a.com/%7Bx%7D%7C%5E'],
		...[
			'ftp://a.com',
			'xhttps://a.com',
			'https://a b.com',
			'https://',
			'https:/a.com',
			'http://[',
		].map((bad) => [
			bad,
			`F is no address of a file: "${bad}". It starts with https:// and holds no spaces.`,
		]),
		['', NOTHING],
	] as Array<[unknown, unknown]>)('%j is %j', (given, expected) =>
		expect(made(() => fileLink(given, 'F'))).toEqual(expected),
	);
});

describe('a time', () => {
	const PICK = 'Pick a date, or give one such as 2026-12-31T18:00 or 2026-12-31 18:00:00.';
	const NOW = Date.UTC(2055, 0, 1);
	const sent = (value: unknown, projectZone = 'Asia/Tokyo', now = NOW) =>
		made(() => time.projectTime(value, 'UTC', projectZone, now));

	it.each<[unknown, string]>([
		['2055-01-01T10:00', '2055-01-01 19:00:00'],
		[' 2055-01-01 10:00:00 ', '2055-01-01 19:00:00'],
		['2055-01-01', '2055-01-01 09:00:00'],
		[new Date(NOW), '2055-01-01 09:00:00'],
		[new Date(NOW - 60_000), '2055-01-01 08:59:00'],
		[new Date(NOW - 60_001), 'Time is past: 2054-12-31 23:58. Give a time that is still to come.'],
		['', `Time is empty. ${PICK}`],
		[5, `Time is no date: 5. ${PICK}`],
		['x2055-01-01', `Time is no date: "x2055-01-01". ${PICK}`],
		['2055-01-011', `Time is no date: "2055-01-011". ${PICK}`],
		['2055-1-01', `Time is no date: "2055-1-01". ${PICK}`],
		['055-01-01', `Time is no date: "055-01-01". ${PICK}`],
		['2055-02-30', `Time is no date: "2055-02-30". ${PICK}`],
		...['2055-07', '20550701', '2055-W05-1', '10:00'].map((part): [string, string] => [
			part,
			`Time is no date: "${part}". ${PICK}`,
		]),
		['+012055-01-01T00:00', 'Time has to lie between the years 1970 and 9999'],
		['1969-12-31T10:00', 'Time has to lie between the years 1970 and 9999'],
	])('%j is sent as %j', (given, expected) => expect(sent(given)).toBe(expected));

	it('is that of the project at both ends of what the API has room for', () => {
		expect(sent('9999-12-31T10:00')).toBe('9999-12-31 19:00:00');
		for (const picked of ['2055-06-01T10:00', '2055-06-01 10:00:00']) {
			expect(time.projectTime(picked, 'Asia/Tokyo', 'UTC', NOW)).toBe('2055-06-01 01:00:00');
		}
		expect(sent('1970-01-01T00:00', 'UTC', 0)).toBe('1970-01-01 00:00:00');
		expect(sent('2055-01-01', 'Middle/Earth')).toBe(
			'Project Time Zone "Middle/Earth" is no time zone. A time zone is named as in Europe/Berlin.',
		);
	});

	it('that is written for the API is taken as it is, if it can still come anywhere', () => {
		const written = (value: unknown) => made(() => time.writtenSendTime(value, 'F'));
		expect(written(' 2055-01-01 10:00:00 ')).toBe('2055-01-01 10:00:00');
		expect(written('2055-01-01T10:00:00')).toBe('F has to look like 2036-12-31 18:00:00');
		expect(written('')).toBe(NOTHING);
		jest.spyOn(Date, 'now').mockReturnValue(Date.UTC(2055, 0, 1, 12));
		expect(written('2055-01-01 00:00:00')).toBe('2055-01-01 00:00:00');
		expect(written('2054-12-31 23:59:59')).toBe(
			'F is past: 2054-12-31 23:59. Give a time that is still to come.',
		);
		jest.restoreAllMocks();
	});

	it('of the history is a day, and one of an answer an ISO date', () => {
		expect(time.historyDay('2026-02-01T23:30:00', 'UTC', 'F')).toBe('01.02.2026');
		expect(made(() => time.historyDay('', 'UTC', 'F'))).toBe(`F is empty. ${PICK}`);
		expect(time.isoOfUnixSeconds(0)).toBe('1970-01-01T00:00:00Z');
		expect(time.isoOfUnixSeconds(1.5)).toBe('1970-01-01T00:00:01.500Z');
		for (const none of ['5', Infinity, 1e15]) expect(time.isoOfUnixSeconds(none)).toBeUndefined();
	});
});
