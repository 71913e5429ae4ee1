import { createOwner, MOST_COPIED } from '../../nodes/Mavibot/running/ownObjects';

describe('handing out the contents of output items', () => {
	it('hands out what it is given, and a copy where it was given before', () => {
		const own = createOwner();
		const content = { id: 1, list: [{ a: 1 }, 'text'], none: null };

		const [first, second] = [own(content), own(content)];
		second.list.push('more');
		(second.list[0] as { a: number }).a = 2;

		expect(first).toBe(content);
		expect(first).toEqual({ id: 1, list: [{ a: 1 }, 'text'], none: null });
		expect(second).toEqual({ id: 1, list: [{ a: 2 }, 'text', 'more'], none: null });
	});

	it('copies what several contents hold', () => {
		const own = createOwner();
		const shared = { deep: [1] };

		const twice = { one: shared, other: shared };
		const contents = [own({ shared }), own(twice), own(twice)];
		const owners = contents.flatMap((content): Array<{ deep: number[] }> => Object.values(content));

		expect(new Set(owners).size).toBe(5);
		expect(new Set(owners.map(({ deep }) => deep)).size).toBe(5);
		expect(owners).toEqual(Array(5).fill({ deep: [1] }));
	});

	it('shares what is too large for copies, so that nobody can change it', () => {
		const own = createOwner();
		const large = Array.from({ length: MOST_COPIED }, (_, index) => [index]);

		const contents = [own({ large }), own({ large })];

		expect(contents[1].large).toBe(contents[0].large);
		expect(() => contents[1].large.push([0])).toThrow(TypeError);
		expect(() => contents[1].large[0].push(0)).toThrow(TypeError);
	});

	it('copies a field of any name', () => {
		const own = createOwner();
		const content = JSON.parse('{"__proto__":{"a":1},"constructor":{"b":[2]}}') as object;

		const [first, second] = [own(content), own(content)];

		expect(JSON.stringify(second)).toBe(JSON.stringify(first));
		expect(Object.keys(second)).toEqual(['__proto__', 'constructor']);
	});
});
