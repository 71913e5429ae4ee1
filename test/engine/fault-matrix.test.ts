/**
 * Every kind of operation under every fault: how many requests are made, how often it is done at
 * Mavibot, and what the person sees. The expectations are in `support/engine/fault-matrix/expected.ts`.
 */
import { readFileSync } from 'node:fs';
import { request } from 'undici';
import { faultsPage, PAGE } from '../../tools/docs/faults';
import { check } from '../support/engine/fault-matrix/check';
import { FAULTS, OUTCOME_UNKNOWN } from '../support/engine/fault-matrix/expected';
import {
	holds,
	measureAll,
	startElsewhere,
	type Measured,
} from '../support/engine/fault-matrix/measure';
import { KINDS } from '../support/engine/fault-matrix/operations';

let measured: Measured[] = [];

beforeAll(async () => {
	measured = await measureAll();
});

const cell = (fault: string, kind: string): Measured => {
	const found = measured.find((one) => one.row.name === fault && one.kind.name === kind);
	if (!found) throw new Error(`${kind} was not run under ${fault}`);
	return found;
};

describe('the matrix', () => {
	it.each(FAULTS.flatMap(({ name: fault }) => KINDS.map(({ name: kind }) => ({ fault, kind }))))(
		'$fault: $kind',
		({ fault, kind }) => check(cell('no fault', kind), cell(fault, kind)),
	);

	it('does nothing more than once', () => {
		const done = measured.map(({ timesDone = 0 }) => timesDone);

		expect(done).toContain(1);
		expect(Math.max(...done)).toBe(1);
	});

	it('says that it may have been done wherever it was done and the node failed', () => {
		const silent = measured.filter(
			({ timesDone = 0, error }) =>
				timesDone > 0 && error && !error.description.includes(OUTCOME_UNKNOWN),
		);

		expect(silent.map(({ kind, row }) => `${row.name}: ${kind.name}`)).toEqual([]);
	});
});

describe('what the matrix rests on', () => {
	it('counts a request that does go to the other host', async () => {
		const elsewhere = await startElsewhere();
		try {
			await (await request(`${elsewhere.origin}/somewhere`)).body.dump();

			expect(elsewhere.requestsTo('/somewhere')).toBe(1);
		} finally {
			await elsewhere.stop();
		}
	});

	it('finds a text in what an error hides', () => {
		const error = new Error('outer', { cause: new Error('with m4rk') });
		Object.defineProperty(error, 'hidden', { value: { deep: ['an0ther'] }, enumerable: false });

		expect(holds({ error }, 'm4rk')).toBe(true);
		expect(holds({ error }, 'an0ther')).toBe(true);
		expect(holds({ error }, 'absent')).toBe(false);
	});
});

describe('docs/internals/faults.md', () => {
	it('is what `npm run docs` writes', () => {
		expect(readFileSync(PAGE, 'utf8')).toBe(faultsPage(measured));
	});
});
