/** What becomes of an answer: items, a refusal, nothing found, or no answer at all. */
import type {
	IExecuteSingleFunctions,
	IN8nHttpFullResponse,
	PostReceiveAction,
} from 'n8n-workflow';
import { acceptedBody, isWebPage } from '../../nodes/Mavibot/answers/accepted';
import { NothingFound, Refusal, UnreadableAnswer } from '../../nodes/Mavibot/answers/failures';
import { addNamesAndDates, simpleClient } from '../../nodes/Mavibot/answers/clients';
import * as answer from '../../nodes/Mavibot/answers/output';
import * as found from '../../nodes/Mavibot/answers/nothingFound';
import { redactionFor } from '../../nodes/Mavibot/answers/withoutKey';

const { foundClientId, foundClientIds } = found;
type Step = Extract<PostReceiveAction, (...given: never[]) => unknown>;

const context = {} as IExecuteSingleFunctions;

/** What is made of every answer before an operation makes anything of it. */
const checked: Step = async (_items: unknown, response: IN8nHttpFullResponse) =>
	await Promise.resolve(
		answer.asOneItem(acceptedBody(redactionFor('a1b2c3d4'), 'message', response)),
	);

const answered = (body: unknown, statusCode = 200) =>
	({ body, statusCode, headers: { a: 'b' } }) as IN8nHttpFullResponse;

/** The contents of the items that a step makes of a body, or what it throws. */
async function made(step: PostReceiveAction, body: unknown, statusCode = 200): Promise<unknown> {
	try {
		const items = await (step as Step).call(context, [], answered(body, statusCode));
		return items.map(({ json }) => json);
	} catch (error) {
		return error;
	}
}

describe('an answer', () => {
	it.each([
		[{ status: 'success', a: 1 }, [{ status: 'success', a: 1 }]],
		[[{ a: 1 }, 2], [{ data: [{ a: 1 }, 2] }]],
		['text', [{ data: 'text' }]],
		[0, [{ data: 0 }]],
		[false, [{ data: false }]],
		['a < b { [', [{ data: 'a < b { [' }]],
		['', [{}]],
		[null, [{}]],
		[undefined, [{}]],
	])('of %j is one item', async (body, items) => {
		expect(await made(checked, body)).toStrictEqual(items);
		expect(await made(checked, body, 299)).toStrictEqual(items);
	});

	it.each([
		[300, { id: 1 }],
		[307, ''],
		[400, 'text'],
		[503, '<html>'],
		[200, { status: 'fail', message: 'no' }],
	])('%i with %j is a refusal, which keeps all of it', async (statusCode, body) => {
		const error = await made(checked, body, statusCode);
		expect(error).toBeInstanceOf(Refusal);
		expect(error).toMatchObject({ statusCode, body, headers: { a: 'b' }, message: 'refused' });
	});

	it.each([
		['<html>', 'web page'],
		['\n <!doctype html>', 'web page'],
		['{"a":', 'broken off'],
		['\n [1,', 'broken off'],
	])('%j says nothing: %s', async (body, kind) => {
		const error = await made(checked, body);
		expect(error).toBeInstanceOf(UnreadableAnswer);
		expect(error).toMatchObject({ kind, message: kind });
		expect([body, 5, {}].map(isWebPage)).toEqual([kind === 'web page', false, false]);
	});

	it('is passed on to the next step without the key', async () => {
		const response = answered({ url: '/api/a1b2c3d4/message' });
		await (checked as Step).call(context, [], response);
		expect(response.body).toEqual({ url: '/api/*****/message' });
		expect(await made(checked, 'no a1b2c3d4', 400)).toMatchObject({ body: 'no *****' });
	});
});

describe('the output of an operation', () => {
	const shape = function (this: unknown, body: unknown) {
		return [{ isContext: this === context }, body];
	};

	it('is one item, or one for each thing of a list', async () => {
		expect(await made(answer.output(shape), 7)).toEqual([{ data: [{ isContext: true }, 7] }]);
		expect(await made(answer.listOutput(shape), 7)).toEqual([{ isContext: true }, { data: 7 }]);
		expect(await made(answer.listOutput(shape), '')).toEqual([{ isContext: true }, {}]);
		const asItIs = answer.listOutput((body) => body);
		expect(await made(asItIs, { a: [1] })).toEqual([{ a: [1] }]);
	});

	it('leaves out a status that only says that all went well', async () => {
		const body = { status: 'success', a: 1 };
		expect(await made(answer.withoutStatus, body)).toEqual([{ a: 1 }]);
		expect(body).toEqual({ status: 'success', a: 1 });
		expect(await made(answer.withoutStatus, [body])).toEqual([{ data: [body] }]);
	});
});

