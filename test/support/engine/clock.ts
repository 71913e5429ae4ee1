import { sleep } from 'n8n-workflow';

/** A clock for `sleep` and `Date.now`, which only the pauses of the node move on. */
export interface Clock {
	/** The pauses that the node asked for, in milliseconds, in their order; without those of 0. */
	pauses(): number[];
}

/**
 * Lets the tests of a file rest on what the node asks to wait for, not on the time that passes: each pause
 * ends at once, and the clock is then that much later. The file has to mock `sleep` of n8n-workflow, by
 * `jest.mock('n8n-workflow', ...)`, since what n8n exports cannot be replaced.
 */
export function useClock(): Clock {
	let pauses: number[] = [];

	beforeEach(() => {
		let now = Date.now();
		pauses = [];
		jest.spyOn(Date, 'now').mockImplementation(() => now);
		jest.mocked(sleep).mockImplementation(async (milliseconds) => {
			if (milliseconds > 0) pauses.push(milliseconds);
			await new Promise((resolve) => setImmediate(resolve));
			now += milliseconds;
		});
	});

	afterEach(() => jest.mocked(Date.now).mockRestore());

	return { pauses: () => pauses };
}
