import { trying } from '../support/properties/settings';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import {
	addressOf,
	allowedRanges,
	isInRanges,
	rangeOf,
} from '../../nodes/Mavibot/trigger/caller/addresses';
import { linkProblem } from '../../nodes/Mavibot/trigger/message/localNetwork';
import { TOP_LEVEL_DOMAINS } from '../../nodes/Mavibot/trigger/message/topLevelDomains';
import { made } from '../support/made';

/** What is said of a link that leads there. */
const LOCAL = 'the link leads into the local network (Allow Local Network is off)';

const words = (text: string): string[] => text.trim().split(/\s+/);

describe('an address', () => {
	it.each([
		['0.0.0.0', 0xffff00000000n],
		['255.255.255.255', 0xffffffffffffn],
		['::', 0n],
		['::1', 1n],
		['1::', 1n << 112n],
		['1:0:0:0:0:0:0::', 1n << 112n],
		['2001:db8::8:800:200c:417a', 0x20010db80000000000080800200c417an],
		['2001:DB8:0:0:8:800:200C:417A', 0x20010db80000000000080800200c417an],
		['::ffff:10.0.0.1', 0xffff0a000001n],
		['::ffff:a00:1', 0xffff0a000001n],
		['0:0:0:0:0:ffff:10.0.0.1', 0xffff0a000001n],
		['fe80::1%eth0', (0xfe80n << 112n) + 1n],
		[' 10.0.0.1 ', 0xffff0a000001n],
	])('%s is read', (text, value) => expect(addressOf(text)).toBe(value));

	it.each([
		'',
		...words('10 10.0.0 10.0.0.256 10.0.0.01 010.0.0.1 10.0.0.0x1 10.0.0.1e1 10.0.0.-1 1.2.3.4.5'),
		...words('a.b.c.d localhost : ::: 1::2::3 12345:: g:: ::g 1.2.3.4:: ::1.2.3 ::1.2.3.4:5'),
		...words('1:2:3:4:5:6:7 1:2:3:4:5:6:7:8:9 1:2:3:4:5:6:7:8:: 1:2:3:4:5:6:7:1.2.3.4'),
	])('%p is none', (text) => expect(addressOf(text)).toBeUndefined());
});

describe('a list of addresses', () => {
	const isIn = (text: string, list: string) => isInRanges(addressOf(text), allowedRanges(list));
	const LIST = '203.0.113.7, 10.1.0.0/16\n192.168.1.10-192.168.1.20; 2001:db8::/33,, ::1';

	it.each(
		words(`203.0.113.7 ::ffff:203.0.113.7 10.1.0.0 10.1.255.255 192.168.1.10 192.168.1.20
			2001:db8:: 2001:db8:7fff:ffff:ffff:ffff:ffff:ffff ::1`),
	)('holds %s', (address) => expect(isIn(address, LIST)).toBe(true));

	it.each([
		...words(`203.0.113.6 203.0.113.8 10.0.255.255 10.2.0.0 192.168.1.9 192.168.1.21
			2001:db7:ffff:: 2001:db8:8000:: :: ::2`),
		...['', 'no address'],
	])('does not hold %p', (address) => expect(isIn(address, LIST)).toBe(false));

	it.each([
		['0.0.0.0/0', '8.8.8.8', '2001:db8::1'],
		['203.0.113.9/24', '203.0.113.0', '203.0.114.0'],
		['10.0.0.1/32', '10.0.0.1', '10.0.0.2'],
		['::1/128', '::1', '::2'],
		['10.0.0.0 / 8', '10.255.255.255', '11.0.0.0'],
		['10.0.0.1 - 10.0.0.1', '10.0.0.1', '10.0.0.2'],
		['::-::1', '::1', '::2'],
	])('%s holds %s and not %s', (list, inside, outside) => {
		expect([isIn(inside, list), isIn(outside, list)]).toEqual([true, false]);
	});

	it('takes all of both families as ::/0, and is nothing where it names nobody', () => {
		expect([isIn('::', '::/0'), isIn('8.8.8.8', '::/0')]).toEqual([true, true]);
		expect([allowedRanges(''), allowedRanges(' , ;\n')]).toEqual([[], []]);
	});

	const ADVICE =
		'Write addresses such as 203.0.113.7 or 2001:db8::7, and ranges such as 203.0.113.0/24, with commas between them.';

	it.each(
		words(`10.0.0.0/33 ::/129 10.0.0.1/ 10.0.0.1/a 10.0.0.1/a8 10.0.0.1/8a 10.0.0.1/+8 10.0.0.1/8.0
			10.0.0.0/8/8 10.0.0.2-10.0.0.1 10.0.0.1-x x-10.0.0.1 10.0.0.1-10.0.0.2-10.0.0.3 1/2/3 x`),
	)('refuses %s by name', (entry) => {
		expect(rangeOf(entry)).toBeUndefined();
		expect(made(() => allowedRanges(`10.0.0.1, ${entry} `))).toBe(
			`"${entry}" under Allowed Addresses is no IP address. ${ADVICE}`,
		);
	});

	it('refuses the first entry that is none, and repeats no more of it than 60 characters', () => {
		expect(made(() => allowedRanges(`${'a'.repeat(61)}, b`))).toBe(
			`"${'a'.repeat(60)}" under Allowed Addresses is no IP address. ${ADVICE}`,
		);
	});
});

