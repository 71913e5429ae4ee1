/** The key in an answer, in every way in which it can be written there. */
import type { IExecuteFunctions } from 'n8n-workflow';
import { redactionFor, redactionOf } from '../../nodes/Mavibot/answers/withoutKey';

const KEY = 'a1b2c3d4e5f6';
const { raw } = String;
const backslashes = (count: number) => '\\'.repeat(count);
const without = (key: unknown, text: string) => redactionFor(key).text(text);

describe('a key is taken out of a text', () => {
	it.each([
		['k-y', ['k-y', '%6b%2d%79', '%6B%2Dy', '%256b-y', 'k%252525252dy']],
		['k-y', [raw`\u006b\u002d\u0079`, raw`k\u002Dy`, raw`k\\\u002Dy`, raw`\k\-\y`, 'ku002dy']],
		['a b', ['a b', 'a%20b', 'a+b', raw`a\u0020b`]],
		['a"b/c', ['a"b/c', raw`a\"b\/c`, raw`a\\\"b\\\/c`, 'a%22b%2Fc', 'a%22b%2fc']],
		['é漢', ['é漢', '%C3%A9%e6%bc%a2', '%25C3%25a9漢', raw`\u00e9\u6f22`, raw`\u00E9漢`]],
		['🗝k', ['🗝k', '%F0%9F%97%9Dk', raw`\ud83d\udddd\u006b`, raw`\uD83D\\\uDDDDk`]],
		['🗝k', [`\\ud83d${backslashes(8)}udddd${backslashes(8)}k`]],
		['\ud83dk', ['\ud83dk', raw`\ud83dk`]],
		['$()*+-./?[]^{|}', ['$()*+-./?[]^{|}', encodeURIComponent('$()*+-./?[]^{|}')]],
		[raw`a\b`, [raw`a\b`, raw`a\\b`, 'a%5Cb', 'a%5cb', 'a%255cb', 'a%252525255Cb']],
		[raw`a\b`, [raw`a\u005cb`, raw`a\u005C\u0062`, `a${backslashes(16)}b`, 'a%5c%62']],
		[raw`a\\`, [raw`a\\`, raw`a\\\\`, 'a%5C%5C', `a${backslashes(24)}`]],
		[raw`\\a`, [raw`\\a`, raw`\\\\a`, '%5C%5Ca']],
		[' k-y\u200b', ['k-y']],
		['1', ['1', '%31']],
		[12, ['12']],
	])('%j, written as one of %j', (key, written) => {
		for (const text of written) {
			expect([text, without(key, text)]).toEqual([text, '*****']);
			expect(without(key, `·${text}·${text}·`)).toBe('·*****·*****·');
		}
	});

	it.each([
		['k.y', 'k-y'],
		['k-y', 'K-Y'],
		['k-y', 'k%2525252525252dy'],
		['k-y', 'k+y'],
		['k-y', 'k u002dy'],
		['a b', 'a/b'],
		[raw`a\b`, 'ab'],
		[raw`a\\b`, raw`a\b`],
		[raw`a\b`, `a${backslashes(17)}b`],
		[raw`a\\`, raw`a\·`],
		['🗝k', 'ud83dudddd6b'],
		['k', ''],
		['', 'any'],
		[undefined, 'any'],
	])('%j, and %j is none', (key, text) => expect(without(key, text)).toBe(text));

	it('with as many backslashes as JSON in JSON puts before it', () => {
		expect(without('k-y', `${backslashes(8)}k${backslashes(8)}-y`)).toBe('*****');
		expect(without('k-y', `${backslashes(9)}k-y`)).toBe('\\*****');
		expect(without(raw`\b`, `${backslashes(17)}b`)).toBe('\\*****');
		expect(without('k-y', '%5Ck-y')).toBe('%5C*****');
	});

	it.each(['%', '%25', '\\', '\\u', 'a'])('at once where very many could begin: %s', (part) => {
		const text = part.repeat(200_000);
		expect(without(`${'a'.repeat(30)}b`, text) === text).toBe(true);
		expect(without('\\\\\\\\//""%%%%%x', text) === text).toBe(true);
	});
});

