/** What the node reads by itself, in place of an expression that n8n would work out, is what n8n would give. */
import fc, { type Arbitrary } from 'fast-check';
import { DateTime } from 'luxon';
import {
	Workflow,
	type INodeExecutionData,
	type INodeTypes,
	type NodeParameterValueType,
} from 'n8n-workflow';
import { plainValue } from '../../../nodes/Mavibot/input/plainExpression';
import { trying } from '../../support/properties/settings';
import { anyValue, text } from '../../support/properties/values';

const NODE = 'Mavibot';

const workflow = new Workflow({
	nodes: [{ id: '1', name: NODE, type: 'any', typeVersion: 1, position: [0, 0], parameters: {} }],
	connections: {},
	active: false,
	nodeTypes: {
		getByName: () => undefined,
		getByNameAndVersion: () => ({ description: { properties: [] } }),
		getKnownTypes: () => ({}),
	} as unknown as INodeTypes,
});

/** What n8n gives for a parameter of the last of three items; undefined where it throws. */
function byN8n(raw: unknown, json: object): { value: unknown } | undefined {
	const items = [
		{ json: {} },
		{ json: { a: 'of another item' } },
		{ json },
	] as INodeExecutionData[];
	try {
		const value: unknown = workflow.expression.getParameterValue(
			raw as NodeParameterValueType,
			null,
			0,
			2,
			NODE,
			items,
			'manual',
			{},
		);
		return { value };
	} catch {
		return undefined;
	}
}

const TRAPS = [
	...['a', 'b', '$', '_', 'A1', 'length', '0', '01', '1', '-1', '1.5', '', ' ', 'Messenger ID'],
	...['client.phone', 'a.b', 'a[0]', 'ключ', 'ß', '{{', '}}', '{', '"', "'", '`', '\\', '\\u0061'],
	...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', 'caller'],
	...['arguments', 'binding', '_load', 'x.constructor', 'x. constructor y', 'mainModule', 'toJSON'],
	...[
		'class',
		'this',
		'null',
		'isEmpty',
		'isEmpty()',
		'toInt',
		'first',
		'json',
		'$json',
		'//',
		'/*',
	],
	...['a //b', 'a /* b */', '${1}', 'a;b', 'a\nb', 'a\u2028b', 'isProxy', 'get', 'then'],
];

const name = fc.oneof(
	{ weight: 4, arbitrary: fc.constantFrom(...TRAPS) },
	{ weight: 1, arbitrary: text },
);

/** Data of an item, in which objects and lists stand in one another. */
const { json } = fc.letrec<{ json: Record<string, unknown>; inner: unknown }>((tie) => ({
	inner: fc.oneof(
		{ depthSize: 'small', withCrossShrink: true },
		fc.oneof(text, fc.integer(), fc.boolean()),
		anyValue,
		fc.constantFrom(-0, NaN, Infinity, new Date(0), DateTime.fromMillis(0), /x/, Symbol.iterator),
		tie('json'),
		fc.array(tie('inner'), { maxLength: 3 }),
	),
	json: fc.array(fc.tuple(name, tie('inner')), { maxLength: 6 }).map((fields) => {
		// As JSON has it: a field of its own, whatever its name.
		const object = {};
		for (const [key, value] of fields) {
			const own = { value, enumerable: true, configurable: true, writable: true };
			Object.defineProperty(object, key, own);
		}
		return object as Record<string, unknown>;
	}),
}));

type Way = (name: string) => string;

/** How a name is written; not all of them are JavaScript. */
const dragged: Way = (key) => (/^[a-z_]\w*$/i.test(key) ? `.${key}` : `['${key}']`);

