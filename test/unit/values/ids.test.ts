/** What an id of each kind is, and a list of them. */
import * as ids from '../../../nodes/Mavibot/input/ids';
import { listOf, requiredIdList } from '../../../nodes/Mavibot/input/idList';
import { made, NOTHING, POINT } from '../../support/made';

describe('an id of each kind', () => {
	const COUNTED = ['5 6', '5x', 'x5', '0', '-5', '007', '+5', '1.5', '5e3', 'null'];
	const NONE = ['0', '-0', '-1', 'null', 'undefined', 'NaN', 'None', 'TRUE', 'false'];
	const SHORTENED = ['1.5', '12.5', '5.', '1e5', '-1.55E+7', '+15.25e-10'];
	const MARKED = ['a,b', 'a;b', 'a"b', 'a<b', 'a>b', '[a', 'a]', '{a', 'a}'];

	it.each([
		['a client', ids.clientIdOf, ['5', '12345678901234567890'], COUNTED],
		['a deal', ids.dealIdOf, ['5'], COUNTED],
		['a state', ids.stateIdOf, ['5'], COUNTED],
		['a list', ids.listIdOf, ['5'], COUNTED],
		['a block', ids.blockIdOf, ['5'], COUNTED],
		[
			'a bot',
			ids.botIdOf,
			['5', 'tea shop', '007', '-5', 'a|b', '1.5x', 'x1.5', 'x1e5', '1e5x', 'a@b.c'],
			[...NONE, ...SHORTENED, ...MARKED, 'a\nb'],
		],
		[
			'a user of Telegram',
			ids.telegramIdOf,
			['5', '-1001234567890', '-5', '-10'],
			['0', '-1', '-0', '05', 'x5', '5x', '+5', '--5'],
		],
		[
			'a client in a messenger',
			ids.messengerIdOf,
			['5', '+5', '10', 'a/b', 'a0', '0a', '1.5x', 'x1.5', '5@s.whatsapp.net', 'x@s.whatsapp.netx'],
			[
				...NONE,
				...SHORTENED,
				...MARKED,
				...['a b', 'a|b', 'a\\b', '05', '+05', '+0', '@s.whatsapp.net', '0@s.whatsapp.net'],
			],
		],
		[
			'a phone',
			ids.phoneOf,
			[
				'123',
				'(495) 123-45-67',
				'+ (7) 999',
				'00123',
				'1–2—3',
				'123456789012345',
				'5-10-100',
				'+1.5550100',
				'7 999 123\u201145\u201167',
				'15550102@s.whatsapp.net',
				'15550102@S.WHATSAPP.NET',
			],
			[
				...'12 0 1234567890123456 x123 123x 1x23 123/456 -123 1.5 000000 123@c.us'.split(' '),
				...'15550100.5 15550100. 1.5550100E+7 2026-12-31 2026.1.2 31.12.2026 1-2-34 01.02.03'.split(
					' ',
				),
				'- - 123',
			],
		],
		[
			'an email address',
			ids.emailOf,
			['a@bc', "o'brien@bc", 'a/b@c.de', 'ab+c@cd.ef', 'иван@почта.рф'],
			[
				...'a @bc a@ a@bc@de a@b a@bc. a@bc/d a@bc..de a..a@bc'.split(' '),
				...[...',;:"<>()[]{}|\\'].flatMap((mark) => [
					...[`${mark}a@bc`, `a${mark}b@cd`, `ab@c${mark}d`, `ab@cd${mark}`],
				]),
				...['a b@cd', 'ab@c d'],
				...["'a@bc", "a@b'c", "a@bc'"],
			],
		],
	])('of %s is text without spaces around it, or refused', (_what, read, taken, refused) => {
		expect(taken.map((text) => made(() => read(` ${text}\u200b`, 'F')))).toEqual(taken);
		for (const text of refused) {
			const refusal = expect.stringContaining('F has to be one ') as unknown;
			expect([text, made(() => read(text, 'F'))]).toEqual([text, refusal]);
		}
		for (const nothing of ['', null, undefined]) {
			expect(made(() => read(nothing, 'F'))).toBe(NOTHING);
		}
		expect(made(() => read(' \u200b', 'F'))).toBe(NOTHING);
		expect(made(() => read([5], 'F'))).toBe(`F has to be one ID, and is a list. ${POINT}`);
		expect(made(() => read(1.5, 'F'))).toBe(`F has to be one ID, and is 1.5. ${POINT}`);
		expect(made(() => read(NaN, 'F'))).toBe(`F has to be one ID, and is no number. ${POINT}`);
		expect(made(() => read(2 ** 53, 'F'))).toMatch(
			'F is a number of more than 15 digits, of which',
		);
	});

	it('is read from a number, whose digits are all there', () => {
		expect(ids.clientIdOf(5, 'F')).toBe('5');
		expect(ids.clientIdOf(2 ** 53 - 1, 'F')).toBe('9007199254740991');
		expect(ids.clientIdOf(10n ** 18n, 'F')).toBe('1000000000000000000');
	});

	it('says what it looks like where it is refused', () => {
		const adviceOf = (read: ids.ReadId) => String(made(() => read('?,?', 'F'))).split('"?,?". ');
		expect(
			[
				...[ids.clientIdOf, ids.dealIdOf, ids.stateIdOf, ids.listIdOf, ids.blockIdOf],
				...[ids.botIdOf, ids.telegramIdOf, ids.messengerIdOf, ids.phoneOf, ids.emailOf],
			].map(adviceOf),
		).toEqual([
			[
				'F has to be one ID, a whole number, and is ',
				expect.stringMatching(/as in 12345678\..*form asks/),
			],
			['F has to be one ID, a whole number, and is ', expect.stringContaining('as in 40632.')],
			['F has to be one ID, a whole number, and is ', expect.stringContaining('as in 37.')],
			['F has to be one ID, a whole number, and is ', expect.stringContaining('as in 5.')],
			['F has to be one ID, a whole number, and is ', expect.stringContaining('as in 1234567.')],
			['F has to be one bot, and is ', expect.stringContaining('Choose it from the list')],
			[
				'F has to be one ID in Telegram, a whole number, and is ',
				expect.stringContaining('-1001234567890'),
			],
			['F has to be one ID of a messenger, and is ', expect.stringContaining('It has no spaces')],
			['F has to be one phone number, and is ', expect.stringContaining('the code of the country')],
			['F has to be one email address, and is ', 'It looks like name@example.com.'],
		]);
	});

	it('in a messenger that is known is one of that messenger', () => {
		expect(ids.messengerIdReader(1)).toBe(ids.telegramIdOf);
		expect(ids.messengerIdReader(6)).toBe(ids.messengerIdOf);
		expect(ids.messengerIdReader(13)).toBe(ids.phoneOf);
		expect(ids.messengerIdReader(14)).toBe(ids.emailOf);
		expect(ids.messengerIdReader(16)).toBe(ids.telegramIdOf);
		expect(ids.messengerIdReader(21)).toBe(ids.telegramIdOf);
		expect(ids.messengerIdReader(99)).toBe(ids.messengerIdOf);
	});

	it.each([
		['5', '5'],
		['+5', '5'],
		['55@s.whatsapp.net', '55'],
		['+5@S.WhatsApp.net', '5'],
		['5@s_whatsapp.net', '5@s_whatsapp.net'],
		['5@s.whatsapp_net', '5@s.whatsapp_net'],
		['x5', 'x5'],
		['5x', '5x'],
		['+5x', '+5x'],
		['x+5', 'x+5'],
		['x@s.whatsapp.net', 'x@s.whatsapp.net'],
	])('%s means the person %s', (id, person) => expect(ids.samePerson(id)).toBe(person));
});

