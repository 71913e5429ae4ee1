import { expectedCell, outcomeIn } from './expected';
import { cellOf, type Measured } from './measure';

/**
 * Holds what an operation did under a fault to what is expected.
 *
 * @param usual what it does without one
 */
export function check(usual: Measured, measured: Measured) {
	const { kind, row, items } = measured;
	const expected = expectedCell(row, kind);
	expect(cellOf(measured)).toBe(expected);
	expect(measured.requestsElsewhere).toBe(0);
	expect(measured.isKeyStored).toBe(false);
	const outcome = outcomeIn(expected);
	if (outcome === 'ok') {
		expect(items.map(withoutPadding)).toEqual(usual.items);
	} else if (outcome === 'text') {
		expect(items.length).toBeGreaterThan(0);
		for (const { json } of items) expect(json.data).toMatch(/^done: /);
	} else {
		expect(items).toEqual([]);
	}
}

/** An item without what a fault added to the answer. */
function withoutPadding(item: Measured['items'][number]): Measured['items'][number] {
	const json = { ...item.json };
	delete json.padding;
	return { ...item, json };
}
