/** How many requests of one run of the node are on their way at a time; n8n would start those of all items at once. */
const MOST_IN_FLIGHT = 50;

interface Run {
	inFlight: number;
	waiting: Array<() => void>;
}

const runs = new WeakMap<object, Run>();

/**
 * Sends when one of the places is free, in the order of asking.
 *
 * @param runKey the same object for all items of one run, so that runs do not wait for each other
 */
export async function whenFree<T>(runKey: object, send: () => Promise<T>): Promise<T> {
	const run = runs.get(runKey) ?? { inFlight: 0, waiting: [] };
	runs.set(runKey, run);
	if (run.inFlight >= MOST_IN_FLIGHT) {
		// The place is handed over by the request that ends, so the count stays as it is.
		await new Promise<void>((resolve) => run.waiting.push(resolve));
	} else {
		run.inFlight++;
	}
	try {
		return await send();
	} finally {
		const next = run.waiting.shift();
		if (next) next();
		else run.inFlight--;
	}
}
