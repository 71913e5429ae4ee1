import type { INode, IWebhookFunctions } from 'n8n-workflow';
import { setBounded } from './bounded';
import { credentialIdOf } from './key';

/** One URL of a trigger, by the words that a person knows it by. */
export interface TriggerUrl {
	/** As in `production URL of "Answers"`. */
	name: string;
	/** Of the workflow, as in Europe/Berlin. */
	timeZone: string;
}

/** Something that happened at a URL: no text and no name of a client may stand in it. */
export interface Happened {
	url: TriggerUrl;
	reason: string;
	/** ISO 8601, of the last time. */
	at: string;
	count: number;
}

/** What is known of a credential's triggers for as long as this process of n8n runs. */
export interface Connection {
	/** When a message last came (ISO 8601), by the workflow, the node and the kind of the URL; the latest last. */
	arrivals: Map<string, { url: TriggerUrl; at: string }>;
	/** Events that started nothing, the latest first. */
	notStarted: Happened[];
	/** Messages that were not passed on, by the URL that they came to and the address. */
	notPassedOn: Map<string, Happened>;
}

/** Events that are told of. */
const MOST_NOT_STARTED = 10;

const MOST_URLS = 20;
const MOST_ADDRESSES = 10;
const MOST_CREDENTIALS = 1000;

/** By the id of the credential; the editor knows no more of the node that it shows. */
const connections = new Map<string, Connection>();

/** What is known so far of the triggers that have this node's credential. */
export function connectionOf(node: INode): Connection {
	const credentialId = credentialIdOf(node);
	const connection = connections.get(credentialId) ?? {
		arrivals: new Map<string, never>(),
		notStarted: [],
		notPassedOn: new Map<string, never>(),
	};
	setBounded(connections, credentialId, connection, MOST_CREDENTIALS);
	return connection;
}

type UrlContext = Pick<IWebhookFunctions, 'getWorkflow' | 'getMode' | 'getTimezone'>;

const kindOf = (context: UrlContext): string =>
	context.getMode() === 'manual' ? 'test URL' : 'production URL';

/** The URL that an event came to. */
export const urlOf = (context: UrlContext): TriggerUrl => ({
	name: `${kindOf(context)} of "${context.getWorkflow().name}"`,
	timeZone: context.getTimezone(),
});

/**
 * Remembers that a message of the project came.
 *
 * @param at ISO 8601
 */
export function rememberArrival(context: UrlContext, node: INode, at: string): void {
	const { arrivals } = connectionOf(node);
	const key = `${context.getWorkflow().id}/${node.id} ${kindOf(context)}`;
	if ((arrivals.get(key)?.at ?? '') >= at) return;
	setBounded(arrivals, key, { url: urlOf(context), at }, MOST_URLS);
}

/**
 * Remembers that an event started nothing. One like the last is counted with it, so that a stranger who tries again
 * and again leaves the others to be seen.
 *
 * @param reason in words that end a sentence, with nothing of what came
 */
export function rememberNotStarted(context: UrlContext, node: INode, reason: string): void {
	const { notStarted } = connectionOf(node);
	const at = new Date().toISOString();
	const url = urlOf(context);
	const [last] = notStarted;
	if (last?.reason === reason && last.url.name === url.name) {
		last.at = at;
		last.count++;
		return;
	}
	notStarted.unshift({ url, reason, at, count: 1 });
	notStarted.splice(MOST_NOT_STARTED);
}

/**
 * Remembers that an address did not get a message that came to a URL.
 *
 * @param address its name, without what is secret in it
 * @param reason in words that end a sentence
 */
export function rememberNotPassedOn(
	node: INode,
	url: TriggerUrl,
	address: string,
	reason: string,
): void {
	const { notPassedOn } = connectionOf(node);
	const key = `${url.name} ${address}`;
	const count = (notPassedOn.get(key)?.count ?? 0) + 1;
	const at = new Date().toISOString();
	const what = `${reason} (${address})`;
	setBounded(notPassedOn, key, { url, reason: what, at, count }, MOST_ADDRESSES);
}
