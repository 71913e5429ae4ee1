import type { IHttpRequestOptions } from 'n8n-workflow';
import { MavibotApi, NOT_SENT, PLACEHOLDER_ORIGIN } from '../../credentials/MavibotApi.credentials';

const { authenticate } = new MavibotApi();
const KEY = 'abc123';
const CREDENTIALS = { apiKey: KEY, server: 'https://chatter.mavibot.ai' };

const own = (url: string, rest: Partial<IHttpRequestOptions> = {}): IHttpRequestOptions => ({
	baseURL: PLACEHOLDER_ORIGIN,
	url,
	...rest,
});

it('says at the server what the codes mean that n8n shows of one that cannot be reached', () => {
	const server = new MavibotApi().properties.find(({ name }) => name === 'server');
	expect(server?.hint).toMatch(/ECONNREFUSED or ENOTFOUND, nothing can be reached/);
});

describe('the credential puts the key into the path', () => {
	it.each([
		['a request of the node', own('/message'), 'https://chatter.mavibot.ai/api/abc123/message'],
		[
			'a request with a query in its URL',
			own('/get_clients?limit=5'),
			'https://chatter.mavibot.ai/api/abc123/get_clients?limit=5',
		],
		[
			'a URL typed with /api',
			{ url: 'https://chatter.mavibot.ai/api/message' },
			'https://chatter.mavibot.ai/api/abc123/message',
		],
		[
			'a URL typed without /api',
			{ url: 'https://chatter.mavibot.ai/message' },
			'https://chatter.mavibot.ai/api/abc123/message',
		],
	])('of %s', async (_what, options, expected) => {
		const authenticated = await authenticate(CREDENTIALS, options);

		expect(authenticated.url).toBe(expected);
		expect(authenticated.baseURL).toBeUndefined();
	});

	it('of the older form that the HTTP Request node uses', async () => {
		const options = { uri: 'https://chatter.mavibot.ai/message' } as unknown as IHttpRequestOptions;

		expect(await authenticate(CREDENTIALS, options)).toMatchObject({
			uri: 'https://chatter.mavibot.ai/api/abc123/message',
		});
	});

	it.each([
		['spaces around it', '  abc123\n', 'abc123'],
		['marks without width around it', '\ufeff\u200babc123\u2060\u00a0', 'abc123'],
		['a slash', 'a/b', 'a%2Fb'],
		['a question mark and a hash', 'a?b#c', 'a%3Fb%23c'],
		['a space within', 'a b', 'a%20b'],
	])('with %s', async (_what, apiKey, inPath) => {
		const { url } = await authenticate({ ...CREDENTIALS, apiKey }, own('/message'));

		expect(url).toBe(`https://chatter.mavibot.ai/api/${inPath}/message`);
	});

	it.each([
		['raw', 'abc123', '/api/abc123/get_clients?limit=5'],
		['raw, without /api', 'abc123', '/abc123/get_clients?limit=5'],
		['raw, with a slash in it', 'a/b', '/api/a/b/get_clients?limit=5'],
		['encoded', 'a/b', '/api/a%2Fb/get_clients?limit=5'],
		['encoded in small letters', 'a/b', '/api/a%2fb/get_clients?limit=5'],
		['with a percent sign', '100%', '/api/100%/get_clients?limit=5'],
	])('once, where the URL holds it already: %s', async (_how, apiKey, path) => {
		const { url } = await authenticate(
			{ ...CREDENTIALS, apiKey },
			{ url: `https://chatter.mavibot.ai${path}` },
		);

		expect(url).toBe(
			`https://chatter.mavibot.ai/api/${encodeURIComponent(apiKey)}/get_clients?limit=5`,
		);
	});

	it('once, where the URL ends with it', async () => {
		const { url } = await authenticate(CREDENTIALS, {
			url: 'https://chatter.mavibot.ai/api/abc123/',
		});

		expect(url).toBe('https://chatter.mavibot.ai/api/abc123');
	});

	it('of another server, as people type it', async () => {
		for (const server of [
			'https://bots.example.com',
			' https://bots.example.com/ ',
			'\u200bhttps://bots.example.com\u00a0',
			'bots.example.com',
			'bots.example.com/',
		]) {
			const { url } = await authenticate({ ...CREDENTIALS, server }, own('/message'));
			expect(url).toBe('https://bots.example.com/api/abc123/message');
		}
	});

	it('without changing the request that n8n goes on to show', async () => {
		const options = own('/message', { body: { message: 'Hello' } });

		await authenticate(CREDENTIALS, options);

		expect(options).toEqual(own('/message', { body: { message: 'Hello' } }));
	});
});