describe('what was found', () => {
	it('is an ID', async () => {
		const found = async (body: unknown) => await made(foundClientId, body);
		expect(await found({ status: 'success', client_id: 5, a: 1 })).toEqual([
			{ client_id: 5, a: 1 },
		]);
		expect(await found([5])).toEqual([{ data: [5] }]);
		expect(await found('text')).toEqual([{ data: 'text' }]);
		expect(await found(true)).toEqual([{ data: true }]);
	});

	it.each<unknown>([
		...[null, ' ', 0, '0', false, [], [0], 'NONE', 'none'].map((client_id) => ({ client_id })),
		...[{ order_id: 5 }, {}, '', null, [], [null], false, 0, 'not found', 'No such client'],
	])('is nothing without an ID: %j', async (body) => {
		expect(await made(foundClientId, body)).toBeInstanceOf(NothingFound);
	});

	it('is the ID of a deal', async () => {
		expect(await made(found.foundDealId, { order_id: 5 })).toEqual([{ order_id: 5 }]);
		expect(await made(found.foundDealId, { client_id: 5 })).toBeInstanceOf(NothingFound);
	});

	it('is a list of IDs', async () => {
		const both = [{ client_id: 5 }, { client_id: '6' }];
		expect(await made(foundClientIds, { status: 'success', client_ids: [5, '6'] })).toEqual(both);
		expect(await made(foundClientIds, [5, '6'])).toEqual(both);
		expect(await made(foundClientIds, [{ client_id: 5, a: 1 }])).toEqual([{ client_id: 5, a: 1 }]);
		expect(await made(foundClientIds, { client_ids: 5 })).toEqual([{ client_id: 5 }]);
		expect(await made(foundClientIds, 'text')).toEqual([{ data: 'text' }]);
	});

	it.each<unknown>([
		...[[], null, 0, false, '', [0], 'NONE'].map((client_ids) => ({ client_ids })),
		...[{ client_id: 5 }, [], '', null, false, 0, 'not found', [0]],
	])('is nothing without a list of IDs: %j', async (body) => {
		expect(await made(foundClientIds, body)).toBeInstanceOf(NothingFound);
	});

	it.each<unknown>([{ client_ids: [5, null] }, [5, '']])(
		'is not what cannot be read: %j',
		async (body) => {
			const message = 'Entry 2 of the answer of Mavibot could not be read';
			expect(await made(foundClientIds, body)).toMatchObject({ message });
		},
	);
});

describe('nothing is found', () => {
	const means = (statusCode: number, body: unknown) =>
		found.meansNothingFound(new Refusal(statusCode, body, {}));
	const FAIL = { status: 'fail', message: 'client not found' };

	it.each([
		[404, ''],
		[404, { status: 'fail' }],
		[404, FAIL],
		[200, FAIL],
		[200, { error: 'No such client' }],
		[200, [FAIL]],
		[399, FAIL],
	])('where the answer is %i with %j', (statusCode, body) =>
		expect(means(statusCode, body)).toBe(true),
	);

	it.each([
		[200, ''],
		[200, { status: 'fail' }],
		[200, { status: 'fail', message: 'api key not found' }],
		[200, { status: 'fail', message: 'group not found' }],
		[200, { status: 'fail', message: 'too many variables' }],
		[400, FAIL],
		[401, FAIL],
		[403, FAIL],
		[404, 'text'],
		[404, { status: 'fail', message: 'api key not found' }],
		[404, { status: 'error', code: 'WRONG_ACTION' }],
		[503, FAIL],
	])('but not where it is %i with %j', (statusCode, body) =>
		expect(means(statusCode, body)).toBe(false),
	);

	it('where no thing was picked out of an answer, and by no other error', () => {
		expect(found.meansNothingFound(new NothingFound())).toBe(true);
		const another = Object.assign(new Error('not found'), { statusCode: 404, body: '' });
		expect(found.meansNothingFound(another)).toBe(false);
	});

	it('and what goes on is what the person chose', () => {
		expect(found.itemsForNothing('noItem')).toEqual([]);
		expect(found.itemsForNothing('item')).toEqual([{ json: { found: false } }]);
		expect(found.itemsForNothing('error')).toBeUndefined();
	});
});

describe('the messenger of a client', () => {
	it.each([
		[0, 'VKontakte'],
		['1', 'Telegram'],
		[99, 'Messenger 99'],
		...[null, '', ' '].map((none) => [none, null]),
	] as Array<[string | number | null, string | null]>)(
		'of the type %j is %j',
		(client_type, messenger) => {
			expect(addNamesAndDates({ client_type })).toEqual({ client_type, messenger });
			expect(simpleClient({ client_type })).toEqual({ messenger });
		},
	);
});
