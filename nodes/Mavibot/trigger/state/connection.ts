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
	/** The name of the address that a message was not passed on to. */
	address?: string;
	/** Whether it takes messages again. */
	isOver?: boolean;
	reason: string;
	/** ISO 8601, of the last time. */
	at: string;
	count: number;
}

/** What is known of a credential's triggers for as long as this process of n8n runs. */
export interface Connection {
	/** When a message last came (ISO 8601), by the workflow, the node and the kind of the URL; the latest last. */
	arrivals: Map<string, { url: TriggerUrl; at: string }>;
	/** Events that started nothing, by the URL and the reason; the latest last. */
	notStarted: Map<string, Happened>;
	/** Messages that were not passed on, by the URL that they came to and the address; the latest last. */
	notPassedOn: Map<string, Happened>;
}

/** Reasons for which events started nothing, and addresses that did not get them, that are told of. */
const MOST_HAPPENED = 10;

const MOST_URLS = 20;
const MOST_CREDENTIALS = 1000;

/** By the id of the credential; the editor knows no more of the node that it shows. */
const connections = new Map<string, Connection>();

/** What is known so far of the triggers that have this node's credential. */
export function connectionOf(node: INode): Connection {
	const credentialId = credentialIdOf(node);
	const connection = connections.get(credentialId) ?? {
		arrivals: new Map<string, never>(),
		notStarted: new Map<string, never>(),
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

/** Adds an event to what happened so before, if it did, and makes it the latest. */
function addTo(
	events: Map<string, Happened>,
	key: string,
	happened: Omit<Happened, 'at' | 'count'>,
) {
	const count = (events.get(key)?.count ?? 0) + 1;
	setBounded(events, key, { ...happened, at: new Date().toISOString(), count }, MOST_HAPPENED);
}

/**
 * Remembers that an event started nothing. All of one URL for one reason are counted together: the bot's own answers,
 * and a stranger who tries again and again, leave the others to be seen.
 *
 * @param reason in words that end a sentence, with nothing of what came
 */
export function rememberNotStarted(context: UrlContext, node: INode, reason: string): void {
	const url = urlOf(context);
	addTo(connectionOf(node).notStarted, `${url.name} ${reason}`, { url, reason });
}

/**
 * Remembers that an address did not get a message that came to a URL.
 *
 * @param address its name, without what is secret in it
 * @param reason in words that end a sentence
 */
export const rememberNotPassedOn = (
	node: INode,
	url: TriggerUrl,
	address: string,
	reason: string,
): void =>
	addTo(connectionOf(node).notPassedOn, `${url.name} ${address}`, { url, address, reason });

/** Remembers that an address takes messages again. */
export function rememberPassedOn(node: INode, url: TriggerUrl, address: string): void {
	const happened = connectionOf(node).notPassedOn.get(`${url.name} ${address}`);
	if (happened !== undefined) happened.isOver = true;
}