describe('a request with the key', () => {
	const OF_HTTP_REQUEST = {
		uri: 'https://chatter.mavibot.ai/message',
		followRedirect: true,
		followAllRedirects: true,
		maxRedirects: 21,
		encoding: null,
		useStream: true,
	} as unknown as IHttpRequestOptions;

	it.each([
		['the node', own('/message')],
		['the HTTP Request node', OF_HTTP_REQUEST],
	])('goes to no other address, whatever %s says', async (_who, options) => {
		expect(await authenticate(CREDENTIALS, options)).toMatchObject({
			disableFollowRedirect: true,
			followRedirect: false,
			followAllRedirects: false,
			maxRedirects: 0,
		});
	});

	it('leaves no answer to be read later, which would keep the address with it', async () => {
		expect(await authenticate(CREDENTIALS, OF_HTTP_REQUEST)).not.toHaveProperty('useStream');
	});

	it('leaves it where the HTTP Request node may go from page to page, which reads it at once', async () => {
		const page = { ...OF_HTTP_REQUEST, simple: false, qs: {} } as unknown as IHttpRequestOptions;

		expect(await authenticate(CREDENTIALS, page)).toHaveProperty('useStream', true);
	});

	it.each([{ simple: false }, { simple: true, qs: {} }])(
		'and not where it cannot: %j',
		async (rest) => {
			const options = { ...OF_HTTP_REQUEST, ...rest } as unknown as IHttpRequestOptions;

			expect(await authenticate(CREDENTIALS, options)).not.toHaveProperty('useStream');
		},
	);
});

describe('the credential refuses', () => {
	const refusalOf = async (credentials: object, options: object): Promise<Error> =>
		await authenticate({ ...CREDENTIALS, ...credentials }, options as IHttpRequestOptions).then(
			() => {
				throw new Error('it did not refuse');
			},
			(error: Error) => error,
		);

	it.each([
		'https://example.com/message',
		'http://chatter.mavibot.ai/message',
		'https://chatter.mavibot.ai:8443/message',
		'https://chatter.mavibot.ai.example.com/message',
		'https://chatter.mavibot.ai@example.com/message',
		'https://sub.chatter.mavibot.ai/message',
		'file:///etc/hosts',
	])('to send the key to %s', async (url) => {
		const { message } = await refusalOf({}, { url });

		expect(message).toMatch(
			/^The Mavibot key is sent to https:\/\/chatter\.mavibot\.ai only|^The request has no address/,
		);
		expect(message).not.toContain(KEY);
	});

	it.each(['', '   ', undefined, null, '..'])('a key that is %p', async (apiKey) => {
		expect((await refusalOf({ apiKey }, own('/message'))).message).toContain('The API key');
	});

	it.each([
		'/api/another-key/get_clients',
		'/another-key/get_clients',
		'/api/abc1234/get_clients',
		'/api/abc123/abc123/get_clients',
		'/api/%/get_clients',
	])('a URL with another key in it: %s', async (path) => {
		const { message } = await refusalOf({}, { url: `https://chatter.mavibot.ai${path}` });

		expect(message).toBe('The URL holds a key already, leave it out');
	});

	it.each([
		'https://bots.example.com/api',
		'https://bots.example.com/api/abc123/message',
		'bots.example.com/api',
		'https://bots.example.com//',
		'https://bots.example.com?key=abc123',
		'https://bots.example.com/?',
		'https://bots.example.com#abc123',
	])('a server with something behind its name: %s', async (server) => {
		const error = await refusalOf({ server }, own('/message'));

		expect(error.message).toBe(
			'The server of the Mavibot credential has something behind its name',
		);
		expect(JSON.stringify(Object.entries(error))).not.toContain(KEY);
	});

	it('with a code by which the node knows that nothing was sent', async () => {
		for (const [credentials, options] of [
			[{ apiKey: '' }, own('/message')],
			[{ server: 'ftp://example.com' }, own('/message')],
			[{}, { url: 'https://example.com/message' }],
		]) {
			expect(await refusalOf(credentials, options)).toMatchObject({ httpCode: NOT_SENT });
		}
	});

	it.each(['ftp://example.com', 'https://', 'https://user:word@example.com', 'not an address'])(
		'the server %p',
		async (server) => {
			const { message } = await refusalOf({ server }, own('/message'));

			expect(message).toContain('is not an address');
			expect(message).not.toContain(KEY);
		},
	);
});

describe("n8n's list of allowed domains", () => {
	it('lets the node reach the server of its own credential', async () => {
		const options = own('/message', { allowedDomains: 'mavibot.invalid, example.com' });

		expect((await authenticate(CREDENTIALS, options)).allowedDomains).toBe(
			'mavibot.invalid, example.com, chatter.mavibot.ai',
		);
	});

	it('is not widened for a URL that a person typed', async () => {
		const options = { url: 'https://chatter.mavibot.ai/message', allowedDomains: 'example.com' };

		expect((await authenticate(CREDENTIALS, options)).allowedDomains).toBe('example.com');
	});
});
