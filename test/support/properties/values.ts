import fc, { type Arbitrary } from 'fast-check';
import { DateTime } from 'luxon';

/** Texts that have been a trap for some program. */
const TRAPS = [
	...['', ' ', '\n', '0', '-1', '1.5', '1e3', 'null', 'true', 'undefined', 'NaN'],
	...['[object Object]', '__proto__', 'constructor', 'toString', 'hasOwnProperty'],
	...['[', '[]', '{}', '{"__proto__": {"a": 1}}', '{"a": 1}', '[1, 2', '1,2,,3', ',;\n'],
	...['@s.whatsapp.net', '15550102@s.whatsapp.net', '-1001234567890', '22563045582'],
	...['+1 (555) 01-02', 'a=b&c=d#e', '%', '%E0%A4%A', '../../..', '«Ω ☃ 👩‍👩‍👧»'],
	...['\u0000', '\ud800', '"quoted"', '={{ 1 }}', 'x'.repeat(5000)],
];

/** IANA's, on both sides of Greenwich, with and without summer time, with odd offsets and odd summer times. */
export const ZONES = [
	...['UTC', 'Europe/Berlin', 'Europe/London', 'America/New_York', 'America/St_Johns'],
	...['America/Sao_Paulo', 'Africa/Casablanca', 'Asia/Kathmandu', 'Asia/Tokyo', 'Asia/Gaza'],
	...['Australia/Lord_Howe', 'Pacific/Chatham', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'],
];

export const zone = fc.constantFrom(...ZONES);

export const text: Arbitrary<string> = fc.oneof(
	fc.constantFrom(...TRAPS),
	fc.string(),
	fc.string({ unit: 'binary' }),
);

const number: Arbitrary<number> = fc.oneof(
	fc.integer({ min: -5, max: 5 }),
	fc.integer(),
	fc.maxSafeInteger(),
	fc.double(),
	fc.constantFrom(1.5, -0.5, 2 ** 32, 22563045582, -1001234567890, 1e21, 1e308),
);

/** Any value that an expression can give, also what JSON has no word for. */
export const anyValue: Arbitrary<unknown> = fc.oneof(
	{ weight: 4, arbitrary: text },
	{ weight: 3, arbitrary: number },
	{ weight: 1, arbitrary: fc.constantFrom(true, false, null, undefined) },
	{ weight: 1, arbitrary: fc.date({ noInvalidDate: false }) },
	{ weight: 1, arbitrary: fc.constant(DateTime.invalid('no date')) },
	{ weight: 2, arbitrary: fc.array(fc.oneof(text, number), { maxLength: 4 }) },
	{ weight: 2, arbitrary: fc.jsonValue({ stringUnit: 'binary', maxDepth: 3 }) },
	{ weight: 1, arbitrary: fc.constantFrom([], [[]], [null], {}, { a: { b: [1] } }, [{ id: 1 }]) },
);

/** An id as people have it. */
export const id: Arbitrary<string | number> = fc.oneof(
	fc.maxSafeInteger(),
	fc.integer({ min: 1, max: 2 ** 31 }).map(String),
	fc.bigInt({ min: 1n, max: 10n ** 15n }).map((digits) => `${digits}@s.whatsapp.net`),
	fc.constantFrom('tea_shop_bot', '-1001234567890', -1001234567890, 22563045582),
);

/** A list of ids in one of the forms that people have it in. */
export const idList: Arbitrary<unknown> = fc.oneof(
	fc.array(fc.oneof(id, anyValue), { minLength: 1, maxLength: 6 }),
	fc
		.tuple(fc.array(fc.oneof(id, id, text), { minLength: 1, maxLength: 6 }), fc.nat(2))
		.map(([ids, form]) => [ids.join(', '), ids.join('\n'), JSON.stringify(ids)][form]),
);

const twoDigits = (most: number) =>
	fc.integer({ min: 0, max: most }).map((part) => String(part).padStart(2, '0'));

/** A date as it may be picked, typed or computed; now and then one that does not exist. */
export const date: Arbitrary<unknown> = fc.oneof(
	fc
		.tuple(
			fc.constantFrom('2026', '2027', '2028', '0001', '9999', '1969', '+012345', '-000001'),
			twoDigits(13),
			twoDigits(32),
			fc.constantFrom('T', ' '),
			twoDigits(25),
			twoDigits(60),
			fc.constantFrom('', ':00', ':30.123', ':60'),
			fc.constantFrom('', 'Z', '+05:45', '-12:00', '+14:00', '[Asia/Tokyo]', '+99:00'),
		)
		.map(
			([year, month, day, between, hour, minute, rest, offset]) =>
				`${year}-${month}-${day}${between}${hour}:${minute}${rest}${offset}`,
		),
	fc.date({ noInvalidDate: false }),
	fc.date({ noInvalidDate: true }).map((instant) => instant.toISOString()),
	fc
		.tuple(fc.date({ noInvalidDate: true }), zone)
		.map(([instant, at]) => DateTime.fromJSDate(instant, { zone: at })),
	fc.integer({ min: 0, max: 4_000_000_000 }),
	fc.constantFrom('2027-W05-1', '2027-045', '20270101T100000', '10:00', '2027', 'tomorrow'),
);

/** A text that looks like JSON, or is. */
export const jsonText: Arbitrary<unknown> = fc.oneof(
	fc.json({ stringUnit: 'binary' }),
	fc.jsonValue(),
	fc
		.array(
			fc.record(
				{
					text: fc.oneof(text, anyValue),
					type: fc.oneof(fc.constantFrom('reply', 'inline', 'web_app'), anyValue),
					url: anyValue,
					web_app: anyValue,
					color: anyValue,
					line: anyValue,
					index_in_line: anyValue,
					one_time: fc.oneof(fc.constantFrom(0, 1), anyValue),
				},
				{ requiredKeys: ['text'] },
			),
			{ maxLength: 3 },
		)
		.map((buttons) => JSON.stringify(buttons)),
	fc
		.dictionary(text, fc.oneof(text, number, anyValue), { maxKeys: 4 })
		.map((fields) => JSON.stringify(fields)),
	fc.constantFrom('{', '{"a":1,}', "{'a':1}", '[{"text":"Yes"}]', '{"buttons":[{"text":"Yes"}]}'),
);

/** An address of a file, or nearly one. */
export const link: Arbitrary<unknown> = fc.oneof(
	fc.webUrl({ withQueryParameters: true, withFragments: true }),
	fc
		.tuple(fc.constantFrom('https://', 'HTTP://', 'ftp://', 'javascript:', ''), text)
		.map(([scheme, rest]) => scheme + rest),
	fc.constantFrom(
		'https://example.com/чай.png',
		'https://пример.рф/a.png',
		'https://example.com/a[1]|{2}.png',
		'https://example.com/a%zz.png',
		'https://[::1]/a',
		'https://user:pass@example.com:8080/a',
		'https://example.com:99999/',
		'https://exa mple.com/',
	),
);

/** By the names of fields; the first counts. */
const VALUES_OF: Array<[RegExp, Arbitrary<unknown>]> = [
	[/zone/i, zone],
	[/(time|date)$/i, date],
	[/json/i, jsonText],
	[/url/i, link],
	[/(clients|ids|variableNames)$/i, idList],
	[/id$|^value$/i, id],
];

/** Values for a field, by what its name says of it: more of what it takes, and some of everything. */
export function valueFor(field: string): Arbitrary<unknown> {
	const [, fitting = text] = VALUES_OF.find(([name]) => name.test(field)) ?? [];
	return fc.oneof(fitting, anyValue);
}
