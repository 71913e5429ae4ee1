import { trying } from '../support/properties/settings';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import {
	addressOf,
	allowedRanges,
	isInRanges,
	rangeOf,
} from '../../nodes/Mavibot/trigger/addresses';
import { isAllowedAddress, isSecret } from '../../nodes/Mavibot/trigger/caller';
import { linkProblem } from '../../nodes/Mavibot/trigger/localNetwork';
import { TOP_LEVEL_DOMAINS } from '../../nodes/Mavibot/trigger/topLevelDomains';

describe('an address', () => {
	it.each([
		['0.0.0.0', 0xffff00000000n],
		['255.255.255.255', 0xffffffffffffn],
		['::', 0n],
		['::1', 1n],
		['1::', 1n << 112n],
		['2001:db8::8:800:200c:417a', 0x20010db80000000000080800200c417an],
		['2001:DB8:0:0:8:800:200C:417A', 0x20010db80000000000080800200c417an],
		['::ffff:10.0.0.1', 0xffff0a000001n],
		['::ffff:a00:1', 0xffff0a000001n],
		['fe80::1%eth0', (0xfe80n << 112n) + 1n],
		[' 10.0.0.1 ', 0xffff0a000001n],
	])('%s is read', (text, value) => expect(addressOf(text)).toBe(value));

	it.each([
		'',
		'10',
		'10.0.0',
		'10.0.0.256',
		'10.0.0.01',
		'010.0.0.1',
		'1.2.3.4.5',
		'a.b.c.d',
		':',
		':::',
		'1::2::3',
		'1:2:3:4:5:6:7',
		'1:2:3:4:5:6:7:8:9',
		'1:2:3:4:5:6:7:8::',
		'12345::',
		'g::',
		'1.2.3.4::',
		'::1.2.3',
		'localhost',
	])('%p is none', (text) => expect(addressOf(text)).toBeUndefined());
});

describe('a list of addresses', () => {
	const ranges = allowedRanges(
		'203.0.113.7, 10.1.0.0/16\n192.168.1.10-192.168.1.20; 2001:db8::/33, ::1',
	);

	it.each([
		'203.0.113.7',
		'::ffff:203.0.113.7',
		'10.1.0.0',
		'10.1.255.255',
		'192.168.1.10',
		'192.168.1.20',
		'2001:db8:7fff::1',
		'::1',
	])('holds %s', (address) => expect(isInRanges(address, ranges)).toBe(true));

	it.each([
		'203.0.113.8',
		'10.0.255.255',
		'10.2.0.0',
		'192.168.1.9',
		'192.168.1.21',
		'2001:db8:8000::',
		'::2',
		'',
		'no address',
	])('does not hold %p', (address) => expect(isInRanges(address, ranges)).toBe(false));

	it('takes the whole of a family as /0 and nothing of the other', () => {
		expect(isInRanges('8.8.8.8', allowedRanges('0.0.0.0/0'))).toBe(true);
		expect(isInRanges('2001:db8::1', allowedRanges('0.0.0.0/0'))).toBe(false);
		expect(isInRanges('2001:db8::1', allowedRanges('::/0'))).toBe(true);
	});

	it.each(['10.0.0.0/33', '::/129', '10.0.0.1/', '10.0.0.1/a', '10.0.0.2-10.0.0.1', '1/2/3', 'x'])(
		'refuses %s by name',
		(entry) => {
			expect(rangeOf(entry)).toBeUndefined();
			expect(() => allowedRanges(`10.0.0.1, ${entry}`)).toThrow(`"${entry}"`);
		},
	);

	it('is asked for the address of the connection and those that a known proxy forwards', () => {
		const allowed = allowedRanges('203.0.113.7');
		expect(isAllowedAddress({ ip: '203.0.113.7' }, allowed)).toBe(true);
		expect(isAllowedAddress({ ip: '10.0.0.1', ips: ['203.0.113.7'] }, allowed)).toBe(true);
		expect(isAllowedAddress({ ip: '10.0.0.1', ips: [] }, allowed)).toBe(false);
		expect(isAllowedAddress({}, allowed)).toBe(false);
		expect(isAllowedAddress({}, [])).toBe(true);
	});
});

describe('the secret', () => {
	it('is right only as the very text', () => {
		expect(isSecret('sesame', 'sesame')).toBe(true);
		for (const given of ['', 'Sesame', 'sesame ', ['sesame'], undefined, { sesame: '' }]) {
			expect(isSecret(given, 'sesame')).toBe(false);
		}
		expect(isSecret(undefined, '')).toBe(false);
	});
});

