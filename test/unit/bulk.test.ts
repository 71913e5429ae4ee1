/** How many items become few requests, and what comes of each. */
import { sleep, type IDataObject } from 'n8n-workflow';
import { inBulk, type BulkOperation } from '../../nodes/Mavibot/running/inBulk';
import type { BulkResult } from '../../nodes/Mavibot/running/bulkRequests';
import { NothingFound, Refusal } from '../../nodes/Mavibot/answers/failures';
import { InputProblem } from '../../nodes/Mavibot/input/problem';
import { fakeNode, type FakeRun } from '../support/fake-node';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: jest.fn(async () => await Promise.resolve()),
}));

/** Three values a request; a value of "bad" is refused by its element, one of "none" is not found. */
const OPERATION: BulkOperation<string> = {
	method: 'delete_clients',
	limit: 3,
	read(get, timeZone) {
		const values = get('values', []) as string[];
		if (values.includes('unreadable')) throw new InputProblem(`no value in ${timeZone}`, 'Advice.');
		return { values, rest: get('rest', {}) as IDataObject };
	},
	body: (values, rest) => ({ values, ...rest }),
	results: (_answer, values) =>
		values.map((value): BulkResult => {
			if (value === 'bad') return new InputProblem('bad value');
			return value === 'none' ? new NothingFound() : [{ value }];
		}),
};

/** Runs it for all items: what was sent, what came out by items, or the error. */
async function bulk(given: FakeRun, changes: Partial<BulkOperation<string>> = {}) {
	const { ofAll, requests } = fakeNode(given);
	let error: { message: string; description?: string; context?: IDataObject } | undefined;
	const output = await inBulk({ ...OPERATION, ...changes })
		.execute.call(ofAll)
		.catch((thrown: typeof error) => void (error = thrown));
	return {
		sent: requests.map(({ url, body }) => [url, body]),
		output: output?.[0].map(({ json, pairedItem }) => [
			(pairedItem as { item: number }).item,
			json.value ?? json.error ?? json,
		]),
		error: error && [error.message, error.description, error.context?.itemIndex],
	};
}

const valuesOf = (...lists: string[][]): IDataObject[] => lists.map((values) => ({ values }));
const url = '/delete_clients';

describe('the values of many items', () => {
	it('go in requests of as many as one may carry, and come out with their items', async () => {
		const { sent, output } = await bulk({ items: valuesOf(['a', 'b'], ['c'], [], ['d']) });

		expect(sent).toEqual([
			[url, { values: ['a', 'b', 'c'] }],
			[url, { values: ['d'] }],
		]);
		expect(output).toEqual([
			[0, 'a'],
			[0, 'b'],
			[1, 'c'],
			[3, 'd'],
		]);
	});

	it('go once where they are the same', async () => {
		const sameFor = (value: string) => value.toLowerCase();
		const items = valuesOf(['a', 'A'], ['b'], ['A']);

		expect((await bulk({ items }, { sameFor })).sent).toEqual([[url, { values: ['a', 'b'] }]]);
		expect((await bulk({ items }, { sameFor })).output).toEqual([
			[0, 'a'],
			[0, 'a'],
			[1, 'b'],
			[2, 'a'],
		]);
		expect((await bulk({ items })).sent).toEqual([[url, { values: ['a', 'A', 'b'] }]]);
	});

	it('share a request where the rest of it is the same, in the order of what each value gets', async () => {
		const rests: Array<[string, number]> = [
			['a', 1],
			['b', 1],
			['a', 2],
			['c', 1],
			['b', 2],
			['a', 1],
			['d', 1],
		];
		const items = rests.map(([value, x]) => ({ values: [value], rest: { x } }));

		expect((await bulk({ items })).sent).toEqual([
			[url, { values: ['a', 'b', 'c'], x: 1 }],
			[url, { values: ['a', 'b'], x: 2 }],
			[url, { values: ['a', 'd'], x: 1 }],
		]);
	});

	it('wait between requests as the batches of Request Options say', async () => {
		const batching = { batch: { batchSize: 2, batchInterval: 70 } };
		const [first, ...others] = valuesOf(['a', 'b', 'c'], ['d', 'e']);
		const { sent } = await bulk({
			items: [{ ...first, requestOptions: { batching } }, ...others],
		});

		expect(sent.map(([, body]) => (body as { values: string[] }).values.join(''))).toEqual([
			...['ab', 'cd', 'e'],
		]);
		expect(jest.mocked(sleep).mock.calls.filter(([time]) => time > 0)).toEqual([[70], [70]]);
		const larger = { batch: { batchSize: 9, batchInterval: 70 } };
		const items = [{ ...first, requestOptions: { batching: larger } }, ...others];
		expect((await bulk({ items })).sent).toHaveLength(2);
	});
});

