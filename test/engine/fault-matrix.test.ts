/**
 * Every kind of operation under every fault: how many requests are made, how often it is done at
 * Mavibot, and what the person sees. The expectations are in `fault-matrix/expected.ts`.
 */
import { readFileSync } from 'node:fs';
import { request } from 'undici';
import { faultsPage, PAGE } from '../../tools/docs/faults';
import { runMavibot } from '../support/engine/engine';
import { startMavibotApi } from '../support/mavibot-api';
import { EXPECTED, OUTCOME_UNKNOWN, OUTCOMES } from './fault-matrix/expected';
import { FAULTS } from './fault-matrix/faults';
import { holds, measureAll, startElsewhere, type Measured } from './fault-matrix/measure';
import { KINDS } from './fault-matrix/operations';

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
	it('expects something of every operation under every fault', () => {
		expect(EXPECTED.map(({ fault, kind }) => `${fault}: ${kind}`)).toEqual(
			FAULTS.flatMap((row) => KINDS.map((kind) => `${row.name}: ${kind.name}`)),
		);
	});

	it.each(EXPECTED)('$fault: $kind', ({ fault, kind, requests, timesDone, outcome, isUnknown }) => {
		const { error, items, ...seen } = cell(fault, kind);

		expect([seen.requests, seen.timesDone]).toEqual([requests, timesDone]);
		expect(seen.requestsElsewhere).toBe(0);
		expect(seen.isKeyStored).toBe(false);
		if (outcome === 'ok') {
			expect(error).toBeUndefined();
			expect(items.map(withoutPadding)).toEqual(cell('no fault', kind).items);
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
	});

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

	it.each(['before', 'middle'] as const)(
		'ends a request whose time is up as a clock would, silent %s',
		async (silent) => {
			const kind = KINDS.find(({ name }) => name === 'Send');
			const api = await startMavibotApi();
			try {
				api.fail({ silent });
				const byClock = await runMavibot({
					parameters: { ...kind?.parameters, requestOptions: { timeout: 500 } },
					credentials: { apiKey: api.apiKey, server: api.origin },
				});

				const row =
					silent === 'before' ? 'time-out, not done' : 'silence in the middle of the body';
				expect(cell(row, 'Send').error).toEqual({
					message: byClock.error?.message,
					description: byClock.error?.description,
				});
			} finally {
				await api.stop();
			}
		},
	);

	it('finds a text in what an error hides', () => {
		const error = new Error('outer', { cause: new Error('with m4rk') });
		Object.defineProperty(error, 'hidden', { value: { deep: ['an0ther'] }, enumerable: false });

		expect(holds({ error }, 'm4rk')).toBe(true);
		expect(holds({ error }, 'an0ther')).toBe(true);
		expect(holds({ error }, 'absent')).toBe(false);
	});
});

describe('docs/faults.md', () => {
	it('is what `npm run docs` writes', () => {
		expect(readFileSync(PAGE, 'utf8')).toBe(faultsPage(measured));
	});
});

/** Matches these words and no more. */
const wholly = (words: string | RegExp): RegExp =>
	typeof words === 'string' ? new RegExp(`^${words}$`) : words;

/** An item without what a fault added to the answer. */
function withoutPadding(item: Measured['items'][number]): Measured['items'][number] {
	const json = { ...item.json };
	delete json.padding;
	return { ...item, json };
}
