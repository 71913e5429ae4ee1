import { httpSettings } from '../../nodes/Mavibot/shared/requestSettings';

describe('a proxy', () => {
	it.each([
		['http://proxy:80', { host: 'proxy', port: 80, protocol: 'http' }],
		['https://proxy:443', { host: 'proxy', port: 443, protocol: 'https' }],
		['HTTP://Proxy:0080/', { host: 'proxy', port: 80, protocol: 'http' }],
		['http://[::1]:3128', { host: '[::1]', port: 3128, protocol: 'http' }],
	])('keeps the port that its scheme has by default: %s', (proxy, expected) => {
		expect(httpSettings({ proxy }).proxy).toEqual(expected);
	});

	it('has a name and a password that stay encoded, since n8n decodes them', () => {
		expect(httpSettings({ proxy: 'http://a%40b:c%2fd%25@proxy:8080' }).proxy).toMatchObject({
			auth: { username: 'a%40b', password: 'c%2Fd%25' },
		});
	});

	it('is none where the option was not added', () => {
		expect(httpSettings({})).not.toHaveProperty('proxy');
	});
});
