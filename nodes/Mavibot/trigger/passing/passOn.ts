import { createHash } from 'crypto';
import { sleep, type INode, type IWebhookFunctions, type Logger } from 'n8n-workflow';
import { setBounded } from '../state/bounded';
import { rememberNotPassedOn, rememberPassedOn, urlOf, type TriggerUrl } from '../state/connection';
import type { Address } from './addresses';
import { MARK, post, type HttpRequest } from './post';

/** Messages that are under way to one address at a time. */
export const AT_ONCE = 50;

/** Messages that wait for that. */
export const MOST_WAITING = 5000;

/** Bytes of the messages that wait for one address. */
export const MOST_BYTES_WAITING = 20_000_000;

/** Milliseconds that a message waits at most. */
export const LONGEST_WAIT_MS = 300_000;

/** Milliseconds before each further try of a message with which certainly nothing was done. */
const PAUSES_MS = [1000, 3000, 9000];

/** Milliseconds between two lines in n8n's log on the same address. */
const BETWEEN_LINES_MS = 60_000;

/** Addresses that are remembered, with what waits for them. */
const MOST_LINES = 500;

interface Message {
	body: Buffer;
	/** When it came, in milliseconds since 1970. */
	at: number;
}

/** How far one trigger has got with one address. */
interface Progress {
	waiting: Message[];
	bytesWaiting: number;
	underWay: number;
	/** Whether the last message did not arrive; then the next ones are tried once, not to wait in vain. */
	isFailing: boolean;
	/** When n8n's log had its last line on it, in milliseconds since 1970, and what failed since. */
	toldAt: number;
	untold: number;
}

const newProgress = (): Progress => ({
	waiting: [],
	bytesWaiting: 0,
	underWay: 0,
	isFailing: false,
	toldAt: 0,
	untold: 0,
});

/** What is on its way from one trigger to one address. */
interface Line extends Progress {
	address: Address;
	/** Of the latest event, for all that waits: an event's own would keep the event's whole workflow in memory. */
	node: INode;
	url: TriggerUrl;
	mark: string;
	logger: Logger;
	httpRequest: HttpRequest;
}

const lines = new Map<string, Line>();

/** Tells that a message did not arrive: under Connection, and in n8n's log, there once a minute at most. */
function tell(line: Line, reason: string): void {
	const { node, url, address, logger } = line;
	rememberNotPassedOn(node, url, address.name, reason);
	line.untold++;
	if (Date.now() - line.toldAt < BETWEEN_LINES_MS) return;
	const what = line.untold === 1 ? 'a message' : `${line.untold} messages`;
	logger.warn(`"${node.name}" could not pass ${what} on to ${address.name}: ${reason}`);
	line.toldAt = Date.now();
	line.untold = 0;
}

/** Posts a message, and again where that cannot make it a second one. */
async function deliver({ httpRequest, address, mark, isFailing }: Line, body: Buffer) {
	let failure = await post(httpRequest, address, mark, body);
	for (const pause of isFailing ? [] : PAUSES_MS) {
		if (failure?.isNothingDone !== true) break;
		await sleep(pause);
		failure = await post(httpRequest, address, mark, body);
	}
	return failure;
}

async function send(line: Line, { body }: Message): Promise<void> {
	line.underWay++;
	const failure = await deliver(line, body);
	if (failure !== undefined) tell(line, failure.reason);
	else if (line.isFailing) rememberPassedOn(line.node, line.url, line.address.name);
	line.isFailing = failure !== undefined;
	line.underWay--;
	work(line);
}

/** Sends what waits, as many at a time as may be. */
function work(line: Line): void {
	while (line.underWay < AT_ONCE) {
		const message = line.waiting.shift();
		if (message === undefined) return;
		line.bytesWaiting -= message.body.length;
		if (Date.now() - message.at > LONGEST_WAIT_MS) {
			tell(line, `the ones before it took longer than ${LONGEST_WAIT_MS / 60_000} minutes`);
		} else {
			void send(line, message);
		}
	}
}

/** The message as Mavibot posted it; n8n keeps the bytes of JSON. */
function bodyOf(context: IWebhookFunctions): Buffer {
	const { rawBody } = context.getRequestObject();
	return rawBody ?? Buffer.from(JSON.stringify(context.getBodyData()));
}

/**
 * Names one URL of a trigger to itself. n8n's own id is in it, since a workflow can have the same ids in production and
 * on staging.
 */
function markOf(context: IWebhookFunctions, node: INode): string {
	const parts = [context.getInstanceId(), context.getWorkflow().id, node.id, context.getMode()];
	return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

/** Whether a message came from a trigger that passed it on; such a one goes no further. */
export const isPassedOn = (context: IWebhookFunctions): boolean => MARK in context.getHeaderData();

/** Whether a trigger has passed a message on to the very URL that it came to, and so has it a second time. */
export const isFromItself = (context: IWebhookFunctions, node: INode): boolean =>
	isPassedOn(context) && context.getHeaderData()[MARK] === markOf(context, node);

/**
 * Passes a message on in the background, as Mavibot posted it. No address waits for another, and nobody for any:
 * where one takes none, messages wait for it within limits, and those beyond are dropped and told of.
 */
export function passOn(context: IWebhookFunctions, node: INode, addresses: Address[]): void {
	const body = bodyOf(context);
	const { helpers, logger } = context;
	const { httpRequest } = helpers;
	const sender = { node, url: urlOf(context), mark: markOf(context, node), logger, httpRequest };
	for (const address of addresses) {
		const key = `${context.getWorkflow().id}/${node.id} ${address.url}`;
		const line: Line = Object.assign(lines.get(key) ?? newProgress(), { address, ...sender });
		setBounded(lines, key, line, MOST_LINES);
		const isFull =
			line.waiting.length >= MOST_WAITING || line.bytesWaiting + body.length > MOST_BYTES_WAITING;
		if (isFull) {
			tell(line, 'too many wait for it already');
			continue;
		}
		line.waiting.push({ body, at: Date.now() });
		line.bytesWaiting += body.length;
		work(line);
	}
}
