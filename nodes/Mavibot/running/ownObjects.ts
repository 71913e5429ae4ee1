/**
 * The most values (fields and elements of objects and lists) that are copied of one answer. It bounds memory at
 * some 10 MB, where the answer to 500 clients could be copied 500 times.
 */
export const MOST_COPIED = 200_000;

type Container = Record<string, unknown> | unknown[];

const isContainer = (value: unknown): value is Container =>
	typeof value === 'object' && value !== null;

/** Makes an object unchangeable, with all in it. */
function frozen(value: Container): Container {
	if (Object.isFrozen(value)) return value;
	Object.freeze(value);
	for (const inner of Object.values(value)) if (isContainer(inner)) frozen(inner);
	return value;
}

/**
 * Hands out the contents of one answer's output items so that no two of them hold the same object, at any depth,
 * and a node behind that changes one item changes no other. What is handed out for the first time is handed
 * out as it is, then as a copy. Text is shared, which cannot be changed. Of an answer so large that copies
 * would fill the memory, what is beyond is shared and unchangeable.
 */
export function createOwner(): <Value>(value: Value) => Value {
	const givenAway = new WeakSet<object>();
	let left = MOST_COPIED;

	const copied = (value: Container): Container =>
		Array.isArray(value)
			? value.map(own)
			: Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, own(inner)]));

	function own<Value>(value: Value): Value {
		if (!isContainer(value)) return value;
		if (!givenAway.has(value)) {
			givenAway.add(value);
			for (const [name, inner] of Object.entries(value)) {
				if (isContainer(inner)) (value as Record<string, unknown>)[name] = own(inner);
			}
			return value;
		}
		if (Object.isFrozen(value)) return value;
		const size = (Array.isArray(value) ? value.length : Object.keys(value).length) + 1;
		if (size > left) return frozen(value) as Value;
		left -= size;
		const copy = copied(value);
		givenAway.add(copy);
		return copy as Value;
	}

	return own;
}
