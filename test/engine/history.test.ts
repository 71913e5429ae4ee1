import type { INodeParameters } from 'n8n-workflow';
import { storeMessage, type Message } from '../support/mavibot-api/state';
import { byId, useMavibot } from '../support/engine/mavibot';

const { api, requests, run } = useMavibot();

const START = 1767225600;

/** Lets what was said to Anna and by her be in Mavibot, a minute apart. */
function converse(...messages: Array<Partial<Message>>): void {
	const anna = api().state.clients.get(101);
	if (!anna) throw new Error('There is no Anna');
	messages.forEach((fields, minute) =>
		storeMessage(api().state, anna, { created_at: START + 60 * minute, ...fields }),
	);
}

const history = async (options: INodeParameters = {}, fields: INodeParameters = {}) =>
	await run({
		...{ resource: 'message', operation: 'getHistory', clientId: byId('101') },
		...{ options, ...fields },
	});

/** The messages as Mavibot answers them. */
async function answered(): Promise<unknown[]> {
	await history();
	return (api().journal[0].answer as { result: unknown[] }).result;
}

beforeEach(() =>
	converse(
		{ text: 'Hello', client_replica: true },
		{ text: 'Welcome to the tea shop!', message_id: 201 },
		{ text: 'order_paid', message_from_outside: 3, client_replica: true, shown: false },
		{ text: 'Your order is on its way', message_from_outside: 1 },
		{ text: null, client_replica: true, attachments: ['https://example.com/photo.jpg'] },
		{ text: 'Lovely!', manager_id: 7, manager_email: 'eva@example.com' },
	),
);

it('is a conversation that says who wrote what, and when', async () => {
	const { error, items } = await history({ oldestFirst: true });

	expect(error).toBeUndefined();
	expect(items.map(({ json }) => [json.from, json.text])).toEqual([
		['client', 'Hello'],
		['bot', 'Welcome to the tea shop!'],
		['event', 'order_paid'],
		['api', 'Your order is on its way'],
		['client', ''],
		['employee', 'Lovely!'],
	]);
	expect(items[4]).toEqual({
		json: {
			...{ id: expect.any(Number), sent_at: '2026-01-01T00:04:00Z', from: 'client', text: '' },
			attachments: [{ url: 'https://example.com/photo.jpg', name: 'photo.jpg', type: null }],
			...{ delivered: true, client_id: '101' },
		},
		pairedItem: { item: 0 },
	});
});

it('is what a model remembers, with neither events nor empty messages', async () => {
	for (const simplify of [true, false]) {
		const { error, items } = await history({ messagesForModel: true }, { simplify });

		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json)).toEqual([
			{ role: 'user', content: 'Hello' },
			{ role: 'assistant', content: 'Welcome to the tea shop!' },
			{ role: 'assistant', content: 'Your order is on its way' },
			{ role: 'user', content: 'https://example.com/photo.jpg' },
			{ role: 'assistant', content: 'Lovely!' },
		]);
	}
});

describe('a limit', () => {
	it('counts from the latest message back where the oldest comes first, whichever Mavibot gives first', async () => {
		const messages = await answered();
		for (const result of [messages, [...messages].reverse()]) {
			api().reset();
			api().fail({ action: 'get_history', body: { status: 'success', result } });

			const { items } = await history({ oldestFirst: true }, { limit: 2 });

			expect(items.map(({ json }) => json.from)).toEqual(['client', 'employee']);
			expect(requests()).toMatchObject([{ query: { limit: '2000' } }]);
		}
	});

	it('counts what a model gets, not what was left out', async () => {
		const { items } = await history({ messagesForModel: true }, { limit: 4 });

		expect(items.map(({ json }) => json.role)).toEqual([
			'assistant',
			'assistant',
			'user',
			'assistant',
		]);
	});

	it("is Mavibot's own where no order is asked for", async () => {
		const { items } = await history({ oldestFirst: false }, { limit: 2 });

		expect(items.map(({ json }) => json.from)).toEqual(['employee', 'client']);
		expect(requests()).toMatchObject([{ query: { limit: '2' } }]);
	});
});
