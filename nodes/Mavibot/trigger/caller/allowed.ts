import { createHash, timingSafeEqual } from 'crypto';
import { addressOf, isInRanges, type AddressRange } from './addresses';

const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * Whether the secret in the URL is the right one, in a time that tells nothing about either.
 *
 * @param given the query's `secret`; a list where the URL has it twice, which is refused
 */
export const isSecret = (given: unknown, expected: string): boolean =>
	typeof given === 'string' && timingSafeEqual(hashOf(given), hashOf(expected));

/** Where a request comes from: what Express tells, and it heeds n8n's setting for proxies. */
export interface Origin {
	ip?: string;
	ips?: string[];
}

/**
 * Whether a request comes from an address that the list allows; an empty list allows all. Behind a proxy,
 * n8n's Webhook node takes the addresses that the proxy forwards as well, if n8n is told of the proxy
 * (N8N_PROXY_HOPS); so does this.
 */
export const isAllowedAddress = ({ ip, ips }: Origin, allowed: AddressRange[]): boolean =>
	allowed.length === 0 ||
	[ip, ips].flat().some((text) => text !== undefined && isInRanges(addressOf(text), allowed));
