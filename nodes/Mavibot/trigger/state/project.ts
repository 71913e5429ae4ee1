import {
	NodeOperationError,
	type IHookFunctions,
	type INode,
	type IPollFunctions,
	type IWebhookFunctions,
} from 'n8n-workflow';
import { botsOf } from '../../answers/bots';
import { isBeforeRequest } from '../../answers/brokenConnections';
import { Refusal } from '../../answers/failures';
import { nodeErrorOf } from '../../answers/nodeError';
import { requestOf } from '../../api/methods';
import { isEmpty, isObject } from '../../input/objects';
import { requestMavibot } from '../../transport/request';
import { setBounded } from './bounded';
import { keyHashOf, KEY_HOLDS_MS } from './key';
import { rememberedBy, type Remembered } from './remembered';
import { keepEvents } from './repeats';

/*
 * Which project a key belongs to is found out once, and kept in the static data with a hash of the key. Each event
 * compares that hash with the key as it is now. So it does not matter which copy of the static data n8n stored last,
 * nor in which process: one of another key decides nothing, and the key's own project is looked up anew.
 */

/** Milliseconds that an event is held while Mavibot is asked. */
const LONGEST_HOLD_MS = 10_000;

/** Events of this process that are held at a time. */
const MOST_HELD = 1000;

/** Milliseconds in which no event has Mavibot asked again after that failed. */
const PAUSE_AFTER_FAILURE_MS = 10_000;

/** How Mavibot is asked, as "Request Options": somebody waits for it, be it a person who publishes or an event. */
const PATIENCE = { timeout: 10_000, tries: 3, longestWait: 10 };

const MOST_KEYS = 500;

/** What Mavibot says of a key. */
interface Owner {
	projectId: string;
	/** The ids of the connected bots. */
	bots: string[];
}

/** What of n8n's functions asks which project a key belongs to. */
type Asking = IHookFunctions | IPollFunctions | IWebhookFunctions;

const owners = new Map<string, Owner>();
const asked = new Map<string, Promise<Owner>>();
const failedAt = new Map<string, number>();
let held = 0;

/** @throws NodeOperationError where the answer names no project */
function ownerIn(channels: unknown, node: INode): Owner {
	const projectId = isObject(channels) ? channels.project_id : undefined;
	if (isEmpty(projectId) || !['number', 'string'].includes(typeof projectId)) {
		throw new NodeOperationError(node, 'Mavibot did not say which project the API key belongs to', {
			description:
				'Without it, what is of another project could not be told apart. Test the credential, and check its server.',
			level: 'warning',
		});
	}
	const bots = botsOf(channels)
		.map(({ group_id: id }) => id)
		.filter((id) => !isEmpty(id))
		.map(String);
	return { projectId: String(projectId), bots };
}

async function ask(context: Asking, keyHash: string): Promise<Owner> {
	const channels = await requestMavibot(context, requestOf('connected_channels'), PATIENCE);
	const owner = ownerIn(channels, context.getNode());
	setBounded(owners, keyHash, owner, MOST_KEYS);
	failedAt.delete(keyHash);
	return owner;
}

/**
 * Asks Mavibot for the owner of the credential's key; all that want to know it at the same time ask once.
 *
 * @throws the failures of `requestMavibot`, and NodeOperationError where the answer names no project
 */
export async function ownerOfKey(context: Asking, keyHash: string): Promise<Owner> {
	const answer = asked.get(keyHash) ?? ask(context, keyHash).finally(() => asked.delete(keyHash));
	asked.set(keyHash, answer);
	return await answer;
}

const projectIn = ({ projectId }: Remembered): string | undefined =>
	isEmpty(projectId) ? undefined : String(projectId);

/** Keeps what is known of a key; written only where it is news, since that makes n8n store all static data. */
function remember(
	context: IHookFunctions | IWebhookFunctions,
	keyHash: string,
	{ projectId }: Owner,
): void {
	const remembered = rememberedBy(context);
	if (remembered.keyHash === keyHash && projectIn(remembered) === projectId) return;
	remembered.keyHash = keyHash;
	remembered.projectId = projectId;
	delete remembered.checkedBots;
	keepEvents(context.getWorkflow().id ?? '', context.getWorkflowStaticData('global'));
}

async function atMost<T>(milliseconds: number, promise: Promise<T>): Promise<T> {
	const late = new Promise<never>((_resolve, reject) => {
		AbortSignal.timeout(milliseconds).addEventListener('abort', reject);
	});
	return await Promise.race([promise, late]);
}

