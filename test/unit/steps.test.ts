/** Items that go through several methods, each step for all of them. */
import { sleep, type IDataObject } from 'n8n-workflow';
import { Refusal } from '../../nodes/Mavibot/answers/failures';
import { InputProblem } from '../../nodes/Mavibot/input/problem';
import type { BulkRequests } from '../../nodes/Mavibot/running/bulkRequests';
import { inSteps, type Step } from '../../nodes/Mavibot/running/inSteps';
import { fakeNode, type FakeRun } from '../support/fake-node';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: jest.fn(async () => await Promise.resolve()),
}));

interface Work {
	name: string;
	done: number;
}

/** A request of a method for each two names; the name "bad" is refused alone. */
const requestsOf = (method: 'load_clients' | 'add_to_list'): BulkRequests<string> => ({
	method,
	limit: 2,
	body: (names, rest) => ({ names, ...rest }),
	results: (_answer, names) =>
		names.map((name) => (name === 'bad' ? new InputProblem('bad name', 'Advice.') : [{ name }])),
});
const FIRST = requestsOf('load_clients');
const SECOND = requestsOf('add_to_list');

const first: Step<Work> = async (rows, { send }) => {
	const parts = rows.map((row) => ({ row, value: row.work.name, rest: {} }));
	for (const { row, outcome } of await send(FIRST, parts)) {
		if (Array.isArray(outcome)) row.work.done++;
		else row.failure = { ...outcome, method: FIRST.method };
	}
};

/** Each name a request of its own, side by side. */
const second: Step<Work> = async (rows, { send, inWords }) => {
	const parts = rows.map((row) => ({ row, value: row.work.name, rest: { to: row.work.name } }));
	for (const { row, rest, outcome } of await send(SECOND, parts, true)) {
		if (Array.isArray(outcome)) row.work.done++;
		else {
			const { message } = await inWords(outcome.error, SECOND.method);
			const error = new InputProblem(`${message} (${String(rest.to)})`);
			row.failure = { ...outcome, error, method: SECOND.method, doing: 'adding it' };
		}
	}
};

const OPERATION = inSteps<Work>({
	method: 'load_clients',
	read(get) {
		const name = String(get('name', ''));
		if (name === 'unreadable') throw new InputProblem('no name');
		return { name, done: 0 };
	},
	steps: [first, second],
	progressOf: ({ done }) => ({ parts: 2, done }),
	standing: ({ name }) => `${name} is there`,
	contentOf: ({ name }) => ({ name, tags: [name] }),
});

const namesOf = (...names: string[]): IDataObject[] => names.map((name) => ({ name }));
const refused = () => new Refusal(400, { status: 'no' }, {});
const OK = { status: 'success' };

async function steps(given: FakeRun, more: object = {}) {
	const { ofAll, requests } = fakeNode(given);
	const node = { ...ofAll.getNode(), ...more };
	let error: { message: string; description?: string; context?: IDataObject } | undefined;
	const output = await OPERATION.execute
		.call({ ...ofAll, getNode: () => node })
		.catch((thrown: typeof error) => void (error = thrown));
	return {
		sent: requests.map(({ url, body }) => [url, (body as { names: string[] }).names.join('')]),
		output: output?.[0].map(({ json, pairedItem }) => [
			(pairedItem as { item: number }).item,
			json.name ?? json.error,
		]),
		error: error && [error.message, error.description, error.context?.itemIndex],
	};
}

it('does each step for all items before the next one, and gives each item its output', async () => {
	const { sent, output } = await steps({ items: namesOf('a', 'b', 'c') });

	expect(sent).toEqual([
		['/load_clients', 'ab'],
		['/load_clients', 'c'],
		...['a', 'b', 'c'].map((name) => ['/add_to_list', name]),
	]);
	expect(output).toEqual([
		[0, 'a'],
		[1, 'b'],
		[2, 'c'],
	]);
});

