import type { JestEnvironment } from '@jest/environment';
import { TestEnvironment } from 'jest-environment-node';

type Handler = NonNullable<JestEnvironment['handleTestEvent']>;
type Block = Parameters<Handler>[1]['rootDescribeBlock'];

/**
 * Node's environment, in which a `beforeAll` of a whole file that fails is told once, as what keeps the file
 * from being tested. Jest by itself tells it with each test, each time with all that fails because of it.
 */
export default class Environment extends TestEnvironment {
	private failedStart: { error: unknown } | undefined;

	readonly handleTestEvent: Handler = (event) => {
		if (event.name === 'hook_failure' && event.hook.type === 'beforeAll') {
			const { describeBlock: block, error } = event;
			if (block === undefined || block.parent !== undefined) return;
			// What fails after it fails because of it.
			this.failedStart ??= { error };
			leaveOut(block);
		}
		// Everything that was to be ended has been ended by now.
		if (event.name === 'teardown' && this.failedStart) throw this.failedStart.error;
	};
}

/** The tests of a block are not run, nor is what is prepared for them. */
function leaveOut({ children }: Block): void {
	for (const child of children) {
		if (child.type === 'describeBlock') leaveOut(child);
		else child.mode = 'skip';
	}
}
