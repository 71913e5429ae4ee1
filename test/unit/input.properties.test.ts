/**
 * What turns a person's input into parts of a request, tried with very many cases made by chance: each part
 * is one that the contract allows and means what was given, or there is an error in words.
 * test/support/properties/settings.ts tells how to search longer or elsewhere.
 */
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import fc, { type Arbitrary } from 'fast-check';
import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { timeOf } from '../../nodes/Mavibot/fields/sendWhen';
import { variablesOf } from '../../nodes/Mavibot/fields/variables';
import type { GetParameter } from '../../nodes/Mavibot/input/parameters';
import { InputProblem } from '../../nodes/Mavibot/input/problem';
import { buttonOfRow, buttonsOfJson, buttonsToSend } from '../../nodes/Mavibot/input/buttons';
import { rowsOf, type Row } from '../../nodes/Mavibot/input/collections';
import { requiredIdList } from '../../nodes/Mavibot/input/idList';
import {
	clientIdOf,
	emailOf,
	messengerIdOf,
	phoneOf,
	samePerson,
	telegramIdOf,
} from '../../nodes/Mavibot/input/ids';
import { jsonObject } from '../../nodes/Mavibot/input/json';
import { fileLink } from '../../nodes/Mavibot/input/links';
import { payloadFor, UNIVERSAL_METHODS } from '../../nodes/Mavibot/input/ownFields';
import { optionalText, requiredNumber, requiredText } from '../../nodes/Mavibot/input/scalars';
import { historyDay, projectTime } from '../../nodes/Mavibot/input/time';
import { pointedAt, universalQuery } from '../../nodes/Mavibot/input/universalWebhook';
import { validatorDocument } from '../support/mavibot-api/contract';
import { contractMethods } from '../support/mavibot-api/validate';
import { readUniversal } from '../support/mavibot-api/universal';
import { trying } from '../support/properties/settings';
import {
	anyValue,
	date,
	id,
	idList,
	jsonText,
	link,
	text,
	valueFor,
	zone,
	ZONES,
} from '../support/properties/values';
import { wordingProblem } from '../support/properties/words';

/** Tries a property with very many values. */
const always = <T>(values: Arbitrary<T>, hold: (value: T) => void) =>
	fc.assert(fc.property(values, hold), trying(800));

const contract = validatorDocument();
const ajv = new Ajv2020({ strict: false, validateFormats: false });

const validators = new Map<object, ValidateFunction>();

/** Why a value is not what a schema of the contract allows, read from the JSON that would be sent. */
function contractProblem(schema: object, value: unknown): string | undefined {
	const known = validators.get(schema);
	const validate = known ?? ajv.compile({ ...schema, components: contract.components });
	validators.set(schema, validate);
	const sent: unknown = JSON.parse(JSON.stringify(value));
	return validate(sent) ? undefined : `${JSON.stringify(sent)}: ${ajv.errorsText(validate.errors)}`;
}

const CLIENT_ID = { $ref: '#/components/schemas/ClientId' };
const IDS = { type: 'array', minItems: 1, items: { $ref: '#/components/schemas/PlatformId' } };
const SEND_TIME = { $ref: '#/components/schemas/SendTime' };
const BUTTONS = { $ref: '#/components/schemas/Buttons' };

/**
 * What a function makes of input; undefined where it refuses it.
 *
 * @throws where it fails otherwise than by an InputProblem in words
 */
function madeOf<T>(given: unknown, make: () => T): T | undefined {
	try {
		return make();
	} catch (error) {
		if (!(error instanceof InputProblem)) throw error;
		expect(wordingProblem(error.message, given)).toBeUndefined();
		if (error.advice !== undefined) expect(wordingProblem(error.advice, {})).toBeUndefined();
		return undefined;
	}
}

const reader =
	(parameters: Record<string, unknown>): GetParameter =>
	(name, fallback) =>
		parameters[name] ?? fallback;

/** What may stand around an identifier, and goes: it shows nothing. */
const SHOWS_NOTHING = /^[\s\p{Z}\p{Cc}\p{Cf}]*$/u;

/** Whether a text is what was given, but for what shows nothing around it. */
function isWhatWasGiven(made: string, given: unknown): boolean {
	const [before, ...after] = String(given).split(made);
	return SHOWS_NOTHING.test(before) && after.length > 0 && SHOWS_NOTHING.test(after.join(made));
}

