import { setBounded } from './bounded';

/** What happened, so often and at last then; no text and no name of a client may stand in it. */
export interface Happened {
	reason: string;
	/** ISO 8601. */
	at: string;
	count: number;
}

/** What is known of a credential's triggers for as long as this process of n8n runs. */
export interface Connection {
	/** When an event last came, ISO 8601. */
	arrivedAt?: string;
	/** Events that started nothing, the latest first. */
	notStarted: Happened[];
	/** Messages that were not passed on, by the name of the address. */
	notPassedOn: Map<string, Happened>;
}

/** Events that are told of. */
const MOST_NOT_STARTED = 10;

const MOST_ADDRESSES = 10;
const MOST_CREDENTIALS = 1000;

/** By the id of the credential; the editor knows no more of a node than that. */
const connections = new Map<string, Connection>();

/** What is known of a credential's triggers so far. */
export function connectionOf(credentialId: string): Connection {
	const connection = connections.get(credentialId) ?? { notStarted: [], notPassedOn: new Map() };
	setBounded(connections, credentialId, connection, MOST_CREDENTIALS);
	return connection;
}

/**
 * Remembers that a message of the project came.
 *
 * @param at ISO 8601
 */
export function rememberArrival(credentialId: string, at: string): void {
	const connection = connectionOf(credentialId);
	if ((connection.arrivedAt ?? '') < at) connection.arrivedAt = at;
}

/**
 * Remembers that an event started nothing. One like the last is counted with it, so that a stranger who tries again
 * and again leaves the others to be seen.
 *
 * @param reason in words that end a sentence, with nothing of what came
 */
export function rememberNotStarted(credentialId: string, reason: string): void {
	const { notStarted } = connectionOf(credentialId);
	const at = new Date().toISOString();
	const [last] = notStarted;
	if (last?.reason === reason) {
		last.at = at;
		last.count++;
		return;
	}
	notStarted.unshift({ reason, at, count: 1 });
	notStarted.splice(MOST_NOT_STARTED);
}

/**
 * Remembers that an address did not get a message.
 *
 * @param address its name, without what is secret in it
 * @param reason in words that end a sentence
 */
export function rememberNotPassedOn(credentialId: string, address: string, reason: string): void {
	const { notPassedOn } = connectionOf(credentialId);
	const count = (notPassedOn.get(address)?.count ?? 0) + 1;
	const at = new Date().toISOString();
	setBounded(notPassedOn, address, { reason, at, count }, MOST_ADDRESSES);
}