describe('a link', () => {
	it.each(
		words(`
		https://files.example.com/a.png https://FILES.Example.COM./ https://user:word@files.example.com:8443/a?b#c
		https://local.example.com/ https://mylocalhost.example.com/ https://my_shop.example.co.uk/
		https://api.telegram.org/file/bot1:a/photos/file_0.jpg https://westeurope1-mediap.svc.ms/a
		https://xn--e1aybc.xn--p1ai/ https://почта.рф/ https://例え.みんな/
		https://svc.example.com/ https://a.svc.example.com/ https://pod.example.com/ https://node.example.com/
		https://consul.example.com/ https://web.node.example.com/ https://cluster.local-shop.com/ http://127.0.0.1.nip.io/
		http://8.8.8.8/ http://[2606:4700::1111]/ http://[64:ff9b::808:808]/ http://[2002:808:808::]/
		`),
	)('%s may be followed', (link) => expect(linkProblem(link, false)).toBeUndefined());

	it.each(
		words(`
		http://localhost/ http://LOCALHOST./ http://a.localhost/ http://printer.local/
		http://n8n/ http://n8n./ http://app/ http://com./ http://.com/ http://files..com/ http://files.example.com../
		http://metadata.google.internal/ http://metadata.google.internal./ http://metadata.google.internal.example.com/
		http://host.docker.internal/ http://host.docker.internal.example.com/ http://web.cluster.local.example.com/
		http://postgres.default/ http://kubernetes.default.svc/ http://KUBERNETES.Default.SVC./
		http://kubernetes.default.svc.cluster.local/ http://10-1-2-3.default.pod.cluster.local/
		http://kubernetes.default.svc.shop.example.com/ http://web-0.web.default.svc.shop.example.com/
		http://10-1-2-3.default.pod.shop.example.com/
		http://web.service.consul/ http://web.service.dc1.consul/ http://host-1.node.consul/
		http://web.service.consul.example.com/ http://web.service.dc1.consul.example.com/
		http://host-1.node.dc1.consul.example.com/
		http://files.test/ http://files.example/ http://files.invalid/ http://nas.home/ http://nas.home.arpa/
		http://1.0.0.127.in-addr.arpa/ http://nas.fritz.box.lan/ http://abc.onion/ http://abc.alt/
		http://files.my_net/ http://files.xn--nothing/ http://files.comm/
		http://0/ http://127.0.0.1/ http://127.1/ http://2130706433/ http://0x7f000001/ http://0x7f.1/
		http://0177.0.0.1/ http://017700000001/ http://127.0.0.1./ http://%31%32%37.0.0.1/ http://１２７.0.0.1/
		http://user@127.0.0.1/ http://files.example@127.0.0.1/
		http://100.100.100.200/ http://169.254.169.254/latest/meta-data
		http://[::1]/ http://[::ffff:127.0.0.1]/ http://[0:0:0:0:0:ffff:a9fe:a9fe]/ http://[::127.0.0.1]/
		http://[64:ff9b::7f00:1]/ http://[2002:7f00:1::]/ http://[fd00:ec2::254]/
		`),
	)('%s leads into the local network', (link) => {
		expect([linkProblem(link, false), linkProblem(link, true)]).toEqual([LOCAL, undefined]);
	});

	it.each([
		['0.0.0.0', '0.255.255.255', '1.0.0.0'],
		['10.0.0.0', '10.255.255.255', '9.255.255.255', '11.0.0.0'],
		['100.64.0.0', '100.127.255.255', '100.63.255.255', '100.128.0.0'],
		['127.0.0.0', '127.255.255.255', '126.255.255.255', '128.0.0.0'],
		['169.254.0.0', '169.254.255.255', '169.253.255.255', '169.255.0.0'],
		['172.16.0.0', '172.31.255.255', '172.15.255.255', '172.32.0.0'],
		['192.0.0.0', '192.0.0.255', '191.255.255.255', '192.0.1.0'],
		['192.168.0.0', '192.168.255.255', '192.167.255.255', '192.169.0.0'],
		['198.18.0.0', '198.19.255.255', '198.17.255.255', '198.20.0.0'],
		['224.0.0.0', '255.255.255.255', '223.255.255.255'],
		['[::]', '[::ffff:ffff]', '[::1:0:0]'],
		['[::ffff:0:0:0]', '[::ffff:0:ffff:ffff]', '[::fffe:ffff:ffff:ffff]', '[::ffff:1:0:0]'],
		['[64:ff9b:1::]', '[64:ff9b:1:ffff::]', '[64:ff9b:0:ffff::]', '[64:ff9b:2::]'],
		['[2001::]', '[2001:0:ffff::]', '[2000:ffff::]', '[2001:1::]'],
		['[fc00::]', '[fdff:ffff::]', '[fbff:ffff::]', '[fe00::]'],
		['[fe80::]', '[feff:ffff::]', '[fe7f:ffff::]'],
		['[ff00::]', '[ffff:ffff::]'],
	])(
		'to what is reserved from %s to %s is no link to the internet, before and after it is',
		(first, last, ...outside) => {
			const problems = [first, last, ...outside].map((host) =>
				linkProblem(`http://${host}/`, false),
			);
			expect(problems).toEqual([LOCAL, LOCAL, ...outside.map(() => undefined)]);
		},
	);

	it.each([
		...words('file:///etc/passwd ftp://files.example/ data:text/plain,a javascript:1').map(
			(link) => [...[link, 'the link is neither http nor https']],
		),
		...['', ...words('files.example/a //files.example http:// http://1.2.3.4.5/ http://[::1/')].map(
			(link) => [link, 'the link is no address'],
		),
	])('%p is never followed: %s', (link, problem) => {
		expect([linkProblem(link, true), linkProblem(link, false)]).toEqual([problem, problem]);
	});
});

