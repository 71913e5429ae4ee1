/** What the trigger makes of attachments, and how much of them it reads. */
import fc from 'fast-check';
import {
	attachmentsOf,
	hasAttachment,
	MOST_ATTACHMENTS,
	MOST_LOOKED_AT,
	LONGEST_LINK,
} from '../../nodes/Mavibot/answers/attachments';
import { fileNameOf, LONGEST_FILE_NAME } from '../../nodes/Mavibot/answers/fileName';
import { trying } from '../support/properties/settings';
import { anyValue, text } from '../support/properties/values';

describe('attachments are a list', () => {
	const site = 'https://files.example/';
	const link = `${site}a%20b.pdf?size=2#top`;
	const plain = { url: link, name: 'a b.pdf', type: null };

	it.each([
		...[null, undefined, '', [], {}, [null, '', 5, true, []]].map((none) => [none, []]),
		[link, [plain]],
		[Array(2).fill(link), Array(2).fill(plain)],
		[{ url: link, name: '' }, [plain]],
		[[{ file: link, type: 'file' }], [{ ...plain, type: 'file' }]],
		[[{ url: link, name: 'A' }], [{ ...plain, name: 'A' }]],
		[[{ url: link, filename: 'A', type: 7 }], [{ ...plain, name: 'A' }]],
		[{ 0: link, 1: { url: link } }, [plain, plain]],
		[{ image: link, caption: 'a photo' }, [{ ...plain, caption: 'a photo' }]],
		[{ avatar: link, phone_number: '15550101' }, [{ ...plain, phone_number: '15550101' }]],
		[{ url: link, latitude: 52.5, size: null }, [{ ...plain, latitude: 52.5 }]],
		[[{ file: { url: link } }], [plain]],
		// A contact has no link, and is not to be lost.
		[
			[{ phone_number: '15550101', name: 'Anna' }],
			[{ url: null, name: 'Anna', type: null, phone_number: '15550101' }],
		],
		[{ type: 'contact', phone: 5 }, [{ url: null, name: null, type: 'contact', phone: 5 }]],
		[[{ url: '', files: [], more: { a: null } }], []],
		[`${site}%E0%A4%A`, [{ url: `${site}%E0%A4%A`, name: '%E0%A4%A', type: null }]],
		[site, [{ url: site, name: null, type: null }]],
	] as Array<[unknown, unknown]>)('made of %j', (attachments, list) =>
		expect(attachmentsOf(attachments)).toEqual({ attachments: list, areLeftOut: false }),
	);
});

describe('of many attachments', () => {
	const LINK = 'https://files.example/a.jpg';

	/** A list that counts how often it is read. */
	function counted(list: unknown[]): { list: unknown[]; reads: () => number } {
		let reads = 0;
		const get = (target: unknown[], name: string | symbol): unknown => {
			reads++;
			return Reflect.get(target, name);
		};
		return { list: new Proxy(list, { get }), reads: () => reads };
	}

	it.each<[string, unknown]>([
		['links', Array(MOST_ATTACHMENTS).fill(LINK)],
		['links in links', [Array(40).fill(LINK), [[Array(60).fill({ url: LINK })]]]],
		['links by number', { ...Array<string>(MOST_ATTACHMENTS).fill(LINK) }],
	])('a hundred are read: %s', (_what, given) => {
		const { attachments, areLeftOut } = attachmentsOf(given);
		expect([attachments.length, areLeftOut]).toEqual([MOST_ATTACHMENTS, false]);
		const more = attachmentsOf([given, LINK]);
		expect(more).toEqual({ attachments, areLeftOut: true });
	});

	it.each<[string, unknown[], number]>([
		['50,000 links', Array(50_000).fill(LINK), MOST_ATTACHMENTS],
		['50,000 contacts', Array(50_000).fill({ phone: 5 }), MOST_ATTACHMENTS],
		['50,000 times nothing', Array(50_000).fill({}), 0],
		['an object of 50,000 fields', [{ ...Array(50_000).fill(LINK) }], 0],
	])('no more is read than can be: %s', (_what, given, count) => {
		const { list, reads } = counted(given);
		const { attachments, areLeftOut } = attachmentsOf(list);
		expect([attachments.length, areLeftOut]).toEqual([count, true]);
		expect(reads()).toBeLessThanOrEqual(3 * MOST_LOOKED_AT);
	});

	it('only the first is looked for where one is enough', () => {
		const { list, reads } = counted(Array(50_000).fill(LINK));
		expect(hasAttachment(list)).toBe(true);
		expect(reads()).toBeLessThanOrEqual(5);
	});

	it('whatever comes is a list, and there is one where one is found', () => {
		const value = fc.oneof(anyValue, fc.jsonValue(), fc.array(anyValue));
		fc.assert(
			fc.property(value, (given) => {
				const { attachments, areLeftOut } = attachmentsOf(given);
				expect([areLeftOut, attachments.length > 0]).toEqual([false, hasAttachment(given)]);
				for (const { url, name, type } of attachments) {
					for (const field of [url, name, type]) {
						expect(field === null || typeof field === 'string').toBe(true);
					}
				}
			}),
			trying(300),
		);
	});

	it('what is around a link is kept once, however deep it is', () => {
		const wide = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`f${index}`, 1]));
		const deep = Array.from({ length: 40 }).reduce<object>(
			(inner, _, level) => ({ ...wide, [`level${level}`]: 1, inner }),
			{ url: LINK },
		);
		const { attachments } = attachmentsOf(deep);
		expect(attachments).toHaveLength(1);
		expect(Object.keys(attachments[0])).toHaveLength(3 + 40 + 40);
	});

	it('a link that is too long to be followed tells no name', () => {
		const ofLength = (length: number) => `${LINK}?${'x'.repeat(length - LINK.length - 1)}`;
		const names = [LONGEST_LINK, LONGEST_LINK + 1]
			.map((length) => attachmentsOf(ofLength(length)).attachments[0])
			.map(({ url, name }) => [url?.length, name]);
		expect(names).toEqual([
			[LONGEST_LINK, 'a.jpg'],
			[LONGEST_LINK + 1, null],
		]);
	});
});

