import { OUTCOME_UNKNOWN, OUTCOMES, type Expected } from './expected';
import type { Measured } from './measure';

/**
 * Holds what an operation did under a fault to what is expected.
 *
 * @param usual what it does without one
 */
export function check(expected: Expected, usual: Measured, { error, items, ...seen }: Measured) {
	const { requests, timesDone, outcome, isUnknown } = expected;
	expect([seen.requests, seen.timesDone]).toEqual([requests, timesDone]);
	expect(seen.requestsElsewhere).toBe(0);
	expect(seen.isKeyStored).toBe(false);
	if (outcome === 'ok') {
		expect(error).toBeUndefined();
		expect(items.map(withoutPadding)).toEqual(usual.items);
	} else if (outcome === 'text') {
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.data)).toEqual(
			items.map(() => expect.stringMatching(/^done: /)),
		);
		expect(items.length).toBeGreaterThan(0);
	} else {
		expect(error?.message).toMatch(wholly(OUTCOMES[outcome]));
		expect(error?.description.includes(OUTCOME_UNKNOWN)).toBe(isUnknown);
		expect(items).toEqual([]);
	}
}

/** Matches these words and no more. */
const wholly = (words: string | RegExp): RegExp =>
	typeof words === 'string' ? new RegExp(`^${words}$`) : words;

/** An item without what a fault added to the answer. */
function withoutPadding(item: Measured['items'][number]): Measured['items'][number] {
	const json = { ...item.json };
	delete json.padding;
	return { ...item, json };
}
