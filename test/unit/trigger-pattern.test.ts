import {
	MOST_STEPS,
	patternOf,
	programOf,
	walk,
	type Step,
} from '../../nodes/Mavibot/trigger/message/pattern';
import { InputProblem } from '../../nodes/Mavibot/input/problem';

const words = (text: string): string[] => text.trim().split(/\s+/);

/** Of the texts that are compared. */
const LENGTH = 300;

/** Patterns that take JavaScript's own expressions minutes or ages, and others of their kinds. */
const SLOW = words(String.raw`
	(a+)+$ (a|aa)+$ (a|a)*c (a*)*b (.*)*x (x+x+)+y ^(([a-z])+.)+[A-Z]([a-z])+$ (?:\w+\s?)*$ ((((a?)*)*)*)*$
	([a-zA-Z0-9])(([\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}[a-z]{2,3}$ \p{L}+\p{L}+\p{L}+!
	\d+\d+\d+\d+\d+\d+x .*.*.*.*.*.*=.* ^(a?){80}a{80}$ (a?){140}b (a{0,20}){0,20} a{100000}
	(((a{100}){100}){100}){100} [a-z]{1,140}! [a-z]{1,240}!
	${'(?:'.repeat(20)}${'){500}'.repeat(20)} ${'(a|'.repeat(100)}b${')+'.repeat(100)}
`);

const TEXTS = ['a', '1', 'x', 'aB', 'é', 'a1 ', '\u{1f600}', 'a_-.@'].map((part) =>
	`${part.repeat(LENGTH)}!`.slice(0, LENGTH),
);

/** A program whose steps can be read so often, and no more. */
const readable = (program: Step[], times: number): Step[] =>
	new Proxy(program, {
		get(target, name) {
			if (name !== 'length' && times-- === 0) throw new Error('Steps are read too often');
			return Reflect.get(target, name) as unknown;
		},
	});

describe('no regular expression holds the server up', () => {
	it.each(SLOW)('%s', (source) => {
		let program: Step[];
		try {
			program = programOf(source, false);
		} catch (error) {
			// As good as an answer.
			return expect(error).toBeInstanceOf(InputProblem);
		}
		expect(program.length).toBeLessThanOrEqual(MOST_STEPS);
		for (const text of TEXTS) {
			const isHeld = walk(readable(program, program.length * (text.length + 1)), text);
			expect(patternOf(source, false)(text)).toBe(isHeld);
		}
	});
});

describe('a regular expression means what it means in JavaScript', () => {
	const PATTERNS = words(String.raw`
		abc ^abc$ a|b| ^(?:ab|cd)*$ ^(?<name>a+)b?$ ^a{2}$ ^a{2,}$ ^a{1,3}?$ ^a{0}b$ ^(a|b{2}){2}$ [^a-c] [\]\-x]
		^[\w.]+@\w+$ \bcat\b \Bat ^\s*$ \d\D\W\S ^.$ \x41\u0042 ^\u{1f600}+$ ^\ud83d\ude00$ \p{Lu} ^\p{Script=Cyrillic}+$
		\.\*\+\?\(\)\[\]\{\}\|\\ a\tb|\n () (|a)+$ ^$|^a$ \cJ (?:a(?:b(?:c)?)?)?d
	`);
	const CASES = [
		...words('a b aa ab abab abcd aaa bbbb abb abc ABC xabcx x]- me.you@there concat AB d abd'),
		...words('\u{1f600} \u{1f600}\u{1f600} \ud83d Привет .*+?()[]{}|\\'),
		...['', 'a cat sat', ' \t\n', '1a_ b', 'a\tb', 'ſtraße K', 'line\nline'],
	];

	it.each(PATTERNS)('%s', (source) => {
		for (const isCaseSensitive of [true, false]) {
			const matches = patternOf(source, isCaseSensitive);
			const native = new RegExp(source, isCaseSensitive ? 'u' : 'iu');
			for (const text of CASES) expect([text, matches(text)]).toEqual([text, native.test(text)]);
		}
	});

	it('also where it was put together by chance', () => {
		let state = 42;
		const random = (below: number) => (state = (state * 48271) % 2147483647) % below;
		const pick = (from: string[]) => from[random(from.length)];
		const build = (depth: number): string => {
			const parts = Array.from({ length: 1 + random(3) }, () => {
				const atom =
					depth > 0 && random(3) === 0
						? `(${build(depth - 1)})`
						: pick(['a', 'b', '.', '[ab]', '[^a]', '^', '$', '\\b', '\\w', ' ']);
				const canRepeat = !['^', '$', '\\b'].includes(atom);
				return atom + (canRepeat ? pick(['', '', '*', '+', '?', '{2}', '{0,2}', '+?']) : '');
			});
			return parts.join(pick(['', '', '|']));
		};
		for (let round = 0; round < 2000; round++) {
			const source = build(2);
			const text = Array.from({ length: random(7) }, () => pick(['a', 'b', ' ', 'c'])).join('');
			const expected = new RegExp(source, 'u').test(text);
			expect([source, text, patternOf(source, true)(text)]).toEqual([source, text, expected]);
		}
	});
});

describe('an expression that is no good is refused in words', () => {
	it.each([
		...words('(a [b-a] a{2,1} * \\@').map((source) => [source, 'not valid']),
		...words('(a)\\1 (?<x>a)\\k<x>').map((source) => [source, 'a reference to a group']),
		...words('a(?=b) a(?!b) (?<=a)b (?<!a)b').map((source) => [source, 'a look ahead or behind']),
		['a'.repeat(501), 'too large'],
		['a{501}', 'too large'],
	])('%s', (source, words) => {
		expect(() => patternOf(source, true)).toThrow(words);
	});
});
