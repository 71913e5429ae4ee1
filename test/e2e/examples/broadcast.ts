import { addClient } from '../../support/mavibot-api';
import type { Shared } from '../mavibot/setup';
import { errorOf } from '../mavibot/workflow';
import { BROADCAST_TEXT, LIST, type FillIn } from './fill-in';
import { importExample, published } from './imported';
import { changesIn, requestsTo } from './requests';

const LIST_NAME = 'assignments.assignments.0.name';
const LIST_NUMBER = 'assignments.assignments.0.value';
const MOST_CLIENTS = 'assignments.assignments.1.value';
const TEXT = 'assignments.assignments.2.value';

/** A broadcast on a schedule, which looks at its audience first. */
export function testsOfBroadcast(shared: () => Shared): void {
	const workflow = published(shared, 'broadcast-with-check', {
		changes: () => ({
			'Your Choices': { [MOST_CLIENTS]: 3 },
		}),
	});

	const run = async () => await workflow().run('Every Monday at 10');
	/** Puts so many more clients into the list. */
	const addToList = (count: number) => {
		const { state } = shared().mavibot;
		for (let index = 0; index < count; index++) {
			const platform_id = String(880000000 + index);
			const { id } = addClient(state, { platform_id, client_type: 1, group: 'tea_shop_bot' });
			state.lists.get(LIST)?.add(id);
		}
	};

	test('the message goes to the clients of the list, once each and in one request', async () => {
		const { mavibot } = shared();

		expect(errorOf(await run())).toEqual({});

		expect(requestsTo(mavibot, 'broadcast')).toEqual([
			{ clients: ['102', '101'], message: BROADCAST_TEXT },
		]);
		const texts = [101, 102, 103].map((id) => mavibot.messagesTo(id).map(({ text }) => text));
		expect(texts).toEqual([[BROADCAST_TEXT], [BROADCAST_TEXT], []]);
	});

	test('as many clients as allowed get it, and with one more nobody does', async () => {
		const { mavibot } = shared();
		addToList(1);
		expect(errorOf(await run())).toEqual({});
		expect(requestsTo(mavibot, 'broadcast')).toMatchObject([{ clients: ['104', '102', '101'] }]);

		addToList(1);
		const stopped = await run();

		expect(errorOf(stopped).message).toBe('Nothing was sent: list 5 has more than 3 clients.');
		expect(changesIn(mavibot)).toEqual(['broadcast']);
	});

	test('an empty list gets nothing, and the run says so', async () => {
		const { mavibot } = shared();
		mavibot.state.lists.get(LIST)?.clear();

		const stopped = await run();

		expect(errorOf(stopped).message).toBe('Nothing was sent: list 5 has no clients.');
		expect(changesIn(mavibot)).toEqual([]);
	});

	test.each<[string, FillIn[string], RegExp]>([
		['as imported', { [LIST_NUMBER]: '', [TEXT]: '' }, /List ID is empty/],
		['without a list', { [LIST_NUMBER]: '' }, /List ID is empty/],
		['when the choices have no list number', { [LIST_NAME]: 'list' }, /List ID is empty/],
		['without a text', { [TEXT]: '' }, /Text is empty/],
	])('nothing is sent %s', async (_name, choices, reason) => {
		const { mavibot } = shared();
		const unfinished = await importExample(shared(), 'broadcast-with-check', {
			'Your Choices': choices,
		});

		const { message } = errorOf(await unfinished.run('Every Monday at 10'));

		expect(message).toMatch(reason);
		expect(changesIn(mavibot)).toEqual([]);
	});

	test('a list that cannot be read stops the run', async () => {
		const { mavibot } = shared();
		mavibot.setPermissions([]);

		expect(errorOf(await run()).message).toContain('The Mavibot API key may not');

		expect(changesIn(mavibot)).toEqual([]);
	});
}