describe('a list of ids', () => {
	const listed = (value: unknown, sameFor?: (id: string) => string) =>
		made(() => requiredIdList(value, 'F', ids.messengerIdOf, sameFor));

	it.each([
		['5', ['5']],
		[5, ['5']],
		['5, 6;7\t8\n9\r10,', ['5', '6', '7', '8', '9', '10']],
		[
			[5, '6', 5],
			['5', '6'],
		],
		['[5, "6", 12345678901234567890]', ['5', '6', '12345678901234567890']],
		[' [5]', ['5']],
		['1,2', ['1', '2']],
		['1234,567', ['1234', '567']],
		['123, 456', ['123', '456']],
		['123,4567', ['123', '4567']],
		['x123,456', ['x123', '456']],
		['123,456x', ['123', '456x']],
	])('%j is %j', (given, expected) => expect(listed(given)).toEqual(expected));

	it.each([
		...['', ' , ', [], undefined, null].map((none) => [
			none,
			'F is empty. Give at least one ID. If the field is an expression, it gave nothing for this item.',
		]),
		[
			'[5',
			'F starts like a JSON list, and is none. Write it as [101, 102], or simply as 101, 102.',
		],
		...['1,234', ' 12,345,678 ', '5; 101,102'].map((unclear) => [
			unclear,
			`F can be one number or several IDs: "${unclear.replace('5;', '').trim()}". Put a space behind each comma between IDs, or take the commas out of a number.`,
		]),
		[[5, ''], expect.stringMatching(/^Element 2 of F is empty/)],
		[{ a: 1 }, expect.stringMatching(/^Element 1 of F has to be one ID, and is an object/)],
	] as Array<[unknown, unknown]>)('%j is refused', (given, expected) =>
		expect(listed(given)).toEqual(expected),
	);

	it('keeps the first of those that are the same', () => {
		expect(listed('+5, 5@s.whatsapp.net, 6', ids.samePerson)).toEqual(['+5', '6']);
		expect(listed('+5, 5')).toEqual(['+5', '5']);
	});

	it('of other values is read from a list, JSON, parts of a text or one value', () => {
		expect(listOf([1], 'F')).toEqual([1]);
		expect(listOf('[1, "a"]', 'F')).toEqual([1, 'a']);
		expect(listOf('a, b', 'F')).toEqual(['a', 'b']);
		expect(listOf(7, 'F')).toEqual([7]);
		expect(listOf(null, 'F')).toEqual([]);
		expect(made(() => listOf('[1', 'F'))).toMatch('F starts like a JSON list');
	});
});
