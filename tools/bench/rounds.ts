/** What was measured of one thing, round by round. */
export type Rounds = number[];

/** The middle of the numbers, which one odd round does not move; NaN where there are none. */
export function median(numbers: readonly number[]): number {
	const sorted = [...numbers].sort((one, other) => one - other);
	const middle = sorted.length >> 1;
	return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * The median of the ratios round by round: what was measured within the same minute is compared, so that
 * a slow minute of the machine is in both.
 */
export const ratio = (rounds: Rounds, to: Rounds): number =>
	median(rounds.map((value, round) => value / to[round]));

/** "12.3 (11.9 to 14.0)": the median and the range. */
export const withRange = (rounds: Rounds, digits = 1): string =>
	`${median(rounds).toFixed(digits)} (${Math.min(...rounds).toFixed(digits)} to ${Math.max(...rounds).toFixed(digits)})`;

/**
 * Measures several things in turn, in as many rounds; each begins a round as often as the others.
 *
 * @returns for each of them, in their order, what it gave in each round
 */
export async function inTurn<Thing, Result>(
	things: readonly Thing[],
	rounds: number,
	measure: (thing: Thing) => Promise<Result>,
): Promise<Result[][]> {
	const results: Result[][] = things.map(() => []);
	for (let round = 0; round < rounds; round++) {
		for (let turn = 0; turn < things.length; turn++) {
			const index = (round + turn) % things.length;
			results[index].push(await measure(things[index]));
		}
	}
	return results;
}

/** Seconds that something takes. */
export async function secondsOf(action: () => Promise<unknown>): Promise<number> {
	const start = performance.now();
	await action();
	return (performance.now() - start) / 1000;
}