describe('what fails', () => {
	const MIXED = valuesOf(['a'], ['bad'], ['unreadable'], ['b', 'bad'], ['c']);

	it('fails alone where the run goes on', async () => {
		const { sent, output } = await bulk({ items: MIXED, continueOnFail: true });

		expect(sent).toEqual([
			[url, { values: ['a', 'bad', 'b'] }],
			[url, { values: ['c'] }],
		]);
		expect(output).toEqual([
			[0, 'a'],
			[1, 'bad value [items 1 and 3]'],
			[2, 'no value in Europe/Berlin [item 2]'],
			[3, 'b'],
			[3, 'bad value [items 1 and 3]'],
			[4, 'c'],
		]);
	});

	it('ends the run before anything is sent where it cannot be read', async () => {
		const { sent, error } = await bulk({ items: MIXED });

		expect(sent).toEqual([]);
		expect(error).toEqual(['no value in Europe/Berlin [item 2]', 'Advice.', 2]);
	});

	it('ends the run after the request it was in, with what had gone through', async () => {
		const items = valuesOf(['a'], ['b', 'bad'], ['c'], ['d']);

		expect(await bulk({ items })).toEqual({
			sent: [[url, { values: ['a', 'b', 'bad'] }]],
			output: undefined,
			error: [
				'bad value [item 1]',
				expect.stringMatching(
					/ 2 had gone through by then \(item 0, a part of item 1\); leave them out when you run it again\.$/,
				),
				1,
			],
		});
		const alone = await bulk({ items: valuesOf(['a', 'b'], ['c', 'bad']) });
		expect(alone.error?.[1]).toMatch('3 had gone through by then (item 0, a part of item 1);');
		const part = await bulk({ items: valuesOf(['a', 'bad']) });
		expect(part.error?.[1]).toMatch('1 had gone through by then (a part of item 0);');
		const whole = await bulk({ items: valuesOf(['a'], ['bad']) });
		expect(whole.error?.[1]).toMatch('1 had gone through by then (item 0); leave');
		const none = await bulk({ items: valuesOf(['bad']) });
		expect(none.error).toEqual(['bad value', undefined, 0]);
		const read = await bulk({ items }, { method: 'find_client_id_by_platform_id' });
		expect(read.error).toEqual(['bad value [item 1]', undefined, 1]);
	});

	it('is a whole request, for the items that were in it', async () => {
		const refused = new Refusal(400, { status: 'no' }, {});
		const items = valuesOf(['a', 'b'], ['c', 'd'], ['e']);
		const on = await bulk({ items, answers: [refused], continueOnFail: true });

		expect(on.sent).toHaveLength(2);
		expect(on.output?.[0][1]).toMatch(/ \[items 0 and 1\]$/);
		expect(on.output?.map(([item]) => item)).toEqual([0, 1, 1, 2]);
		expect(on.output?.map(([, value]) => value)).toEqual([
			...[expect.stringMatching(/Mavibot/), 'd', expect.stringMatching(/Mavibot/), 'e'],
		]);

		const answers = [{ status: 'success' }, refused];
		const stopped = await bulk({ items, answers });
		expect(stopped.error?.[2]).toBe(1);
		expect(stopped.error?.[1]).toMatch('3 had gone through by then (item 0, a part of item 1);');
		const atOnce = await bulk({ items, answers: [refused] });
		expect(atOnce.sent).toHaveLength(1);
	});

	it('keeps the first reason of an item', async () => {
		const refused = new Refusal(400, { status: 'no' }, {});
		const { output } = await bulk({
			items: valuesOf(['bad', 'a', 'b', 'c']),
			answers: [{ status: 'success' }, refused],
			continueOnFail: true,
		});
		expect(output?.at(-1)).toEqual([0, 'bad value']);
	});
});

