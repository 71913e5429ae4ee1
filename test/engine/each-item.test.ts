import { loopbacksOfTests } from '../support/e2e/loopback';
import { useClock } from '../support/engine/clock';
import { byId, useMavibot } from '../support/engine/mavibot';

jest.mock('n8n-workflow', () => {
	const actual = jest.requireActual<typeof import('n8n-workflow')>('n8n-workflow');
	return { ...actual, sleep: jest.fn() };
});

useClock();
const { api, requests, run } = useMavibot();
const startLoopback = loopbacksOfTests();

const SEND = {
	resource: 'message',
	operation: 'send',
	clientId: byId('={{ $json.client }}'),
	message: '={{ $json.text }}',
};
const texts = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ client: 101, text: `text ${index}` }));

describe('messages to many items', () => {
	it('are not sent at all where the input of one is bad and the run is to stop', async () => {
		const items = [...texts(60), { client: 101, text: '' }];

		const { error } = await run(SEND, { items });

		expect(error?.message).toBe('Text is empty');
		expect(error?.context).toMatchObject({ itemIndex: 60 });
		expect(requests()).toEqual([]);
	});

	it('end at the first that is refused, and the error says how many had gone through', async () => {
		const items = texts(100);
		items[3].client = 999_999;

		const { error } = await run({ ...SEND, requestOptions: { requestsAtOnce: 1 } }, { items });

		expect(error?.message).toBe('The client was not found in Mavibot');
		expect(error?.description).toMatch(/ 3 other items had gone through by then: items 0 to 2\. /);
		expect(error?.context).toMatchObject({ itemIndex: 3 });
		expect(requests()).toHaveLength(4);
		expect(api().messagesTo(101)).toHaveLength(3);
	});

	it('that were on their way when another ended the run are named, since they may have arrived', async () => {
		const held: Array<() => void> = [];
		const server = await startLoopback((_request, response, body) => {
			const { client_id } = JSON.parse(body) as { client_id: string };
			const answers: Record<string, () => void> = {
				101: () => response.end('{"status":"client_not_found"}'),
				102: () => response.socket?.resetAndDestroy(),
				103: () => response.end('{"status":"success"}'),
			};
			response.setHeader('content-type', 'application/json');
			held.push(answers[client_id]);
			if (held.length === 3) for (const answer of held) answer();
		});
		const items = [101, 102, 103].map((client) => ({ client, text: 'Hello' }));

		const { error } = await run(SEND, {
			items,
			credentials: { apiKey: 'key', server: server.origin },
		});
		await server.stop();

		const said = `${error?.description}`;
		expect([0, 1]).toContain(error?.context?.itemIndex);
		const other = error?.context?.itemIndex === 0 ? 1 : 0;
		expect(said).toContain(`failed too: item ${other}. Look in Mavibot`);
		expect(said).toContain('had gone through by then: item 2.');
	});

	it('arrive in the order of the items at each client, also where one had to be sent again', async () => {
		const items = Array.from({ length: 30 }, (_, index) => ({
			client: 101 + (index % 3),
			text: `text ${index}`,
		}));
		const retried = { action: 'message', status: 429, headers: { 'retry-after': '0' } };
		for (let fault = 0; fault < 4; fault++) api().fail(retried);

		const { error } = await run(SEND, { items });

		expect(error).toBeUndefined();
		expect(requests()).toHaveLength(34);
		for (const client of [101, 102, 103]) {
			const expected = items.filter((item) => item.client === client).map(({ text }) => text);
			const arrived = api().messagesTo(client);
			expect(arrived.map(({ text }) => text)).toEqual(expected);
		}
	});

	it('are on their way one at a time for each client, and side by side for several', async () => {
		const waiting: Array<{ client: unknown; answer: () => void }> = [];
		const together: unknown[][] = [];
		const server = await startLoopback((_request, response, body) => {
			const client = (JSON.parse(body) as { client_id: unknown }).client_id;
			const answer = () =>
				response.setHeader('content-type', 'application/json').end('{"status":"success"}');
			waiting.push({ client, answer });
			// Of four clients, four are on their way before any is answered.
			if (waiting.length < 4) return;
			together.push(waiting.map((one) => one.client));
			for (const one of waiting.splice(0)) one.answer();
		});
		const items = Array.from({ length: 24 }, (_, index) => ({
			client: 1 + (index % 4),
			text: `text ${index}`,
		}));

		const { error } = await run(SEND, {
			items,
			credentials: { apiKey: 'key', server: server.origin },
		});

		expect(error).toBeUndefined();
		expect(together.map((clients) => [...clients].sort())).toEqual(
			Array.from({ length: 6 }, () => ['1', '2', '3', '4']),
		);
	});
});
