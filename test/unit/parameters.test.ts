import { eachIndex } from '../../nodes/Mavibot/input/parameters';

describe('reading the parameters of many items', () => {
	it('goes through them in their order', async () => {
		const seen: number[] = [];
		for await (const item of eachIndex(250)) seen.push(item);
		expect(seen).toEqual(Array.from({ length: 250 }, (_, index) => index));
	});

	it('lets n8n do other things in between', async () => {
		let turns = 0;
		let other: NodeJS.Immediate;
		const turn = () => {
			turns++;
			other = setImmediate(turn);
		};
		other = setImmediate(turn);
		for await (const item of eachIndex(1000)) expect(item).toBeLessThan(1000);
		clearImmediate(other);
		expect(turns).toBeGreaterThanOrEqual(9);
	});
});