describe('what is not found', () => {
	const asked = (choice: string, ...lists: string[][]) =>
		lists.map((values) => ({ values, ifNothingFound: choice }));

	it.each([
		['noItem', [[1, 'a']]],
		[
			'item',
			[
				[0, { found: false }],
				[1, 'a'],
			],
		],
	])('is what was chosen: %s', async (choice, expected) => {
		expect((await bulk({ items: asked(choice, ['none'], ['a', 'none']) })).output).toEqual(
			expected,
		);
	});

	it('is an error by default, which ends the run in the end', async () => {
		const { sent, error } = await bulk({ items: asked('error', ['none'], ['a'], ['b'], ['c']) });
		expect(sent).toHaveLength(2);
		expect(error?.[0]).toBe('Nothing was found in Mavibot [item 0]');
	});

	it('can be said by a refusal, where the operation finds things', async () => {
		const FINDER = 'find_client_id_by_platform_id';
		const answers = [new Refusal(404, '', {})];
		const items = asked('item', ['a', 'b']);
		const found = await bulk({ items, answers }, { method: FINDER });
		expect(found.output).toEqual([[0, { found: false }]]);
		expect((await bulk({ items, answers })).error?.[0]).toMatch(/Mavibot/);
		const other = [new Refusal(500, '', {})];
		expect((await bulk({ items, answers: other }, { method: FINDER })).error).toBeDefined();
	});
});

describe('an operation of many items', () => {
	it('gives no two items the same object', async () => {
		const shared = { value: { deep: [] } };
		const { ofAll } = fakeNode({ items: valuesOf(['a', 'b'], ['a']) });
		const results = (_answer: unknown, values: string[]) => values.map(() => [shared]);
		const [output] = await inBulk({ ...OPERATION, results }).execute.call(ofAll);
		expect(output.map(({ json }) => json)).toEqual([shared, shared, shared]);
		expect(new Set(output.map(({ json }) => json.value)).size).toBe(3);
	});

	it('runs by routing for one item, and names that one', async () => {
		const { routing } = inBulk(OPERATION);
		expect(routing.request).toEqual({ method: 'POST', url });
		const pagination = routing.operations?.pagination;
		if (typeof pagination !== 'function') throw new Error('no function');
		const one = async (values: string[]) => {
			const { ofOne, requests } = fakeNode({ items: valuesOf(['x'], ['y'], values), itemIndex: 2 });
			sent = requests;
			return { output: await pagination.call(ofOne, {} as never), requests };
		};
		let sent: unknown[] = [];

		expect(await one(['a', 'b'])).toMatchObject({
			output: ['a', 'b'].map((value) => ({ json: { value }, pairedItem: { item: 2 } })),
			requests: [{ url, body: { values: ['a', 'b'] } }],
		});
		await expect(one(['a', 'bad'])).rejects.toMatchObject({
			message: 'bad value',
			description: expect.stringMatching(/1 had gone through by then \(a part of item 2\)/),
			context: { itemIndex: 2 },
		});
		await expect(one(['bad', 'a', 'b', 'c'])).rejects.toThrow('bad value');
		expect(sent).toHaveLength(1);
	});
});
