import { LONGEST_LINK } from '../../answers/attachments';
import { addressOf, IPV4_START, isInRanges, rangeOf, type AddressRange } from '../caller/addresses';
import { TOP_LEVEL_DOMAINS } from './topLevelDomains';

const ranges = (networks: string[]): AddressRange[] =>
	networks.flatMap((network) => rangeOf(network) ?? []);

/** What the registries of IANA for special addresses reserve, that is no host of the public internet. */
const NOT_PUBLIC = ranges([
	'0.0.0.0/8',
	'10.0.0.0/8',
	'100.64.0.0/10',
	'127.0.0.0/8',
	'169.254.0.0/16',
	'172.16.0.0/12',
	'192.0.0.0/24',
	'192.168.0.0/16',
	'198.18.0.0/15',
	'224.0.0.0/3',
	'::/96',
	'::ffff:0:0:0/96',
	'64:ff9b:1::/48',
	'2001::/32',
	'fc00::/7',
	'fe80::/9',
	'ff00::/8',
]);

/** Networks of IPv6 that lead to an IPv4 address, with the bits that follow it (RFC 6052, RFC 3056). */
const LEADING_TO_IPV4: Array<{ network: AddressRange[]; bitsAfter: bigint }> = [
	{ network: ranges(['64:ff9b::/96']), bitsAfter: 0n },
	{ network: ranges(['2002::/16']), bitsAfter: 80n },
];

const isLocalAddress = (address: bigint): boolean =>
	isInRanges(address, NOT_PUBLIC) ||
	LEADING_TO_IPV4.some(
		({ network, bitsAfter }) =>
			isInRanges(address, network) &&
			isInRanges(IPV4_START + ((address >> bitsAfter) & 0xffffffffn), NOT_PUBLIC),
	);

/**
 * Names that a cluster or a container gives, whatever its own domain is: a service or pod of Kubernetes
 * (`<service>.<namespace>.svc.<domain>`), a node or service of Consul, and what Docker and Google name.
 */
const CLUSTER_NAME =
	/[^.]\.[^.]+\.(svc|pod)\.|\.(node|service)(\.[^.]+)?\.consul\.|\.(cluster\.local|docker\.internal|google\.internal)\./;

/** Of the root zone, and yet no place of files: names that stand for addresses, and home.arpa (RFC 8375). */
const NO_PUBLIC_END = 'arpa';

/**
 * Whether a host of a parsed URL is of the local network, by what is written there and no more. A name is
 * of the internet only where it ends in a top-level domain: `n8n`, `db.default` and `printer.local` do not.
 */
function isLocalHost(hostname: string): boolean {
	const host = hostname.replace(/[[\]]/g, '').replace(/\.$/, '');
	const address = addressOf(host);
	if (address !== undefined) return isLocalAddress(address);
	const labels = host.split('.');
	const end = host.slice(host.lastIndexOf('.') + 1);
	// A name without a dot is one of this network, such as that of a container, even if it is called "app".
	if (labels.length < 2 || labels.includes('')) return true;
	return !TOP_LEVEL_DOMAINS.has(end) || end === NO_PUBLIC_END || CLUSTER_NAME.test(`.${host}.`);
}

/**
 * Why a link is not followed. A URL is parsed first, which turns every notation of an IPv4 address
 * (decimal, hexadecimal, octal, short) into the usual one. What a name resolves to is not looked at.
 *
 * @returns undefined where it may be followed
 */
export function linkProblem(link: string, isLocalAllowed: boolean): string | undefined {
	if (link.length > LONGEST_LINK) {
		return `the link is longer than ${LONGEST_LINK.toLocaleString('en')} characters`;
	}
	let url: URL;
	try {
		url = new URL(link);
	} catch {
		return 'the link is no address';
	}
	if (url.protocol !== 'http:' && url.protocol !== 'https:') {
		return 'the link is neither http nor https';
	}
	if (!isLocalAllowed && isLocalHost(url.hostname)) {
		return 'the link leads into the local network (Allow Local Network is off)';
	}
	return undefined;
}
