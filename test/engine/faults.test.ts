import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { byId, useMavibot } from './support/mavibot';

const { api, requests, run } = useMavibot();

const SEND = { resource: 'message', operation: 'send', clientId: byId('101'), message: 'Hello' };
const READ = { resource: 'client', operation: 'getVariables', clientId: byId('101') };
const CLEAR = { resource: 'message', operation: 'clearHistory', clientId: byId('101') };
const NOW = { headers: { 'retry-after': '0' } };

describe('a request that Mavibot has no time for (429)', () => {
	it('is sent again, also a message, which arrives once', async () => {
		api().fail({ action: 'message', status: 429, ...NOW });

		const { error } = await run(SEND);

		expect(error).toBeUndefined();
		expect(requests().map(({ status }) => status)).toEqual([429, 200]);
		expect(api().messagesTo(101)).toHaveLength(1);
	});

	it('is not waited for when Mavibot asks for longer than a minute', async () => {
		api().fail({ action: 'message', status: 429, headers: { 'retry-after': '3600' } });

		const { error } = await run(SEND);

		expect(error?.message).toBe('Mavibot says that this is too much at once');
		expect(requests()).toHaveLength(1);
	});

	it('does not send those again that went through', async () => {
		api().fail({ action: 'message', status: 429, times: 3, ...NOW });

		const { error } = await run(
			{ ...SEND, message: '={{ $json.text }}' },
			{ items: [{ text: 'a' }, { text: 'b' }, { text: 'c' }, { text: 'd' }] },
		);

		expect(error).toBeUndefined();
		expect(requests()).toHaveLength(7);
		expect(
			api()
				.messagesTo(101)
				.map(({ text }) => text)
				.sort(),
		).toEqual(['a', 'b', 'c', 'd']);
	});
});

describe('a request whose outcome is unknown', () => {
	it.each([502, 503, 504])('is sent again for a read answered %i', async (status) => {
		api().fail({ action: 'get_variables', status });

		const { error } = await run(READ);

		expect(error).toBeUndefined();
		expect(requests()).toHaveLength(2);
	});

	it('is sent again for a read whose connection broke', async () => {
		api().fail({ action: 'get_variables', drop: 'before' });

		const { error } = await run(READ);

		expect(error).toBeUndefined();
		expect(requests()).toHaveLength(2);
	});

	it.each([
		['a message answered 503', SEND, { action: 'message', status: 503 }],
		['a message whose connection broke', SEND, { action: 'message', drop: 'before' as const }],
		['a message whose answer broke off', SEND, { action: 'message', drop: 'middle' as const }],
		['a cleared history, though it is a GET', CLEAR, { action: 'clear_history', status: 503 }],
	])('is never sent again: %s', async (_what, parameters, fault) => {
		api().fail(fault);

		const { error } = await run(parameters);

		expect(error?.message).toMatch(/^Mavibot could not/);
		expect(error?.description).toMatch(/look in Mavibot/i);
		expect(requests()).toHaveLength(1);
	});
});

describe('many items', () => {
	it('have no more than 50 requests on their way at a time', async () => {
		let most = 0;
		let held: ServerResponse[] = [];
		// Answers only once 50 requests are waiting, so that fewer at a time would never end.
		const server = createServer((request, response) => {
			request.resume();
			held.push(response);
			most = Math.max(most, held.length);
			if (held.length < 50) return;
			for (const one of held) {
				one.setHeader('content-type', 'application/json').end('{"status":"success"}');
			}
			held = [];
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const { port } = server.address() as AddressInfo;

		const { error, items } = await run(SEND, {
			items: Array.from({ length: 300 }, () => ({})),
			credentials: { apiKey: 'key', server: `http://127.0.0.1:${port}` },
		});
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));

		expect(error).toBeUndefined();
		expect(items).toHaveLength(300);
		expect(most).toBe(50);
	});
});

describe('an answer from elsewhere', () => {
	it('is not gone after when the server points to another address', async () => {
		api().fail({
			action: 'message',
			status: 307,
			headers: { location: `${api().origin}/elsewhere` },
		});

		const { error } = await run(SEND);

		expect(error?.message).toBe('The server sends this request to another address');
		expect(requests()).toHaveLength(1);
	});
});

describe('the key', () => {
	const BAD = 'k3y-with-m4rk';

	it.each([
		['a refused key', { status: 401 }],
		['a missing permission', { status: 403 }],
		['a fault at the other end', { status: 500 }],
		['a broken connection', { drop: 'before' as const }],
		[
			'an answer that names it',
			{ status: 400, body: { status: 'error', message: `no ${BAD} here` } },
		],
		['a page that names it', { status: 404, body: `<html>/api/${BAD}/message</html>` }],
	])('stands in nothing that is stored: %s', async (_what, fault) => {
		api().fail({ action: 'message', ...fault });

		const { error, run: stored } = await run(SEND, {
			credentials: { apiKey: BAD, server: api().origin },
		});

		expect(error).toBeDefined();
		expect(everyTextIn(stored).join('\n')).not.toContain(BAD);
	});

	it('stands in nothing that is stored of a success', async () => {
		const { error, run: stored } = await run(SEND);

		expect(error).toBeUndefined();
		expect(everyTextIn(stored).join('\n')).not.toContain(api().apiKey);
	});
});

/** Every text within a value, also in what JSON leaves out of errors: causes, stacks and hidden fields. */
function everyTextIn(value: unknown, seen = new Set<unknown>()): string[] {
	if (typeof value === 'string') return [value];
	if (typeof value !== 'object' || value === null || seen.has(value)) return [];
	seen.add(value);
	return Reflect.ownKeys(value).flatMap((key) => [
		String(key),
		...everyTextIn(Reflect.get(value, key), seen),
	]);
}
