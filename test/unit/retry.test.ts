/** When a request is sent again, how long it waits before, and how the requests of a run take turns. */
import { sleep } from 'n8n-workflow';
import { attemptsOf, Refusal, UnreadableAnswer } from '../../nodes/Mavibot/answers/failures';
import { createTurns, turnsOf } from '../../nodes/Mavibot/transport/turns';
import { retryAfterMs, withRetries, type Retrying } from '../../nodes/Mavibot/transport/retry';
import { useClock } from '../support/engine/clock';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: jest.fn(),
}));
const clock = useClock();

/** Chance as the node takes it: 0 for the shortest pauses, 1 for the longest. */
const withChance = (chance: number) => jest.spyOn(Math, 'random').mockReturnValue(chance);
beforeEach(() => void withChance(0));
afterEach(() => jest.mocked(Math.random).mockRestore());

const refusal = (statusCode: number, headers = {}) => new Refusal(statusCode, undefined, headers);
const lost = () => Object.assign(new Error('lost'), { code: 'ECONNRESET' });

/** Sends, fails with each of these errors in turn, and is answered then. */
async function sending(errors: unknown[], settings: Partial<Retrying> = {}) {
	const left = [...errors];
	const send = jest.fn(async () => {
		if (left.length > 0) throw left.shift();
		return await Promise.resolve('answer');
	});
	const retrying = { isSafe: true, tries: 8, longestWaitMs: 60_000, turns: createTurns(50) };
	const result: unknown = await withRetries(send, { ...retrying, ...settings }).catch(
		(error: unknown) => error,
	);
	const attempts = result instanceof Error ? attemptsOf(result) : undefined;
	return { result, attempts, sent: send.mock.calls.length, pauses: clock.pauses() };
}

describe('Retry-After', () => {
	it.each([
		['3', 3000],
		[' 2.5 ', 2500],
		['0', 0],
		['Wed, 21 Oct 2015 07:28:05 GMT', 5000],
		['Wed, 21 Oct 2015 07:27:00 GMT', 0],
		['3 s', undefined],
		['x3', undefined],
		['soon', undefined],
		[3, undefined],
		[undefined, undefined],
	])('of %j is %p ms', (header, expected) =>
		expect(retryAfterMs(header, Date.UTC(2015, 9, 21, 7, 28))).toBe(expected),
	);
});

describe('a request', () => {
	const AGAIN = { result: 'answer', sent: 2 };

	it.each([
		['a 429', () => refusal(429), true, true],
		['a 502', () => refusal(502), true, false],
		['a 503', () => refusal(503), true, false],
		['a 504', () => refusal(504), true, false],
		['a 500', () => refusal(500), false, false],
		['a 404', () => refusal(404), false, false],
		['a lost connection', lost, true, false],
		['an answer that breaks off', () => new UnreadableAnswer('broken off'), true, false],
		['a web page', () => new UnreadableAnswer('web page'), false, false],
		['any other error', () => new Error('?'), false, false],
	])('after %s is sent again: read %p, write %p', async (_what, error, read, write) => {
		for (const [isSafe, isAgain] of [
			[true, read],
			[false, write],
		]) {
			const outcome = await sending([error()], { isSafe });
			if (isAgain) expect(outcome).toMatchObject(AGAIN);
			else expect(outcome).toMatchObject({ sent: 1, attempts: { endedBy: 'kind', tries: 1 } });
		}
	});

	it('waits twice as long each time, to a limit, and by chance up to twice of that', async () => {
		const errors = Array.from({ length: 7 }, lost);
		const short = [250, 500, 1000, 2000, 4000, 7500, 7500];
		expect((await sending(errors)).pauses).toEqual(short);
		withChance(1);
		expect((await sending(errors)).pauses.slice(7)).toEqual(short.map((pause) => 2 * pause));
	});

	it('waits as long as Mavibot asks, and by chance a tenth more', async () => {
		const ask = [refusal(429, { 'retry-after': '20' })];
		expect((await sending(ask)).pauses).toEqual([20_000]);
		withChance(1);
		expect((await sending(ask)).pauses.at(-1)).toBe(22_000);
		// No more than may still be waited.
		expect((await sending(ask, { longestWaitMs: 21_000 })).pauses.at(-1)).toBe(21_000);
		expect((await sending(ask, { longestWaitMs: 20_000 })).pauses.at(-1)).toBe(20_000);
		expect(await sending(ask, { longestWaitMs: 19_999 })).toMatchObject({
			sent: 1,
			attempts: { endedBy: 'longest wait', askedMs: 20_000, waitedMs: 0, tries: 1 },
		});
	});

	it("waits for a date by Mavibot's own clock", async () => {
		const headers = {
			date: 'Wed, 21 Oct 2015 07:28:00 GMT',
			'retry-after': 'Wed, 21 Oct 2015 07:28:09 GMT',
		};
		expect((await sending([refusal(429, headers)])).pauses).toEqual([9000]);
		const after = new Date(Date.now() + 30_000).toUTCString();
		const [pause] = (await sending([refusal(429, { 'retry-after': after })])).pauses.slice(1);
		expect(pause).toBeGreaterThan(28_000);
		expect(pause).toBeLessThanOrEqual(30_000);
	});

	it('is given up after its tries, or once it would wait too long in all', async () => {
		expect(await sending([lost(), lost(), lost()], { tries: 2 })).toMatchObject({
			sent: 2,
			attempts: { tries: 2, waitedMs: 250, askedMs: 0, endedBy: 'tries' },
		});
		expect(await sending([lost(), lost(), lost()], { longestWaitMs: 750 })).toMatchObject({
			sent: 3,
			attempts: { tries: 3, waitedMs: 750, askedMs: 0, endedBy: 'longest wait' },
		});
	});

	it('counts as waiting what never got an answer, and not what was refused', async () => {
		const afterMs = async (error: Error) => {
			await sleep(5000);
			throw error;
		};
		for (const [error, waitedMs] of [
			[refusal(429), 0],
			[lost(), 5000],
		] as const) {
			const given = { isSafe: true, tries: 1, longestWaitMs: 9000, turns: createTurns(1) };
			await expect(withRetries(async () => await afterMs(error), given)).rejects.toBe(error);
			expect(attemptsOf(error)).toMatchObject({ waitedMs, tries: 1, endedBy: 'tries' });
		}
	});

	it('is not sent again once that was of no use to another, until one is answered', async () => {
		const turns = createTurns(50);
		await sending([lost()], { turns, tries: 1 });
		expect(await sending([lost()], { turns })).toMatchObject({
			sent: 1,
			attempts: { endedBy: 'others' },
		});
		for (const errors of [[], [refusal(400)]]) {
			turns.gaveUp();
			await sending(errors, { turns });
			expect(await sending([lost()], { turns })).toMatchObject(AGAIN);
		}
	});

	it('that was refused holds the others back, and one that was lost does not', async () => {
		const turns = createTurns(50);
		const holdBack = jest.spyOn(turns, 'holdBack');
		await sending([lost()], { turns });
		expect(holdBack).not.toHaveBeenCalled();
		await sending([refusal(429), refusal(503)], { turns });
		expect(holdBack.mock.calls).toEqual([[250], [500]]);
	});

	it('of something that is no error tells nothing of its tries', async () => {
		expect(await sending(['?'])).toMatchObject({ result: '?', sent: 1 });
		expect(attemptsOf(new Error('from elsewhere'))).toBeUndefined();
	});
});

