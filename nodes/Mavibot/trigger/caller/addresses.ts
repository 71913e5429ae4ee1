import { InputProblem } from '../../input/problem';

/** Addresses from the first to the last of them, as numbers of 128 bits. */
export interface AddressRange {
	first: bigint;
	last: bigint;
}

/** An IPv4 address is kept as the IPv6 address that stands for it (RFC 4291, 2.5.5.2). */
export const IPV4_START = 0xffff00000000n;

function ipv4(text: string): bigint | undefined {
	const parts = text.split('.');
	if (parts.length !== 4) return undefined;
	// No leading zeros: some programs read them as octal.
	const isByte = (part: string) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255;
	if (!parts.every(isByte)) return undefined;
	return parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n);
}

/** The 16-bit groups of a half of an IPv6 address; an IPv4 address may end the last half. */
function groupsOf(half: string, place: number, halves: string[]): bigint[] | undefined {
	if (half === '') return [];
	const groups: bigint[] = [];
	const parts = half.split(':');
	for (const [index, part] of parts.entries()) {
		const isEnd = index === parts.length - 1 && place === halves.length - 1;
		const embedded = isEnd ? ipv4(part) : undefined;
		if (embedded !== undefined) groups.push(embedded >> 16n, embedded & 0xffffn);
		else if (/^[\da-f]{1,4}$/i.test(part)) groups.push(BigInt(`0x${part}`));
		else return undefined;
	}
	return groups;
}

function ipv6(text: string): bigint | undefined {
	const halves = text.split('::');
	if (halves.length > 2) return undefined;
	const [head, tail] = halves.map(groupsOf);
	if (head === undefined || (halves.length === 2 && tail === undefined)) return undefined;
	const given = head.length + (tail?.length ?? 0);
	if (halves.length === 1 ? given !== 8 : given > 7) return undefined;
	const zeros = Array.from({ length: 8 - given }, () => 0n);
	return [...head, ...zeros, ...(tail ?? [])].reduce((sum, group) => (sum << 16n) + group, 0n);
}

/**
 * An IP address as a number of 128 bits, so that an IPv4 address and the IPv6 address that stands for it
 * are the same. A zone (`fe80::1%eth0`) is left out.
 *
 * @returns undefined where the text is no address
 */
export function addressOf(text: string): bigint | undefined {
	const [address] = text.trim().split('%');
	if (address.includes(':')) return ipv6(address);
	const value = ipv4(address);
	return value === undefined ? undefined : IPV4_START + value;
}

/**
 * One entry of a list of addresses: an address, a network such as 10.0.0.0/8, or two addresses with a
 * dash between them.
 *
 * @returns undefined where it is none of these
 */
export function rangeOf(entry: string): AddressRange | undefined {
	const [from, to, ...more] = entry.split(/[-/]/);
	const first = addressOf(from);
	if (first === undefined || more.length > 0) return undefined;
	if (to === undefined) return { first, last: first };
	if (entry.includes('-')) {
		const last = addressOf(to);
		return last === undefined || last < first ? undefined : { first, last };
	}
	if (!/^\d{1,3}$/.test(to.trim())) return undefined;
	const prefix = Number(to) + (from.includes(':') ? 0 : 96);
	if (prefix > 128) return undefined;
	const size = 1n << BigInt(128 - prefix);
	const start = (first / size) * size;
	return { first: start, last: start + size - 1n };
}

/**
 * The addresses that may call, as the user lists them: with commas or lines between them.
 *
 * @throws InputProblem naming the first entry that is no address
 */
export function allowedRanges(list: string): AddressRange[] {
	return list
		.split(/[,;\n]/)
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '')
		.map((entry) => {
			const range = rangeOf(entry);
			if (range !== undefined) return range;
			throw new InputProblem(
				`"${entry.slice(0, 60)}" under Allowed Addresses is no IP address`,
				'Write addresses such as 203.0.113.7 or 2001:db8::7, and ranges such as 203.0.113.0/24, with commas between them.',
			);
		});
}

/** Whether there is an address, and it lies in one of the ranges. */
export const isInRanges = (address: bigint | undefined, ranges: AddressRange[]): boolean =>
	address !== undefined && ranges.some(({ first, last }) => first <= address && address <= last);