describe('an id', () => {
	it.each([
		['a client', clientIdOf],
		['a user of Telegram', telegramIdOf],
		['a messenger', messengerIdOf],
		['a phone', phoneOf],
		['an email', emailOf],
	])('of %s is what was given, as text, or refused', (_what, read) => {
		always(fc.oneof(id, anyValue), (given) => {
			const made = madeOf(given, () => read(given, 'Client'));
			if (made === undefined) return;
			expect(contractProblem(CLIENT_ID, made)).toBeUndefined();
			expect(made).toEqual(expect.any(String));
			expect(isWhatWasGiven(made, given)).toBe(true);
			if (typeof given === 'number') expect(Number.isSafeInteger(given)).toBe(true);
		});
	});

	it('is never refused where people have it so', () => {
		always(id, (given) => expect(messengerIdOf(given, 'Messenger ID')).toBe(String(given)));
		always(fc.bigInt({ min: 1n, max: 10n ** 19n }), (digits) =>
			expect(clientIdOf(String(digits), 'Client')).toBe(String(digits)),
		);
	});
});

describe('a list of ids', () => {
	it('holds each person once, all as the contract allows, and is never empty', () => {
		always(fc.oneof(idList, anyValue), (given) => {
			const made = madeOf(given, () =>
				requiredIdList(given, 'Messenger IDs', messengerIdOf, samePerson),
			);
			if (made === undefined) return;
			expect(contractProblem(IDS, made)).toBeUndefined();
			expect(new Set(made.map(samePerson)).size).toBe(made.length);
			expect(made).not.toContain('');
		});
	});

	it('holds what was given, digit for digit, in each of its forms', () => {
		const digits = fc.bigInt({ min: 1n, max: 10n ** 19n }).map(String);
		always(fc.array(digits, { minLength: 1 }), (ids) => {
			const expected = [...new Set(ids)];
			const asNumbers = `[${ids.join(', ')}]`;
			for (const form of [ids, ids.join(', '), ids.join('\n'), ids.join(' ; '), asNumbers]) {
				expect(requiredIdList(form, 'Client IDs', clientIdOf)).toEqual(expected);
			}
		});
	});
});

describe('a text and a number', () => {
	it('are what the contract allows', () => {
		always(anyValue, (given) => {
			for (const make of [requiredText, optionalText]) {
				const made = madeOf(given, () => make(given, 'Text'));
				if (made === undefined) continue;
				expect(made).toEqual(expect.any(String));
				expect(made.trim()).not.toBe('');
				expect(() => encodeURIComponent(made)).not.toThrow();
			}
			const number = madeOf(given, () => requiredNumber(given, 'Limit', { min: 1 }));
			if (number !== undefined) expect(number).toBeGreaterThanOrEqual(1);
		});
	});
});

describe('an address of a file', () => {
	const isUri = new Ajv2020({ strict: false, formats: { uri: /^[\x21-\x7e]+$/ } }).compile({
		type: 'string',
		format: 'uri',
		// What no address may hold (RFC 3986, 2).
		not: { pattern: '["<>\\\\^`{|}]|%(?![\\dA-Fa-f]{2})' },
	});

	it('is one that the contract allows, of the same place', () => {
		always(fc.oneof(link, anyValue), (given) => {
			const made = madeOf(given, () => fileLink(given, 'File URL'));
			if (made === undefined) return;
			expect(isUri(made)).toBe(true);
			expect(new URL(made).origin).toBe(new URL(String(given).trim()).origin);
		});
	});
});