describe('turns', () => {
	/** What is on its way, and how to answer it. */
	function started(turns = createTurns(2)) {
		const onTheirWay = new Map<number, () => void>();
		return {
			turns,
			names: () => [...onTheirWay.keys()],
			ask: (ticket: number) =>
				void turns.take(
					ticket,
					async () => await new Promise<void>((resolve) => onTheirWay.set(ticket, resolve)),
				),
			async answer(ticket: number) {
				onTheirWay.get(ticket)?.();
				onTheirWay.delete(ticket);
				await settled();
			},
		};
	}
	const settled = async () => {
		for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
	};

	it('are as many at a time as the limit, the lowest ticket first', async () => {
		const { turns, names, ask, answer } = started();
		expect([turns.ticket(), turns.ticket()]).toEqual([0, 1]);
		for (const ticket of [0, 1, 4, 2, 3]) ask(ticket);
		await settled();
		expect(names()).toEqual([0, 1]);
		await answer(1);
		expect(names()).toEqual([0, 2]);
		await answer(0);
		expect(names()).toEqual([2, 3]);
		await answer(2);
		await answer(3);
		expect(names()).toEqual([4]);
	});

	it('go on where one fails', async () => {
		const turns = createTurns(1);
		await expect(turns.take(0, async () => await Promise.reject(lost()))).rejects.toThrow('lost');
		await expect(turns.take(1, async () => await Promise.resolve(1))).resolves.toBe(1);
	});

	it('begin after the time that a refusal holds them back, one timer for all', async () => {
		const { turns, names, ask } = started();
		turns.holdBack(3000);
		turns.holdBack(1000);
		ask(0);
		ask(1);
		expect(names()).toEqual([]);
		await settled();
		expect(clock.pauses()).toEqual([3000]);
		expect(names()).toEqual([0]);
	});

	it('are half as many after a refusal, and more with every answer', async () => {
		const countAtOnce = async (turns: ReturnType<typeof createTurns>) => {
			const { names, ask, answer } = started(turns);
			for (let ticket = 0; ticket < 9; ticket++) ask(ticket);
			await settled();
			const count = names().length;
			while (names().length > 0) await answer(names()[0]);
			return count;
		};
		const turns = createTurns(8);
		const hold = async (milliseconds: number) => {
			turns.holdBack(milliseconds);
			await sleep(milliseconds);
		};
		expect(await countAtOnce(turns)).toBe(8);
		turns.holdBack(100);
		// Refused together with it.
		await hold(100);
		expect(await countAtOnce(turns)).toBe(4);
		for (let answers = 0; answers < 5; answers++) turns.answered();
		expect(await countAtOnce(turns)).toBe(5);
		for (let refusals = 0; refusals < 5; refusals++) await hold(100);
		expect(await countAtOnce(turns)).toBe(1);
		for (let answers = 0; answers < 99; answers++) turns.answered();
		expect(await countAtOnce(turns)).toBe(8);
	});

	it('are those of one run, whose first request says how many', async () => {
		const run = {};
		expect(turnsOf(run, 1)).toBe(turnsOf(run, 5));
		expect(turnsOf({}, 1)).not.toBe(turnsOf(run, 1));
		const { names, ask } = started(turnsOf(run, 5));
		ask(0);
		ask(1);
		await settled();
		expect(names()).toEqual([0]);
	});
});
