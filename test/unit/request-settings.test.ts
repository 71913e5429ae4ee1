/** What a person sets under "Request Options". */
import type { IDataObject } from 'n8n-workflow';
import { batchesOf, httpSettings, paceOf } from '../../nodes/Mavibot/transport/requestOptions';
import { made } from '../support/made';

describe('a proxy', () => {
	const proxyOf = (proxy: unknown) => made(() => httpSettings({ proxy } as IDataObject).proxy);
	const WRITE = 'Write it as http://host:port.';
	const EMPTY =
		'Proxy is empty. Nothing is sent past a proxy that is to be used. If the field is an expression, it gave nothing for this item; to send without a proxy, remove the option.';

	it.each([
		['http://proxy:80', { host: 'proxy', port: 80, protocol: 'http' }],
		[' https://proxy:443\u200b', { host: 'proxy', port: 443, protocol: 'https' }],
		['HTTP://Proxy:0080/', { host: 'proxy', port: 80, protocol: 'http' }],
		['http://[::1]:3128', { host: '[::1]', port: 3128, protocol: 'http' }],
		['http://proxy:80?a=b:1', { host: 'proxy', port: 80, protocol: 'http' }],
		['http://proxy:80#a:1', { host: 'proxy', port: 80, protocol: 'http' }],
		[
			'http://a%40b:c%2fd%25@proxy:8080',
			expect.objectContaining({ auth: { username: 'a%40b', password: 'c%2Fd%25' } }),
		],
		[
			'http://a:50%@proxy:8080',
			expect.objectContaining({ auth: { username: 'a', password: '50%25' } }),
		],
		['', EMPTY],
		[5, EMPTY],
		['proxy:80', `The proxy is no address. ${WRITE}`],
		['http:proxy:80', `The proxy is no address. ${WRITE}`],
		['http://:80', `The proxy is no address. ${WRITE}`],
		['http://proxy:80x', `The proxy is no address. ${WRITE}`],
		['x http://proxy:80', `The proxy is no address. ${WRITE}`],
		['http://proxy', `The proxy has no port. ${WRITE}`],
		['http://proxy:', `The proxy has no port. ${WRITE}`],
		['http://proxy:0', `The proxy has no port. ${WRITE}`],
		['http://proxy/a:80', `The proxy has no port. ${WRITE}`],
		['http://a:80@proxy', `The proxy has no port. ${WRITE}`],
		[
			'SOCKS5://proxy:1080',
			`n8n cannot send through a proxy of the kind "socks5". It knows http and https. ${WRITE}`,
		],
		[
			'git+ssh.2-a://proxy:22',
			`n8n cannot send through a proxy of the kind "git+ssh.2-a". It knows http and https. ${WRITE}`,
		],
	] as Array<[unknown, unknown]>)('%j is %j', (given, expected) =>
		expect(proxyOf(given)).toEqual(expected),
	);
});

it('has n8n give a request up after 5 minutes, or what was set, within what Node can count', () => {
	const timeOut = (settings: object) => made(() => httpSettings({ ...settings }).timeout);
	expect([{}, { timeout: 0 }, { timeout: 1 }, { timeout: 2_147_483_647 }].map(timeOut)).toEqual([
		...[300_000, 300_000, 1, 2_147_483_647],
	]);
	expect(timeOut({ timeout: 0.5 })).toBe('Timeout has to be from 1 to 2147483647, and is 0.5');
	expect(timeOut({ timeout: 2_147_483_648 })).toMatch('Timeout has to be from 1 to 2147483647');
	expect(timeOut({ timeout: '' })).toMatch('Timeout is empty');
});

it('asks n8n only for what was chosen', () => {
	expect(httpSettings({})).toEqual({ timeout: 300_000 });
	expect(httpSettings({ allowUnauthorizedCerts: false })).toEqual({ timeout: 300_000 });
	expect(httpSettings({ allowUnauthorizedCerts: true })).toEqual({
		timeout: 300_000,
		skipSslCertificateValidation: true,
	});
});

it('has a pace of its own, within its bounds', () => {
	const pace = (settings: object) => made(() => paceOf({ ...settings }));
	expect(pace({})).toEqual({ tries: 8, longestWaitMs: 60_000, requestsAtOnce: 50 });
	expect(pace({ tries: 1, longestWait: 0.5, requestsAtOnce: '9' })).toEqual({
		...{ tries: 1, longestWaitMs: 500, requestsAtOnce: 9 },
	});
	expect(pace({ tries: '' })).toMatch('Tries per Request is empty');
	expect(pace({ tries: 1.5 })).toMatch('Tries per Request has to be a whole number');
	expect(pace({ longestWait: 3601 })).toMatch('Longest Wait (Seconds) has to be from 0 to 3600');
	expect(pace({ requestsAtOnce: 0 })).toMatch('Requests at Once has to be from 1 to 1000');
});

it('knows batches by the rules of n8n', () => {
	const batches = (batch: unknown) => batchesOf({ batching: { batch } } as IDataObject);
	expect(batches({ batchSize: 5, batchInterval: 70 })).toEqual({ size: 5, intervalMs: 70 });
	expect(batches({ batchSize: 1.5, batchInterval: '70' })).toEqual({ size: 2, intervalMs: 70 });
	for (const batchSize of [0, -1, 'x', undefined]) {
		expect(batches({ batchSize, batchInterval: 1 })).toEqual({ size: 1, intervalMs: 1 });
	}
	for (const none of [{ batchSize: 5, batchInterval: 0 }, { batchInterval: 'x' }, {}, null, 5]) {
		expect(batches(none)).toBeUndefined();
	}
	for (const batching of [undefined, null, 5, {}]) expect(batchesOf({ batching })).toBeUndefined();
});
