/** What stands in a message only where a program speaks to its author. */
const OF_PROGRAMS = [
	...['undefined', 'null', 'NaN', '[object ', 'TypeError', 'RangeError'],
	...['is not a function', 'is not defined', 'is not iterable'],
	...['Cannot read', 'Cannot convert', 'Cannot use', 'Invalid time', 'URI malformed'],
	...['Unexpected token', 'call stack', 'node_modules', '.js:'],
];

/** A longer message is none, but what somebody typed. One can end with what Mavibot said, 300 characters of it. */
const LONGEST = 600;

/** Every text within a value, the names of fields included, as a message may quote them. */
function textsIn(value: unknown): string[] {
	if (typeof value === 'object' && value !== null) {
		return Object.entries(value).flatMap(([name, inner]) => [name, ...textsIn(inner)]);
	}
	return [String(value)];
}

/**
 * What is wrong with a message for a person; undefined where nothing is.
 *
 * @param given the person's own input, which a message may quote
 */
export function wordingProblem(message: unknown, given: unknown): string | undefined {
	if (typeof message !== 'string') return `no text: ${String(message)}`;
	if (!/\p{L}+\s+\p{L}+/u.test(message)) return `no words: ${message}`;
	if (message.length > LONGEST) return `${message.length} characters: ${message.slice(0, LONGEST)}`;
	const texts = textsIn(given);
	const found = OF_PROGRAMS.find(
		(word) => message.includes(word) && !texts.some((text) => text.includes(word)),
	);
	return found === undefined ? undefined : `"${found}" in: ${message}`;
}