const hasJustFailed = (keyHash: string): boolean =>
	Date.now() - (failedAt.get(keyHash) ?? 0) < PAUSE_AFTER_FAILURE_MS;

/** Remembers that Mavibot could not be asked, and tells of it once for all that wanted to know. */
function noteFailure(
	context: IHookFunctions | IWebhookFunctions,
	node: INode,
	keyHash: string,
): void {
	if (hasJustFailed(keyHash)) return;
	setBounded(failedAt, keyHash, Date.now(), MOST_KEYS);
	context.logger.warn(
		`"${node.name}" could not ask Mavibot which project its key belongs to: the last known one decides, and where there is none, messages are refused with 503`,
		{ workflowId: context.getWorkflow().id },
	);
}

/** The owner of a key that an event needs to know; undefined where Mavibot does not say so in time. */
async function ownerForEvent(
	context: IWebhookFunctions,
	node: INode,
	keyHash: string,
): Promise<Owner | undefined> {
	const known = owners.get(keyHash);
	if (known !== undefined) return known;
	if (hasJustFailed(keyHash) || held >= MOST_HELD) return undefined;
	held++;
	try {
		return await atMost(LONGEST_HOLD_MS, ownerOfKey(context, keyHash));
	} catch {
		noteFailure(context, node, keyHash);
		return undefined;
	} finally {
		held--;
	}
}

async function projectNow(
	context: IWebhookFunctions,
	node: INode,
	keyAgeMs: number,
): Promise<string | undefined> {
	const remembered = rememberedBy(context);
	let keyHash: string;
	try {
		keyHash = await keyHashOf(context, node, keyAgeMs);
	} catch {
		// The credential cannot be read at the moment, which is no reason to lose a message.
		return projectIn(remembered);
	}
	if (keyHash === remembered.keyHash) return projectIn(remembered);
	const owner = await ownerForEvent(context, node, keyHash);
	if (owner === undefined) return projectIn(remembered);
	remember(context, keyHash, owner);
	return owner.projectId;
}

/**
 * Whether a message is of the project that the credential's key belongs to. Where Mavibot has to be asked for that
 * and cannot be, the last known project decides. What was found out is kept in the static data.
 *
 * @param projectId of the message
 * @returns undefined where no project is known
 */
export async function isOfProject(
	context: IWebhookFunctions,
	node: INode,
	projectId: string,
): Promise<boolean | undefined> {
	const project = await projectNow(context, node, KEY_HOLDS_MS);
	if (project === projectId) return true;
	// Of a credential that was changed a moment ago, nothing may be refused by what it was.
	const projectOfCredential = await projectNow(context, node, 0);
	return projectOfCredential === undefined ? undefined : projectOfCredential === projectId;
}

/** Whether it is certain that Mavibot will not answer another time: it said no, or was not asked. */
function isFinal(error: unknown): boolean {
	if (error instanceof Refusal) return error.statusCode < 500 && error.statusCode !== 429;
	return error instanceof NodeOperationError || isBeforeRequest(error);
}

/**
 * Finds out, when a workflow is published, which project the credential's key belongs to, and whether the chosen bots
 * are connected to it. Asks Mavibot only where that is not known yet. What cannot be asked now stops a trigger
 * only where no project is known; else messages would be lost for as long as Mavibot does not answer.
 *
 * @param chosenBots the ids under Filters
 * @param requireConnected throws where a bot is not among the connected ones
 * @throws NodeApiError or NodeOperationError in the user's words
 */
export async function learnProject(
	context: IHookFunctions,
	chosenBots: string[],
	requireConnected: (connected: string[]) => void,
): Promise<void> {
	const remembered = rememberedBy(context);
	const node = context.getNode();
	const keyHash = await keyHashOf(context, node, 0);
	const isKnown = remembered.keyHash === keyHash && projectIn(remembered) !== undefined;
	const checked = isKnown ? (remembered.checkedBots ?? []) : [];
	if (isKnown && chosenBots.every((bot) => checked.includes(bot))) return;
	let owner: Owner;
	try {
		owner = await ownerOfKey(context, keyHash);
	} catch (error) {
		if (isFinal(error) || projectIn(remembered) === undefined) {
			throw error instanceof NodeOperationError
				? error
				: await nodeErrorOf(context, error, 'connected_channels');
		}
		noteFailure(context, node, keyHash);
		return;
	}
	requireConnected(owner.bots);
	remember(context, keyHash, owner);
	if (chosenBots.length > 0) remembered.checkedBots = chosenBots;
}
