import type { Parameters } from 'fast-check';

/** The seed of a usual run, so that a run finds today what it found yesterday. */
const USUAL_SEED = 20261122;

function wholeNumber(name: string, usual: number): number {
	const given = process.env[name] ?? '';
	if (given === '') return usual;
	if (/^-?\d+$/.test(given)) return Number(given);
	throw new Error(`${name} has to be a whole number, and is "${given}"`);
}

/**
 * How often a property is tried, and with which cases. Two environment variables make a longer search:
 * MAVIBOT_PROPERTY_SEED is another seed, MAVIBOT_PROPERTY_TIMES how many times as many cases. A failure
 * names its seed and its smallest case.
 *
 * @param numRuns the cases of a usual run
 */
export const trying = <T>(numRuns: number): Parameters<T> => ({
	seed: wholeNumber('MAVIBOT_PROPERTY_SEED', USUAL_SEED),
	numRuns: numRuns * wholeNumber('MAVIBOT_PROPERTY_TIMES', 1),
});
