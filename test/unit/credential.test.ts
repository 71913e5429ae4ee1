import type { IHttpRequestOptions } from 'n8n-workflow';
import { MavibotApi, PLACEHOLDER_ORIGIN } from '../../credentials/MavibotApi.credentials';

const { authenticate } = new MavibotApi();
const KEY = 'abc123';
const CREDENTIALS = { apiKey: KEY, server: 'https://chatter.mavibot.ai' };

const own = (url: string, rest: Partial<IHttpRequestOptions> = {}): IHttpRequestOptions => ({
	baseURL: PLACEHOLDER_ORIGIN,
	url,
	...rest,
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
		['a slash', 'a/b', 'a%2Fb'],
		['a question mark and a hash', 'a?b#c', 'a%3Fb%23c'],
		['a space within', 'a b', 'a%20b'],
	])('with %s', async (_what, apiKey, inPath) => {
		const { url } = await authenticate({ ...CREDENTIALS, apiKey }, own('/message'));

		expect(url).toBe(`https://chatter.mavibot.ai/api/${inPath}/message`);
	});

	it('of another server, as people type it', async () => {
		for (const server of [
			'https://bots.example.com',
			' https://bots.example.com/ ',
			'bots.example.com',
			'https://bots.example.com/api/KEY',
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
