import { InputProblem } from '../../input/problem';

/*
 * JavaScript's own regular expressions try one way after another, and some patterns have more ways than
 * anybody can wait for. This walks all ways at once, a character at a time (Thompson's construction), so
 * that the work is at most characters times steps. JavaScript still judges single characters and syntax.
 */

/** Characters of a pattern. */
export const LONGEST_PATTERN = 500;

/** Steps of a pattern once its counted repetitions are written out. */
export const MOST_STEPS = 300;

type Assertion = 'start' | 'end' | 'boundary' | 'noBoundary';

export type Step =
	| { kind: 'character'; fits: (character: string) => boolean }
	| { kind: 'assertion'; assertion: Assertion }
	| { kind: 'either'; targets: [number, number] }
	| { kind: 'jump'; target: number }
	| { kind: 'match' };

/** Adds steps to the end of a program; called again for each repetition. */
type Emit = (program: Step[]) => void;

/** Tells whether a text holds the pattern; its time grows with the text's length and no faster. */
export type Pattern = (text: string) => boolean;

const tooLarge = () =>
	new InputProblem(
		'The regular expression under Filters is too large',
		`Use at most ${LONGEST_PATTERN} characters and fewer or smaller counts such as {1,100}.`,
	);

const unsupported = (what: string) =>
	new InputProblem(
		`The regular expression under Filters uses ${what}, which can take too long`,
		'Leave it out, or compare with "Contains" here and use an If node for the rest.',
	);

const push = (program: Step[], step: Step): void => {
	if (program.length >= MOST_STEPS) throw tooLarge();
	program.push(step);
};

/** Remembers what JavaScript says of a character, since all repetitions of a step ask for the same one. */
function characterTest(source: string, flags: string): (character: string) => boolean {
	const test = new RegExp(`^(?:${source})$`, flags);
	let last: string | undefined;
	let answer = false;
	return (character) => {
		if (character !== last) {
			last = character;
			answer = test.test(character);
		}
		return answer;
	};
}

const either = (program: Step[]): [number, number] => {
	const targets: [number, number] = [0, 0];
	push(program, { kind: 'either', targets });
	return targets;
};

/** A repetition that adds nothing adds nothing when repeated either, and counts multiply when they nest. */
function emitAgain(part: Emit, times: number, program: Step[]): void {
	for (let count = 0; count < times; count++) {
		const before = program.length;
		part(program);
		if (program.length === before) return;
	}
}

const oneOf = (branches: Emit[]): Emit =>
	branches.reduceRight((rest, branch) => (program) => {
		const targets = either(program);
		targets[0] = program.length;
		branch(program);
		const jump = { kind: 'jump' as const, target: 0 };
		push(program, jump);
		targets[1] = program.length;
		rest(program);
		jump.target = program.length;
	});

const withoutEnd =
	(part: Emit): Emit =>
	(program) => {
		const loop = program.length;
		const targets = either(program);
		targets[0] = program.length;
		part(program);
		push(program, { kind: 'jump', target: loop });
		targets[1] = program.length;
	};

const upTo =
	(times: number, part: Emit): Emit =>
	(program) => {
		const exits: Array<[number, number]> = [];
		for (let count = 0; count < times; count++) {
			const targets = either(program);
			targets[0] = program.length;
			exits.push(targets);
			part(program);
		}
		exits.forEach((targets) => (targets[1] = program.length));
	};

function repeated(part: Emit, [least, most]: [number, number]): Emit {
	const rest = most === Infinity ? withoutEnd(part) : upTo(most - least, part);
	return (program) => {
		emitAgain(part, least, program);
		rest(program);
	};
}

function boundsOf(quantifier: string): [number, number] {
	const [least, most = least] = quantifier.match(/\d+/g)?.map(Number) ?? [];
	if (least !== undefined) return [least, /,\}/.test(quantifier) ? Infinity : most];
	return quantifier.startsWith('?') ? [0, 1] : [quantifier.startsWith('+') ? 1 : 0, Infinity];
}

const ASSERTIONS: Record<string, Step> = {
	'^': { kind: 'assertion', assertion: 'start' },
	$: { kind: 'assertion', assertion: 'end' },
	'\\b': { kind: 'assertion', assertion: 'boundary' },
	'\\B': { kind: 'assertion', assertion: 'noBoundary' },
};

/** What stands for one character: a class, an escape (also a pair of them for one character), itself. */
const CHARACTER =
	/\[(?:\\.|[^\]\\])*\]|\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|\\(?:u\{[^}]*\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|c[a-zA-Z]|[pP]\{[^}]*\}|.)|[^]/u;