describe('a link', () => {
	it.each([
		'https://files.example.com/a.png',
		'http://8.8.8.8/',
		'http://[2606:4700::1111]/',
		'https://user:word@files.example.com:8443/a?b#c',
		'http://172.15.255.255/',
		'http://172.32.0.1/',
		'http://[64:ff9b::808:808]/',
		'https://local.example.com/',
		'https://mylocalhost.example.com/',
		'https://FILES.Example.COM./',
		'https://api.telegram.org/file/bot1:a/photos/file_0.jpg',
		'https://my_shop.example.co.uk/',
		'https://xn--e1aybc.xn--p1ai/',
		'https://почта.рф/',
		'https://例え.みんな/',
		'https://westeurope1-mediap.svc.ms/a',
		'https://svc.example.com/',
		'https://node.example.com/',
		'https://consul.example.com/',
		// What a name resolves to is not looked at.
		'http://127.0.0.1.nip.io/',
	])('%s may be followed', (link) => expect(linkProblem(link, false)).toBeUndefined());

	it.each([
		'http://localhost/',
		'http://LOCALHOST./',
		'http://a.localhost/',
		'http://printer.local/',
		'http://metadata.google.internal/',
		'http://metadata.google.internal./',
		'http://metadata.google.internal.example.com/',
		'http://n8n/',
		'http://n8n./',
		'http://app/',
		'http://com./',
		'http://.com/',
		'http://files..com/',
		'http://files.example.com../',
		'http://postgres.default/',
		'http://kubernetes.default.svc/',
		'http://KUBERNETES.Default.SVC./',
		'http://kubernetes.default.svc.cluster.local/',
		'http://10-1-2-3.default.pod.cluster.local/',
		'http://web.cluster.local.example.com/',
		'http://kubernetes.default.svc.shop.example.com/',
		'http://web-0.web.default.svc.shop.example.com/',
		'http://10-1-2-3.default.pod.shop.example.com/',
		'http://web.service.consul/',
		'http://web.service.dc1.consul/',
		'http://host-1.node.consul/',
		'http://web.service.consul.example.com/',
		'http://web.service.dc1.consul.example.com/',
		'http://host.docker.internal/',
		'http://host.docker.internal.example.com/',
		'http://files.test/',
		'http://files.example/',
		'http://files.invalid/',
		'http://nas.home/',
		'http://nas.home.arpa/',
		'http://1.0.0.127.in-addr.arpa/',
		'http://nas.fritz.box.lan/',
		'http://abc.onion/',
		'http://abc.alt/',
		'http://files.my_net/',
		'http://files.xn--nothing/',
		'http://files.comm/',
		'http://0/',
		'http://127.0.0.1/',
		'http://127.1/',
		'http://2130706433/',
		'http://0x7f000001/',
		'http://0x7f.1/',
		'http://0177.0.0.1/',
		'http://017700000001/',
		'http://127.0.0.1./',
		'http://%31%32%37.0.0.1/',
		'http://１２７.0.0.1/',
		'http://user@127.0.0.1/',
		'http://files.example@127.0.0.1/',
		'http://10.0.0.1/',
		'http://100.100.100.200/',
		'http://169.254.169.254/latest/meta-data',
		'http://172.16.0.1/',
		'http://172.31.255.255/',
		'http://192.168.0.1/',
		'http://192.0.0.192/',
		'http://198.18.0.1/',
		'http://224.0.0.1/',
		'http://255.255.255.255/',
		'http://[::]/',
		'http://[::1]/',
		'http://[::ffff:127.0.0.1]/',
		'http://[::ffff:7f00:1]/',
		'http://[0:0:0:0:0:ffff:a9fe:a9fe]/',
		'http://[::127.0.0.1]/',
		'http://[64:ff9b::7f00:1]/',
		'http://[64:ff9b:1::1]/',
		'http://[2002:7f00:1::]/',
		'http://[2001::1]/',
		'http://[fc00::1]/',
		'http://[fd00:ec2::254]/',
		'http://[fe80::1]/',
		'http://[fec0::1]/',
		'http://[ff02::1]/',
	])('%s leads into the local network', (link) => {
		expect(linkProblem(link, false)).toBe(
			'the link leads into the local network (Allow Local Network is off)',
		);
		expect(linkProblem(link, true)).toBeUndefined();
	});

	it.each(['file:///etc/passwd', 'ftp://files.example/', 'data:text/plain,a', 'javascript:1'])(
		'%s is never followed',
		(link) => expect(linkProblem(link, true)).toContain('neither http nor https'),
	);

	it.each([
		'',
		'files.example/a',
		'//files.example',
		'http://',
		'http://1.2.3.4.5/',
		'http://[::1/',
	])('%p is no address, or none that may be followed', (link) =>
		expect(linkProblem(link, false)).toBeDefined(),
	);
});

