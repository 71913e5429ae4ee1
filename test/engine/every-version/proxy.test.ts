/** Requests go through the proxy of the Request Options, in each way of running, or they do not go. */
import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { INodeParameters } from 'n8n-workflow';
import { freePorts } from '../../support/real-n8n/ports';
import { byId, useMavibot } from '../../support/engine/mavibot';

const { api, requests, run } = useMavibot();

const SEND = { resource: 'message', operation: 'send', clientId: byId('101'), message: 'Hello' };
const WAYS: Array<[string, INodeParameters, boolean]> = [
	['item by item', SEND, false],
	['as a tool', SEND, true],
	['in bulk', { resource: 'list', operation: 'add', listId: '5', clients: '101' }, false],
	['in pages', { resource: 'client', operation: 'getAll', limit: 3 }, false],
];

/** What a proxy was asked for. */
interface Asked {
	address: string;
	/** User name and password, with a colon between them. */
	login: string | undefined;
}

let asked: Asked[] = [];
let answerOnly: number | undefined;
let proxy: Server;
let port = 0;

const loginOf = ({ headers }: IncomingMessage): string | undefined =>
	headers['proxy-authorization'] &&
	Buffer.from(headers['proxy-authorization'].replace('Basic ', ''), 'base64').toString();

beforeAll(async () => {
	proxy = createServer((incoming, outgoing) => {
		asked.push({ address: String(incoming.url), login: loginOf(incoming) });
		if (answerOnly !== undefined) {
			outgoing.writeHead(answerOnly).end('who are you?');
			return;
		}
		const { method, headers } = incoming;
		const passedOn = request(String(incoming.url), { method, headers }, (answer) => {
			outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.pipe(outgoing);
		});
		incoming.pipe(passedOn);
	});
	await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
	port = (proxy.address() as AddressInfo).port;
});
beforeEach(() => {
	asked = [];
	answerOnly = undefined;
});
afterAll(async () => {
	proxy.closeAllConnections();
	await new Promise((resolve) => proxy.close(resolve));
});

// What an address of a proxy may look like is in test/unit/request-settings.test.ts.
describe.each(WAYS)('a proxy, %s', (_how, parameters, asTool) => {
	const runThrough = async (address: string) =>
		await run({ ...parameters, requestOptions: { proxy: address, tries: 1 } }, { asTool });

	it('passes the requests on, and is told who asks', async () => {
		for (const password of ['p%40s%2Fs%25', 'p@s%2fs%25']) {
			const { error } = await runThrough(`http://us%65r:${password}@127.0.0.1:${port}`);
			expect(error).toBeUndefined();
		}

		expect(requests()).toHaveLength(2);
		expect(asked.map(({ login }) => login)).toEqual(['user:p@s/s%', 'user:p@s/s%']);
		expect(asked[0].address.startsWith(`${api().origin}/api/`)).toBe(true);
	});

	it.each([
		['socks5://user:s3cret@127.0.0.1:1080', 'n8n cannot send through a proxy of the kind "socks5"'],
		['ftp://127.0.0.1:21', 'n8n cannot send through a proxy of the kind "ftp"'],
		['={{ $json.absent }}', 'Proxy is empty'],
		['={{ "" }}', 'Proxy is empty'],
		['={{ null }}', 'Proxy is empty'],
	])('that cannot be used is not gone around: %s', async (address, message) => {
		const { error } = await runThrough(address);

		expect(error?.message).toBe(message);
		expect(error?.description).not.toContain('s3cret');
		expect(error?.context).toMatchObject({ itemIndex: 0 });
		expect(requests()).toEqual([]);
	});

	it('where nobody is, is named as what could not be reached', async () => {
		const [nobody] = await freePorts(1);

		const { error } = await runThrough(`http://127.0.0.1:${nobody}`);

		expect(error?.message).toBe('The proxy could not be reached: nothing answers at this address');
		expect(error?.description).toContain('Check the proxy');
		expect(requests()).toEqual([]);
	});

	it('that wants to know who asks, is named as what refused', async () => {
		answerOnly = 407;

		const { error } = await runThrough(`http://127.0.0.1:${port}`);

		expect(error?.message).toBe('The proxy refused the request');
	});

	// As a tool of agents before version 3, n8n's own routing reads the field first, and is stricter.
	if (asTool) {
		it.each(['http://127.0.0.1', '={{ " " }}', '\u200bhttp://127.0.0.1:1'])(
			"that n8n's own routing refuses is not gone around: %j",
			async (address) => {
				expect((await runThrough(address)).error?.message).toContain('The proxy is not val');
				expect(requests()).toEqual([]);
			},
		);
		return;
	}

	it('may be written with marks that nobody sees, and a percent sign in its password', async () => {
		const { error } = await runThrough(`\u200b http://user:100%@127.0.0.1:${port}/\u00a0\ufeff`);

		expect(error).toBeUndefined();
		expect(asked.map(({ login }) => login)).toEqual(['user:100%']);
	});

	it.each([
		['={{ " \u200b" }}', 'Proxy is empty'],
		['http://127.0.0.1', 'The proxy has no port'],
		['http://127.0.0.1:99999', 'The proxy is no address'],
		['http://user:s3cret@', 'The proxy is no address'],
	])('that is none is not gone around: %j', async (address, message) => {
		const { error } = await runThrough(address);

		expect(error?.message).toBe(message);
		expect(error?.description).not.toContain('s3cret');
		expect(requests()).toEqual([]);
	});
});