describe('a key is taken out of a value', () => {
	const clean = (value: unknown, key: string = KEY) => redactionFor(key).value(value);

	it('in all texts and names, and nothing else changes', () => {
		const value = { a: [`is ${KEY}`, 'a1b2', null, 5, true], [`b ${KEY}`]: { c: KEY }, d: '' };
		expect(clean(value)).toBe(value);
		expect(value).toEqual({
			a: ['is *****', 'a1b2', null, 5, true],
			'b *****': { c: '*****' },
			d: '',
		});
		expect(Object.keys(value)).toEqual(['a', 'b *****', 'd']);
		const plain = { value: { c: '*****' }, writable: true, enumerable: true, configurable: true };
		expect(Object.getOwnPropertyDescriptor(value, 'b *****')).toEqual(plain);
		expect([clean(KEY), clean('text'), clean(null)]).toEqual(['*****', 'text', null]);
		expect(clean({ [KEY]: KEY }, '')).toEqual({ [KEY]: KEY });
	});

	it('with names that mean something to JavaScript', () => {
		const value: unknown = JSON.parse(`{"__proto__":{"${KEY}":1},"${KEY}":2}`);
		expect(JSON.stringify(clean(value))).toBe('{"__proto__":{"*****":1},"*****":2}');
	});

	it('of very many levels', () => {
		const levels = 50_000;
		const value: unknown = JSON.parse(`${'['.repeat(levels)}"${KEY}"${']'.repeat(levels)}`);
		expect(() => clean(value)).not.toThrow();
	});

	it.each([
		['12345678', [12345678, 1, '12345678'], ['*****', 1, '*****']],
		['1234567', [1234567, '1234567'], [1234567, '*****']],
		['0x12345678', [0x12345678, NaN], [0x12345678, NaN]],
		['1234567e1', [12345670, NaN], [12345670, NaN]],
	])('as a number, if it is one of many digits: %s', (key, value, expected) => {
		expect(clean({ value }, key)).toEqual({ value: expected });
	});
});

describe('the key of a run', () => {
	const getNode = () => ({ name: 'Mavibot' });
	const contextOf = (fields: object) => {
		const getCredentials = jest.fn(() => Promise.resolve({ apiKey: KEY }));
		return {
			getCredentials,
			getNode,
			...fields,
		} as unknown as jest.MockedObject<IExecuteFunctions>;
	};
	const reads = async (context: jest.MockedObject<IExecuteFunctions>) => {
		for (let time = 0; time < 2; time++) {
			expect((await redactionOf(context)).text(KEY)).toBe('*****');
		}
		expect(context.getCredentials).toHaveBeenCalledWith('mavibotApi');
		return context.getCredentials.mock.calls.length;
	};

	it('is read once', async () => {
		const run = {};
		const getExecuteData = () => run;
		expect(await reads(contextOf({ getExecuteData }))).toBe(1);
		const another = contextOf({ getExecuteData, getItemIndex: () => 0 });
		await redactionOf(another);
		expect(another.getCredentials).not.toHaveBeenCalled();
	});

	it('is read each time where each item can have one of its own, or there is no run', async () => {
		const ofItem = Object.assign(
			Object.create({ getItemIndex: () => 0 }) as object,
			contextOf({ getExecuteData: () => ofItem }),
		) as jest.MockedObject<IExecuteFunctions>;
		expect(await reads(ofItem)).toBe(2);
		expect(await reads(contextOf({}))).toBe(2);
	});

	it('that cannot be read is an error of the node', async () => {
		const getCredentials = () => Promise.reject(new Error('no such credential'));
		await expect(redactionOf(contextOf({ getCredentials }))).rejects.toMatchObject({
			name: 'NodeOperationError',
			message: 'no such credential',
			level: 'warning',
		});
	});
});