describe('a name', () => {
	// What begins like the encoding of another script has to be one.
	const label = fc
		.stringMatching(/^[a-z]([a-z0-9-]{0,10}[a-z0-9])?$/)
		.filter((text) => !/^..--/.test(text));
	const ends = [...TOP_LEVEL_DOMAINS].filter((end) => end !== 'arpa');
	const inAnyCase = (name: string) =>
		fc.tuple(fc.constantFrom(name, name.toUpperCase()), fc.constantFrom('', '.'));

	it('is of the internet where it ends in any of its top-level domains', () => {
		fc.assert(
			fc.property(
				fc.tuple(label, fc.constantFrom(...ends)).chain((labels) => inAnyCase(labels.join('.'))),
				([name, dot]) => {
					expect(linkProblem(`https://${name}${dot}/a`, false)).toBeUndefined();
				},
			),
			trying(100),
		);
	});

	it('is of the local network where it ends in anything else, or is nothing but an end', () => {
		const other = label.filter((end) => !TOP_LEVEL_DOMAINS.has(end));
		fc.assert(
			fc.property(
				fc
					.oneof(
						fc.tuple(label, other).map((labels) => labels.join('.')),
						label,
						fc.constantFrom(...ends),
					)
					.filter((name) => URL.canParse(`https://${name}/`))
					.chain(inAnyCase),
				([name, dot]) => {
					expect(linkProblem(`https://${name}${dot}/a`, false)).toContain('local network');
				},
			),
			trying(100),
		);
	});

	it('of a service in Kubernetes is of the local network, whatever the domain of the cluster', () => {
		fc.assert(
			fc.property(label, label, fc.constantFrom('svc', 'pod'), label, (name, space, kind, end) => {
				for (const domain of ['', `.${end}`, `.${end}.com`, '.cluster.local']) {
					const link = `http://${name}.${space}.${kind}${domain}/`;
					if (URL.canParse(link)) expect(linkProblem(link, false)).toContain('local network');
				}
			}),
			trying(100),
		);
	});
});

describe('the top-level domains', () => {
	const names = [...TOP_LEVEL_DOMAINS];

	it('are labels in lower case, each once, in order', () => {
		for (const name of names) {
			expect(name).toMatch(/^([a-z]{2,63}|xn--[a-z0-9-]{1,58}[a-z0-9])$/);
			expect(new URL(`http://a.${name}/`).hostname).toBe(`a.${name}`);
		}
		expect(names).toEqual([...names].sort());
		const source = readFileSync(
			join(__dirname, '../../nodes/Mavibot/trigger/topLevelDomains.ts'),
			'utf8',
		);
		expect(source.split('`')[1].trim().split(/\s+/)).toEqual(names);
	});

	it('are those of the internet', () => {
		expect(names.length).toBeGreaterThan(1_400);
		expect(names).toEqual(
			expect.arrayContaining([
				...[
					'com',
					'org',
					'net',
					'edu',
					'gov',
					'int',
					'info',
					'biz',
					'io',
					'ai',
					'app',
					'dev',
					'cloud',
				],
				...[
					'ru',
					'ua',
					'kz',
					'by',
					'uk',
					'de',
					'fr',
					'us',
					'cn',
					'in',
					'br',
					'online',
					'shop',
					'link',
				],
				...['xn--p1ai', 'xn--j1amh', 'xn--90ais', 'xn--fiqs8s'],
			]),
		);
		const reserved = [
			'test',
			'example',
			'invalid',
			'localhost',
			'local',
			'internal',
			'onion',
			'alt',
		];
		const ofNetworks = ['lan', 'home', 'corp', 'mail', 'intranet', 'private', 'svc', 'consul'];
		for (const name of [...reserved, ...ofNetworks]) expect(names).not.toContain(name);
	});
});