describe('a time', () => {
	/** The present, where no time is to be past. */
	const LONG_AGO = 0;

	/** The clock of a zone at an instant, by the machine's own calendar. */
	const calendars = new Map(
		ZONES.map((timeZone) => [
			timeZone,
			// The Swedish write a date and a time as ISO 8601 does.
			new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'medium' }),
		]),
	);
	const clock = (at: Date, timeZone: string) => calendars.get(timeZone)?.format(at) ?? '';

	const instant = fc.date({
		min: new Date('1971-01-01'),
		max: new Date('9998-12-31'),
		noInvalidDate: true,
	});

	const shift = (at: DateTime, hours: number) => at.plus({ hours });
	const offsetDiffers = (at: DateTime, hours: number) => at.offset !== shift(at, hours).offset;

	/** The instants at which the clocks of a zone change, 2026 to 2028. */
	const changesOf = (changing: string): DateTime[] => {
		const start = DateTime.fromISO('2026-01-01T00:00:00Z').setZone(changing);
		return Array.from({ length: 3 * 365 }, (_, day) => shift(start, 24 * day))
			.filter((day) => offsetDiffers(day, 24))
			.flatMap((day) => Array.from({ length: 24 }, (_, hour) => shift(day, hour)))
			.filter((hour) => offsetDiffers(hour, 1))
			.map((hour) => shift(hour, 1));
	};
	const changes = ZONES.flatMap((changing) => changesOf(changing).map((at) => ({ changing, at })));

	/** A time that somebody picks on the clock of a zone, some minutes before or after the clocks change. */
	const aroundChange = fc
		.tuple(fc.constantFrom(...changes), fc.integer({ min: -150, max: 150 }))
		.map(([{ changing, at }, minutes]) => ({
			changing,
			picked: at.toUTC(at.offset).plus({ minutes }).toFormat("yyyy-MM-dd'T'HH:mm:ss"),
		}));

	it('is written as the contract has it', () => {
		always(
			fc.tuple(fc.oneof(date, anyValue), zone, fc.oneof(zone, anyValue)),
			([sendTime, workflowZone, projectTimeZone]) => {
				const given = { sendWhen: 'atTime', sendTime, timeOptions: { projectTimeZone } };
				const made = madeOf(given, () => timeOf(reader(given), workflowZone));
				if (made === undefined) return;
				expect(Object.keys(made)).toEqual(['send_time']);
				expect(contractProblem(SEND_TIME, made.send_time)).toBeUndefined();
			},
		);
	});

	it('that is an instant is that instant on the clock of the project', () => {
		always(fc.tuple(instant, zone, zone), ([at, workflowZone, projectZone]) => {
			const expected = clock(at, projectZone);
			expect(projectTime(at.toISOString(), workflowZone, projectZone, LONG_AGO)).toBe(expected);
			expect(projectTime(at, workflowZone, projectZone, LONG_AGO)).toBe(expected);
			const inAnotherZone = DateTime.fromJSDate(at, { zone: 'Asia/Kathmandu' });
			expect(projectTime(inAnotherZone, workflowZone, projectZone, LONG_AGO)).toBe(expected);
		});
	});

	it('that was picked is that of the workflow, also where the clocks change', () => {
		always(fc.tuple(aroundChange, zone), ([{ changing: workflowZone, picked }, projectZone]) => {
			const made = projectTime(picked, workflowZone, projectZone, LONG_AGO);

			const wanted = picked.replace('T', ' ');
			const asUtc = Date.parse(`${picked}Z`);
			// Each instant that can be meant; clocks differ from UTC by quarters of an hour, 14 hours at most.
			const meant = Array.from({ length: 2 * 14 * 4 + 1 }, (_, quarter) => quarter - 14 * 4)
				.map((quarters) => new Date(asUtc + quarters * 15 * 60_000))
				.filter((at) => clock(at, workflowZone) === wanted);
			if (meant.length > 0) {
				expect(meant.map((at) => clock(at, projectZone))).toContain(made);
			} else {
				// The clock leaves this time out: the same length of time after the last one it shows.
				const shown = projectTime(picked, workflowZone, workflowZone, LONG_AGO);
				expect(shown > wanted).toBe(true);
				expect(Date.parse(`${shown.replace(' ', 'T')}Z`) - asUtc).toBeLessThanOrEqual(3_600_000);
			}
		});
	});

	it('that is a delay is whole seconds', () => {
		const unit = fc.oneof(fc.constantFrom('seconds', 'minutes', 'hours', 'days'), anyValue);
		always(fc.tuple(fc.oneof(fc.float(), anyValue), unit), ([timeShift, timeShiftUnit]) => {
			const given = { sendWhen: 'afterDelay', timeShift, timeShiftUnit };
			const made = madeOf(given, () => timeOf(reader(given), 'UTC'));
			if (made === undefined) return;
			expect(Number.isSafeInteger(made.time_shift)).toBe(true);
			expect(made.time_shift).toBeGreaterThanOrEqual(0);
		});
	});

	it('that is a day is written as the history has it', () => {
		always(fc.tuple(fc.oneof(date, anyValue), zone), ([given, workflowZone]) => {
			const made = madeOf(given, () => historyDay(given, workflowZone, 'First Day'));
			if (made !== undefined) expect(made).toMatch(/^\d{2}\.\d{2}\.\d{4}$/);
		});
	});
});

/** A row of a form that was filled without expressions. */
const rowOf = (fields: IDataObject): Row => ({ fields, isExpression: () => false });

describe('buttons', () => {
	const allowed = (given: unknown, make: () => unknown) => {
		const made = madeOf(given, make);
		if (made !== undefined) expect(contractProblem(BUTTONS, made)).toBeUndefined();
	};

	it('of JSON are what the contract allows', () => {
		always(fc.tuple(fc.oneof(jsonText, anyValue), anyValue), ([given, hint]) =>
			allowed({ given, hint }, () =>
				buttonsToSend({ hint, ...buttonsOfJson(given, 'Buttons (JSON)') }),
			),
		);
	});

	it('of the form are what the contract allows', () => {
		const more = fc.record(
			{ shade: anyValue, line: anyValue, indexInLine: anyValue, oneTime: anyValue },
			{ requiredKeys: [] },
		);
		const row = fc.record(
			{
				text: fc.oneof(text, anyValue),
				type: fc.oneof(fc.constantFrom('reply', 'inline', 'link', 'web_app'), anyValue),
				url: fc.oneof(link, anyValue),
				more: fc.oneof(more, anyValue),
			},
			{ requiredKeys: ['text', 'type'] },
		);
		always(fc.oneof(fc.array(fc.oneof(row, anyValue), { maxLength: 3 }), anyValue), (rows) =>
			allowed(rows, () =>
				buttonsToSend({
					buttons: rowsOf(rows, 'Buttons').map((one, index) => buttonOfRow(rowOf(one), index + 1)),
				}),
			),
		);
	});
});

