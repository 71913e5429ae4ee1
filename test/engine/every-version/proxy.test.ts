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

const through = (address: unknown, rest: INodeParameters = {}): INodeParameters => ({
	requestOptions: { proxy: address as string, tries: 1, ...rest },
});

describe.each(WAYS)('a proxy, %s', (_how, parameters, asTool) => {
	it('passes the requests on', async () => {
		const { error } = await run(
			{ ...parameters, ...through(`http://127.0.0.1:${port}`) },
			{ asTool },
		);

		expect(error).toBeUndefined();
		expect(requests()).toHaveLength(1);
		expect(asked).toHaveLength(1);
		expect(asked[0].address.startsWith(`${api().origin}/api/`)).toBe(true);
	});

	it('is told who asks, with signs that an address writes in another way', async () => {
		for (const password of ['p%40s%2Fs%25', 'p@s%2fs%25']) {
			await run(
				{ ...parameters, ...through(`http://us%65r:${password}@127.0.0.1:${port}`) },
				{ asTool },
			);
		}

		expect(asked.map(({ login }) => login)).toEqual(['user:p@s/s%', 'user:p@s/s%']);
	});

	it.each(['socks5://127.0.0.1:1080', 'ftp://127.0.0.1:21'])(
		'of a kind that n8n passes by is refused: %s',
		async (address) => {
			const { error } = await run({ ...parameters, ...through(address) }, { asTool });

			expect(error?.message).toBe(
				`n8n cannot send through a proxy of the kind "${address.split(':')[0]}"`,
			);
			expect(error?.description).toContain('Write it as http://host:port.');
			expect(requests()).toEqual([]);
		},
	);

	it('that an expression leaves empty is not gone around', async () => {
		for (const empty of ['={{ $json.absent }}', '={{ "" }}', '={{ null }}']) {
			const { error } = await run({ ...parameters, ...through(empty) }, { asTool });

			expect(error?.message).toBe('Proxy is empty');
			expect(error?.context).toMatchObject({ itemIndex: 0 });
		}
		expect(requests()).toEqual([]);
	});

	it('where nobody is, is named as what could not be reached', async () => {
		const [nobody] = await freePorts(1);

		const { error } = await run(
			{ ...parameters, ...through(`http://127.0.0.1:${nobody}`) },
			{ asTool },
		);

		expect(error?.message).toBe('The proxy could not be reached: nothing answers at this address');
		expect(error?.description).toContain('Check the proxy');
		expect(requests()).toEqual([]);
	});

	it('that wants to know who asks, is named as what refused', async () => {
		answerOnly = 407;

		const { error } = await run(
			{ ...parameters, ...through(`http://127.0.0.1:${port}`) },
			{ asTool },
		);

		expect(error?.message).toBe('The proxy refused the request');
	});
});

// As a tool of agents before version 3, n8n's own routing reads the field first, and is stricter.
describe.each(WAYS.filter(([, , asTool]) => !asTool))('a proxy, %s,', (_how, parameters) => {
	it('may be written with marks that nobody sees', async () => {
		const { error } = await run({
			...parameters,
			...through(`\u200b http://127.0.0.1:${port}/\u00a0\ufeff`),
		});

		expect(error).toBeUndefined();
		expect(asked).toHaveLength(1);
	});

	it('may have a percent sign in its password', async () => {
		await run({ ...parameters, ...through(`http://user:100%@127.0.0.1:${port}`) });

		expect(asked.map(({ login }) => login)).toEqual(['user:100%']);
	});

	it('of marks alone is empty', async () => {
		const { error } = await run({ ...parameters, ...through('={{ " \u200b" }}') });

		expect(error?.message).toBe('Proxy is empty');
		expect(requests()).toEqual([]);
	});

	it('without a port is refused', async () => {
		for (const address of ['http://127.0.0.1', 'http://127.0.0.1/', 'https://127.0.0.1:0']) {
			const { error } = await run({ ...parameters, ...through(address) });

			expect(error?.message).toBe('The proxy has no port');
			expect(error?.description).toBe('Write it as http://host:port.');
		}
		expect(requests()).toEqual([]);
	});
});

describe("what n8n's own routing refuses of a proxy", () => {
	it.each(['http://127.0.0.1', '={{ " " }}', '\u200bhttp://127.0.0.1:1'])(
		'is not sent: %j',
		async (address) => {
			const { error } = await run({ ...SEND, ...through(address) }, { asTool: true });

			expect(error?.message).toContain('The proxy is not val');
			expect(requests()).toEqual([]);
		},
	);
});

describe('what is no proxy', () => {
	it.each(['127.0.0.1:8080', 'proxy', 'http://', 'http://127.0.0.1:99999', '={{ 8080 }}'])(
		'is refused: %s',
		async (address) => {
			const { error } = await run({ ...SEND, ...through(address) });

			expect(error?.message).toMatch(/^(The proxy is no address|Proxy is empty)$/);
			expect(requests()).toEqual([]);
		},
	);

	it('never shows its password', async () => {
		for (const address of ['http://user:s3cret@', 'socks5://user:s3cret@127.0.0.1:1080']) {
			const { error } = await run({ ...SEND, ...through(address) });

			expect(`${error?.message} ${error?.description}`).not.toContain('s3cret');
		}
	});
});