const way: Arbitrary<Way> = fc.constantFrom<Way>(
	...Array<Way>(6).fill(dragged),
	(key) => (/^[a-z_$][\w$]*$/i.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`),
	(key) => (/^\d+$/.test(key) ? `[${key}]` : `["${key}"]`),
	(key) => `['${key}']`,
	(key) => `.${key}`,
	(key) => `?.${key}`,
	(key) => `[ "${key}" ]`,
);

/** Follows data down, as a person does who drags a column; now and then to what is not there. */
const pathIn = (data: Record<string, unknown>): Arbitrary<string> =>
	fc
		.tuple(
			fc.array(fc.tuple(fc.nat(), way, fc.boolean(), name), { minLength: 1, maxLength: 3 }),
			fc.nat({ max: 20 }),
		)
		.map(([steps, stray]) => {
			let value: unknown = data;
			let path = '';
			for (const [index, [chosen, written, , other]] of steps.entries()) {
				const names =
					typeof value === 'object' && value !== null ? Object.getOwnPropertyNames(value) : [];
				if (index > 0 && names.length === 0) break;
				const key = names.length === 0 || stray === index ? other : names[chosen % names.length];
				path += written(key);
				value = (value as Record<string, unknown> | undefined)?.[key];
			}
			return path;
		});

const spaces = fc.constantFrom(...Array<string>(20).fill(' '), '', '  ', '\n', '\t', '\u00a0');

const reference = (data: Record<string, unknown>): Arbitrary<string> =>
	fc
		.tuple(
			spaces,
			pathIn(data),
			spaces,
			fc.constantFrom(...Array<string>(20).fill(''), ' ', 'x', '}}'),
		)
		.map(([before, path, after, behind]) => `={{${before}$json${path}${after}}}${behind}`);

const itemWith = <Raw>(rawFor: (data: Record<string, unknown>) => Arbitrary<Raw>) =>
	json.chain((data) => fc.tuple(fc.constant(data), rawFor(data)));

/** @returns how many were read without n8n */
async function readAlike<Raw>(
	cases: Arbitrary<[Record<string, unknown>, Raw]>,
	runs: number,
): Promise<number> {
	let known = 0;
	await fc.assert(
		fc.asyncProperty(cases, async ([data, raw]) => {
			const read = plainValue(raw, data);
			if (read === undefined) return;
			known++;
			expect(read).toStrictEqual(byN8n(raw, data));
			await Promise.resolve();
		}),
		trying(runs),
	);
	return known;
}

it('a reference to any data by any name is what n8n gives', async () => {
	expect(await readAlike(itemWith(reference), 3000)).toBeGreaterThan(300);
});

it('rows and locators with references in them are what n8n gives', async () => {
	const rows = itemWith((data) =>
		fc.dictionary(
			fc.constantFrom('__rl', 'mode', 'value', 'name', 'cachedResultName', '__proto__'),
			fc.oneof(
				reference(data),
				anyValue,
				fc.array(fc.record({ name: text, value: fc.oneof(reference(data), text) })),
			),
			{ maxKeys: 3 },
		),
	);
	expect(await readAlike(rows, 1500)).toBeGreaterThan(300);
});

it('any other text is what n8n gives, or is left to n8n', async () => {
	const others = itemWith((data) =>
		fc.tuple(reference(data), fc.nat(), text, fc.nat({ max: 3 })).map(([whole, at, put, cut]) => {
			const place = at % (whole.length + 1);
			return whole.slice(0, place) + put.slice(0, 5) + whole.slice(place + cut);
		}),
	);
	expect(await readAlike(others, 1500)).toBeGreaterThan(40);
});

it.each<[string, Record<string, unknown>, unknown]>([
	['={{ $json.platform_id }}', { platform_id: '777' }, '777'],
	['={{ $json["Messenger ID"] }}', { 'Messenger ID': 777 }, 777],
	["={{ $json['client.phone'] }}", { 'client.phone': '1555' }, '1555'],
	['={{ $json.body.rows[1].id }}', { body: { rows: [{}, { id: false }] } }, false],
	['={{$json.a}}', { a: null }, null],
])('%s is read without n8n', (raw, data, value) => {
	expect(plainValue(raw, data)).toEqual({ value });
	expect(byN8n(raw, data)).toEqual({ value });
});

it.each<[string, Record<string, unknown>]>([
	['={{ $json.missing }}', {}],
	['={{ $json.a.b }}', { a: 'text' }],
	['={{ $json.when }}', { when: new Date(0) }],
	['={{ $json.list }}', { list: [1] }],
	['={{ $json.toString }}', {}],
	['={{ $json.__proto__ }}', {}],
	['={{ $json.a }} ', { a: 1 }],
	['={{ $json.a + 1 }}', { a: 1 }],
	['={{ $json.a.trim() }}', { a: 1 }],
	["={{ $('Start').item.json.a }}", { a: 1 }],
])('%s is left to n8n', (raw, data) => {
	expect(plainValue(raw, data)).toBeUndefined();
});