describe('the name of a file', () => {
	const long = 'ü'.repeat(500);

	it.each([
		['photo.jpg', 'photo.jpg'],
		[' Rechnung März.pdf ', 'Rechnung März.pdf'],
		['.htaccess', '.htaccess'],
		['archive.tar.gz', 'archive.tar.gz'],
		['etc/passwd', 'passwd'],
		['C:\\Users\\Anna\\a.txt', 'a.txt'],
		['..\\a/b\\../c.txt', 'c.txt'],
		...['', ' ', '.', '..', '...', ' .. ', 'a/', 'a/..', '.\u200b.', '\u0000', '\ufeff'].map(
			(none) => [none, null],
		),
		['a\u0000b\r\n\tc\u2028d\u0085.txt', 'abcd.txt'],
		['photo\u202egpj.exe', 'photogpj.exe'],
		['\u2066a\u2069\u200b\u200e\u00ad\ufeff.png\u202c', 'a.png'],
		['a\ud800.txt', 'a.txt'],
		['👍🏽.png', '👍🏽.png'],
		[`${long}.jpeg`, `${'ü'.repeat(195)}.jpeg`],
		[long, 'ü'.repeat(200)],
		[`${'😀'.repeat(300)}.png`, `${'😀'.repeat(196)}.png`],
		[`a.${long}`, `a.${'ü'.repeat(198)}`],
		[`${long}.`, 'ü'.repeat(200)],
		[`${'x'.repeat(5e6)}.jpg`, `${'x'.repeat(196)}.jpg`],
		['/'.repeat(5e6), null],
	] as Array<[string, string | null]>)('is made of what is given (%#)', (given, name) =>
		expect(fileNameOf(given)).toBe(name),
	);

	it.each([
		['https://files.example/a%2Fb%5Cc.txt', 'c.txt'],
		['https://files.example/a%00b%0A.txt', 'ab.txt'],
		['https://files.example/%2E%2E', null],
		['https://files.example/%E2%80%AEgpj.exe', 'gpj.exe'],
		['https://files.example/%zz\u202e', '%zz'],
		[`https://files.example/${'a'.repeat(300)}.jpg#top`, `${'a'.repeat(196)}.jpg`],
	])('of the link %s is %j', (url, name) => {
		expect(attachmentsOf(url).attachments).toEqual([{ url, name, type: null }]);
	});

	it('is the one that is given, or else the one in the link', () => {
		const names = [{ name: '../x.png' }, { name: '..', filename: 'y' }, { filename: 'y' }, {}]
			.map((given) => attachmentsOf({ url: 'https://files.example/z', ...given }))
			.map(({ attachments: [{ name }] }) => name);
		expect(names).toEqual(['x.png', 'z', 'y', 'z']);
	});

	it('of a person is none of a file', () => {
		const [contact] = attachmentsOf({ name: 'AC/DC', phone: 1 }).attachments;
		expect(contact).toEqual({ url: null, name: 'AC/DC', type: null, phone: 1 });
	});

	it('is harmless whatever it was made of, and stays as it is then', () => {
		const part = fc.constantFrom(
			'/',
			'\\',
			'.',
			'..',
			' ',
			'\u202e',
			'\u200b',
			'\ud83d',
			'😀',
			'a',
			'\n',
		);
		const given = fc.oneof(
			text,
			fc.array(fc.oneof(part, text)).map((parts) => parts.join('')),
		);
		fc.assert(
			fc.property(given, fc.integer({ min: 1, max: 50 }), (once, times) => {
				const name = fileNameOf(once.repeat(times));
				if (name === null) return;
				expect(name).not.toMatch(
					/[\p{Cc}\p{Bidi_Control}\p{Cs}\u2028\u2029\u200b-\u200f\ufeff/\\]/u,
				);
				expect(name).toMatch(/[^. ]/);
				expect([...name].length).toBeLessThanOrEqual(LONGEST_FILE_NAME);
				expect(fileNameOf(name)).toBe(name);
			}),
			trying(500),
		);
	});
});