it('reads all items first, and sends nothing where one is wrong', async () => {
	const items = namesOf('a', 'unreadable', 'unreadable');
	expect(await steps({ items })).toEqual({
		sent: [],
		output: undefined,
		error: ['no name [item 1]', undefined, 1],
	});
	const goesOn = await steps({ items, continueOnFail: true });
	expect(goesOn.output).toEqual([
		[0, 'a'],
		[1, 'no name [item 1]'],
		[2, 'no name [item 2]'],
	]);
});

it('tells a model, who gets the error as an item, of nothing that was not done', async () => {
	const tool = { type: 'n8n-nodes-mavibot.mavibotTool', onError: undefined };
	const { sent, output } = await steps({ items: namesOf('a', 'unreadable') }, tool);

	expect(sent).toEqual([]);
	expect(output).toEqual([[1, 'no name [item 1]']]);
});

it('lets an item that failed go no further, and the others on', async () => {
	const answers = [OK, OK, OK, refused()];
	const { sent, output } = await steps({
		...{ items: namesOf('a', 'bad', 'c', 'd'), continueOnFail: true, answers },
	});

	expect(sent.slice(2)).toEqual(['a', 'c', 'd'].map((name) => ['/add_to_list', name]));
	expect(output).toEqual([
		[0, 'a'],
		[1, 'bad name [item 1]'],
		[2, 'c is there, but adding it failed: Mavibot refused the request (c) [item 2]'],
		[3, 'd'],
	]);
});

it('ends at the first request that fails, and says how far the items are', async () => {
	const items = namesOf('a', 'b', 'c').map((one) => ({
		...one,
		requestOptions: { requestsAtOnce: 1 },
	}));
	const inFirst = await steps({ items, answers: [refused()] });
	expect(inFirst.sent).toHaveLength(1);
	expect(inFirst.error).toEqual([
		'Mavibot refused the request [items 0 and 1]',
		expect.not.stringContaining('By then'),
		0,
	]);

	const inSecond = await steps({ items, answers: [OK, OK, OK, refused()] });
	expect(inSecond.sent).toHaveLength(4);
	expect(inSecond.error).toEqual([
		'b is there, but adding it failed: Mavibot refused the request (b) [item 1]',
		'This item can be run again: nothing doubles. By then, item 0, a part of items 1 and 2 had gone through; they can be run again as well.',
		1,
	]);
});

it('ends before the next step where a value was refused', async () => {
	const { sent, error } = await steps({ items: namesOf('a', 'bad', 'c') });

	expect(sent.map(([, names]) => names)).toEqual(['abad', 'c']);
	expect(error?.[0]).toBe('bad name [item 1]');
	expect(error?.[1]).toContain('By then, a part of items 0 and 2 had gone through');
});

it('waits between batches as Request Options say, of which requests side by side make one', async () => {
	const batching = { batch: { batchSize: 2, batchInterval: 70 } };
	const items = namesOf('a', 'b', 'c', 'd').map((one) => ({
		...one,
		requestOptions: { batching },
	}));
	await steps({ items });

	// ab, cd; a and b, c and d.
	expect(jest.mocked(sleep).mock.calls.filter(([time]) => time > 0)).toEqual([[70], [70], [70]]);
});

it('runs by routing for one item, of which the error names no other', async () => {
	const { routing } = OPERATION;
	expect(routing.request).toEqual({ method: 'POST', url: '/load_clients' });
	const pagination = routing.operations?.pagination;
	if (typeof pagination !== 'function') throw new Error('no function');
	const one = async (answers: unknown[]) => {
		const { ofOne } = fakeNode({ items: namesOf('x', 'a'), itemIndex: 1, answers });
		return await pagination.call(ofOne, {} as never);
	};

	expect(await one([])).toEqual([{ json: { name: 'a', tags: ['a'] }, pairedItem: { item: 1 } }]);
	await expect(one([OK, refused()])).rejects.toMatchObject({
		message: 'a is there, but adding it failed: Mavibot refused the request (a)',
		description: 'This item can be run again: nothing doubles.',
		context: { itemIndex: 1 },
	});
});