/** Reads a pattern whose syntax JavaScript has accepted under the flag u. */
function read(source: string, flags: string): Emit {
	let position = 0;

	function take(expression: RegExp): string | undefined {
		const sticky = new RegExp(expression.source, 'uy');
		sticky.lastIndex = position;
		const found = sticky.exec(source)?.[0];
		position += found?.length ?? 0;
		return found;
	}

	function alternatives(): Emit {
		const branches = [sequence()];
		while (take(/\|/) !== undefined) branches.push(sequence());
		return oneOf(branches);
	}

	function sequence(): Emit {
		const parts: Emit[] = [];
		while (position < source.length && !/[|)]/.test(source[position])) {
			const part = atom();
			const quantifier = take(/(?:[*+?]|\{\d+(?:,\d*)?\})\??/);
			parts.push(quantifier === undefined ? part : repeated(part, boundsOf(quantifier)));
		}
		return (program) => parts.forEach((part) => part(program));
	}

	function atom(): Emit {
		if (take(/\((?:\?:|\?<(?![=!])[^>]*>|(?!\?))/) !== undefined) {
			const inner = alternatives();
			take(/\)/);
			return inner;
		}
		if (take(/\(\?<?[=!]/) !== undefined) throw unsupported('a look ahead or behind');
		if (take(/\(\?/) !== undefined) throw unsupported('a group with options');
		if (take(/\\[1-9]|\\k/) !== undefined) throw unsupported('a reference to a group');
		const assertion = take(/[\^$]|\\[bB]/);
		if (assertion !== undefined) return (program) => push(program, ASSERTIONS[assertion]);
		const fits = characterTest(take(CHARACTER) ?? '', flags);
		return (program) => push(program, { kind: 'character', fits });
	}

	return alternatives();
}

function holds(assertion: Assertion, characters: string[], position: number): boolean {
	if (assertion === 'start') return position === 0;
	if (assertion === 'end') return position === characters.length;
	const isWord = (index: number) => /\w/.test(characters[index] ?? '');
	return (isWord(position - 1) !== isWord(position)) === (assertion === 'boundary');
}

/** Reads no step twice at a character. */
export function walk(program: Step[], text: string): boolean {
	const characters = [...text];
	// The position at which a step was last reached, so that no step is walked twice there.
	const reachedAt = new Int32Array(program.length).fill(-1);
	let waiting: number[] = [];
	for (let position = 0; position <= characters.length; position++) {
		const character = characters[position];
		// A match may begin at every position.
		const open = waiting;
		open.push(0);
		waiting = [];
		for (let index = open.pop(); index !== undefined; index = open.pop()) {
			if (reachedAt[index] === position) continue;
			reachedAt[index] = position;
			const step = program[index];
			if (step.kind === 'match') return true;
			if (step.kind === 'jump') open.push(step.target);
			if (step.kind === 'either') open.push(step.targets[0], step.targets[1]);
			if (step.kind === 'assertion' && holds(step.assertion, characters, position)) {
				open.push(index + 1);
			}
			if (step.kind === 'character' && character !== undefined && step.fits(character)) {
				waiting.push(index + 1);
			}
		}
	}
	return false;
}

/** What JavaScript has against a pattern. */
function syntaxProblem(source: string, flags: string): string | undefined {
	try {
		new RegExp(source, flags);
		return undefined;
	} catch (error) {
		return (error as Error).message;
	}
}

/**
 * The steps of a regular expression (JavaScript's syntax under the flag u, without what cannot be
 * decided in steady time: references to groups, looks ahead and behind).
 *
 * @throws InputProblem where the expression is none, too large, or uses one of these
 */
export function programOf(source: string, isCaseSensitive: boolean): Step[] {
	if (source.length > LONGEST_PATTERN) throw tooLarge();
	const flags = isCaseSensitive ? 'u' : 'iu';
	const problem = syntaxProblem(source, flags);
	if (problem !== undefined) {
		throw new InputProblem(
			'The regular expression under Filters is not valid',
			`${problem}. A character with a meaning of its own, such as a dot or a bracket, needs a backslash before it; no other does.`,
		);
	}
	const program: Step[] = [];
	read(source, flags)(program);
	push(program, { kind: 'match' });
	return program;
}

/**
 * Makes a test of a regular expression.
 *
 * @throws InputProblem as `programOf` does
 */
export function patternOf(source: string, isCaseSensitive: boolean): Pattern {
	const program = programOf(source, isCaseSensitive);
	return (text) => walk(program, text);
}