describe('variables', () => {
	it('of the form and of JSON have names, and values that JSON can hold', () => {
		const row = fc.record({ name: fc.oneof(text, anyValue), value: anyValue });
		const given = fc.oneof(
			fc.record({
				specifyVariables: fc.constant('json'),
				variablesJson: fc.oneof(jsonText, anyValue),
			}),
			fc.record({
				specifyVariables: fc.constant('fields'),
				'variables.variable': fc.oneof(fc.array(row, { maxLength: 4 }), anyValue),
			}),
		);
		always(given, (parameters) => {
			const made = madeOf(parameters, () => variablesOf(reader(parameters)));
			if (made === undefined) return;
			expect(Object.keys(made).every((name) => name.trim() !== '')).toBe(true);
			expect(Object.keys(JSON.parse(JSON.stringify(made)) as object)).toHaveLength(
				Object.keys(made).length,
			);
			expect(Object.getPrototypeOf(made)).toBe(Object.prototype);
		});
	});

	it('of JSON are those that the JSON holds', () => {
		always(fc.dictionary(fc.string(), fc.jsonValue()), (fields) => {
			const expected: unknown = JSON.parse(JSON.stringify(fields));
			for (const form of [JSON.stringify(fields), fields]) {
				const made = madeOf(fields, () => jsonObject(form, 'Variables (JSON)'));
				if (made !== undefined) expect(made).toEqual(expected);
				// Only a number that has lost digits, or would, is refused.
				else expect(JSON.stringify(fields)).toMatch(/\d{16}|\de\+/);
			}
		});
	});
});

describe('a place in an item', () => {
	/** Names with everything in them that could be a delimiter, or end up as one. */
	const name = fc.string({ unit: fc.constantFrom(...'./|~_-:1a'), maxLength: 5 });
	const payload = fc.dictionary(
		name,
		fc.oneof(
			fc.integer(),
			fc.dictionary(name, fc.oneof(fc.integer(), fc.dictionary(name, fc.integer()))),
		),
		{ minKeys: 1 },
	);
	/** The ways to all single values. */
	const waysIn = (value: unknown): string[][] =>
		typeof value === 'object' && value !== null
			? Object.entries(value).flatMap(([key, inner]) => waysIn(inner).map((way) => [key, ...way]))
			: [[]];

	it('is found by Mavibot where it was pointed at', () => {
		always(fc.tuple(payload, fc.nat(), fc.nat()), ([fields, first, second]) => {
			const ways = waysIn(fields);
			fc.pre(ways.length > 0);
			const given = [first, second].map((number) => ways[number % ways.length].join('.'));
			const places = { valueClientId: given[0], valuePhone: given[1] };
			const pointed = madeOf({ fields, places }, () =>
				pointedAt(fields as IDataObject, places, () => false),
			);
			if (pointed === undefined) return;

			const query = universalQuery(fields as IDataObject, pointed);
			const method = contractMethods.get('callback');
			if (!method) throw new Error('the contract has no callback');
			const found = readUniversal(method, query, fields);
			for (const { what, value } of pointed) {
				expect(found[what === 'phone' ? 'client_phone' : what]).toBe(String(value));
			}
		});
	});

	it('leaves a payload that the method takes', () => {
		const fields = UNIVERSAL_METHODS.flatMap((method) =>
			Object.keys(contractMethods.get(method)?.bodyFields ?? {}),
		);
		const item = fc
			.subarray([...new Set(fields)])
			.chain((names) => fc.record(Object.fromEntries(names.map((key) => [key, valueFor(key)]))));
		always(fc.tuple(fc.constantFrom(...UNIVERSAL_METHODS), item), ([method, given]) => {
			const made = madeOf(given, () => payloadFor(method, given as IDataObject, []));
			if (made === undefined) return;
			const { requestBody } = contract.paths[`/${method}`].post;
			const schema = requestBody?.content['application/json'].schema ?? {};
			expect(contractProblem(schema, made)).toBeUndefined();
		});
	});
});