describe('a name', () => {
	// What begins like the encoding of another script has to be one.
	const label = fc
		.stringMatching(/^[a-z]([a-z0-9-]{0,10}[a-z0-9])?$/)
		.filter((text) => !/^..--/.test(text));
	const other = label.filter((text) => !TOP_LEVEL_DOMAINS.has(text));
	const end = fc.constantFrom(...[...TOP_LEVEL_DOMAINS].filter((text) => text !== 'arpa'));
	const kind = fc.constantFrom('svc', 'pod');

	it.each([
		[
			'is of the internet where it ends in any of its top-level domains',
			undefined,
			fc.tuple(label, end),
		],
		['is of the local network where it ends in anything else', LOCAL, fc.tuple(label, other)],
		['is of the local network where it has no dot', LOCAL, fc.tuple(fc.oneof(label, end))],
		[
			'is of the local network where it is of a service in Kubernetes',
			LOCAL,
			fc.tuple(label, label, kind),
		],
		[
			'is of the local network where it is of such a service, under any domain',
			LOCAL,
			fc.tuple(label, label, kind, label, end),
		],
	] as Array<[string, string | undefined, fc.Arbitrary<string[]>]>)('%s', (_, problem, names) => {
		fc.assert(
			fc.property(names, fc.boolean(), fc.constantFrom('', '.'), (labels, isUpper, dot) => {
				const name = labels.join('.');
				const link = `https://${isUpper ? name.toUpperCase() : name}${dot}/a`;
				fc.pre(problem === undefined || URL.canParse(link));
				expect(linkProblem(link, false)).toBe(problem);
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
			join(__dirname, '../../nodes/Mavibot/trigger/message/topLevelDomains.ts'),
			'utf8',
		);
		expect(source.split('`')[1].trim().split(/\s+/)).toEqual(names);
	});

	it('are those of the internet', () => {
		expect(names.length).toBeGreaterThan(1_400);
		const known = words(
			'com org net edu gov int info biz io ai app dev cloud ru ua kz by uk de fr us cn in br online shop link xn--p1ai xn--j1amh xn--90ais xn--fiqs8s',
		);
		const reserved = words('test example invalid localhost local internal onion alt');
		const ofNetworks = words('lan home corp mail intranet private svc consul');
		expect(names).toEqual(expect.arrayContaining(known));
		for (const name of [...reserved, ...ofNetworks]) expect(names).not.toContain(name);
	});
});
