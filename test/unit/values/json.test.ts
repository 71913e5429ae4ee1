/** What people give as JSON, and objects. */
import type { IDataObject } from 'n8n-workflow';
import * as json from '../../../nodes/Mavibot/input/json';
import { rowsAt, rowsOf, settingsOf } from '../../../nodes/Mavibot/input/collections';
import { entriesOf } from '../../../nodes/Mavibot/answers/entries';
import { made } from '../../support/made';

describe('JSON', () => {
	const itself: IDataObject = {};
	itself.again = itself;
	const DIGITS = 'Put quotation marks around it, so that it is text.';

	it.each([
		['{"a":1}', { a: 1 }],
		[' [1, -2.5e3] ', [1, -2500]],
		['"1e999"', '1e999'],
		[{ a: undefined, b: 1 }, { b: 1 }],
		['9007199254740991', 9007199254740991],
		['{"a\\"12345678901234567890":"1"}', { 'a"12345678901234567890': '1' }],
		['{', 'F is not valid JSON. Check quotes, commas and brackets.'],
		[undefined, 'F is not valid JSON. Check quotes, commas and brackets.'],
		[itself, 'F is not valid JSON. Check quotes, commas and brackets.'],
		[
			'[1, 9007199254740992]',
			`F holds a number of more digits than a number keeps: "9007199254740992". ${DIGITS}`,
		],
		['{"a":-1e400}', `F holds a number of more digits than a number keeps: "-1e400". ${DIGITS}`],
	])('%p is %j', (given, expected) =>
		expect(made(() => json.parsedJson(given, 'F'))).toEqual(expected),
	);

	it.each([
		['{"a":1}', { a: 1 }],
		['', {}],
		[undefined, {}],
		['[1]', 'F has to be an object, and is a list. Write it as { "name": "value" }.'],
	])('that has to be an object: %j is %j', (given, expected) =>
		expect(made(() => json.jsonObject(given, 'F'))).toEqual(expected),
	);

	it.each([
		['[1, "2", -3.5e+7, [4]]', ['1', '2', '-3.5e+7', ['4']]],
		['["a\\"1"]', ['a"1']],
		['{"a":1}', undefined],
		['[1', undefined],
	])('that is a list of texts: %j is %j', (given, expected) =>
		expect(json.listWithTextNumbers(given)).toEqual(expected),
	);

	it.each([
		[{ a: 1, b: { c: '' } }, 'b.c'],
		[{ a: [1, { b: null }] }, 'a[1].b'],
		[{ a: 1, b: '' }, 'b'],
		['', ''],
		[[''], '[0]'],
		[{ a: 1, b: [2] }, undefined],
		[{ a: { toJSON: () => null } }, 'a'],
		[{ a: { toJSON: () => 1, b: '' } }, undefined],
		[{ a: { toJSON: 1, b: '' } }, 'a.b'],
		[itself, undefined],
		[null, ''],
	])('%# tells where a value is empty', (given, expected) =>
		expect(json.emptyPlaceIn(given, (one) => one === '' || one === null)).toBe(expected),
	);

	it('that holds nothing is told from what does', () => {
		for (const hollow of [{}, []]) expect(json.isHollow(hollow)).toBe(true);
		for (const full of [{ a: 1 }, [1], { toJSON: () => 1 }, 'a', '', null, 1]) {
			expect(json.isHollow(full)).toBe(false);
		}
		for (const nothing of [{}, [], NaN, '', null]) expect(json.isNothing(nothing)).toBe(true);
		for (const thing of [0, false, 'a', [0]]) expect(json.isNothing(thing)).toBe(false);
	});
});

describe('rows and settings of a form', () => {
	it('are objects, or refused', () => {
		expect(rowsOf(undefined, 'F')).toEqual([]);
		expect(rowsOf([{ a: 1 }], 'F')).toEqual([{ a: 1 }]);
		expect(made(() => rowsOf({}, 'F'))).toBe('F has to be a list of rows, and is an object');
		expect(made(() => rowsOf([{}, 5], 'F'))).toBe('Row 2 of F has to be an object, and is 5');
		expect(settingsOf('', 'F')).toEqual({});
		expect(settingsOf({ a: 1 }, 'F')).toEqual({ a: 1 });
		expect(made(() => settingsOf([], 'F'))).toBe('F has to be an object, and is a list');
	});

	it('tell which of their fields hold an expression', () => {
		const raw: Record<string, unknown> = { 'v.row[1].value': '={{ $json.a }}' };
		const get = (name: string, fallback?: unknown, options?: object) =>
			options === undefined
				? ((name === 'v.row' ? [{ value: 1 }, { value: 2 }] : fallback) as never)
				: (raw[name] as never);
		const rows = rowsAt(get, 'v.row', 'F');
		expect(rows.map(({ fields }) => fields)).toEqual([{ value: 1 }, { value: 2 }]);
		expect(rows.map(({ isExpression }) => isExpression('value'))).toEqual([false, true]);
		expect(rowsAt(get, 'w.row', 'F')).toEqual([]);
	});

	it('of an answer are objects, and the first that is none is named', () => {
		expect(entriesOf([{ a: 1 }])).toEqual([{ a: 1 }]);
		expect(made(() => entriesOf([null]))).toMatch('Entry 1 of the answer of Mavibot could not');
		expect(made(() => entriesOf([{}, null, 5]))).toBe(
			'Entry 2 of the answer of Mavibot could not be read. Mavibot gave no data in its place. Run it again; if this happens again, tell the support of Mavibot.',
		);
	});
});
