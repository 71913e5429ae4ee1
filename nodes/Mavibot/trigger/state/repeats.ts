import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../input/objects';
import { setBounded } from './bounded';

/** Events of one trigger that are remembered, in memory and in the workflow's static data. */
export const REMEMBERED_EVENTS = 500;

/** Characters that the events of all triggers of one workflow may have together in its static data. */
export const REMEMBERED_CHARACTERS = 48_000;

const MOST_WORKFLOWS = 500;

/** The name under which a workflow's static data holds the events, by the id of the trigger's node. */
const IN_STATIC_DATA = 'mavibotTriggerEvents';

type EventsByTrigger = Record<string, string[]>;

/*
 * Each event works on a copy of the static data that n8n read when the event came, and the last one to finish is
 * what n8n stores. So what is in memory decides within a process, and that very object is put into each copy, for all
 * triggers of the workflow: whichever copy is stored, it is stored as complete as it is then. What was stored tells
 * what came before a restart, or a moment ago in another process.
 */
const remembered = new Map<string, EventsByTrigger>();

/** Adds what was stored, and is not in memory, before what came since. */
function addStored(events: EventsByTrigger, stored: unknown): void {
	for (const [trigger, names] of Object.entries(isObject(stored) ? stored : {})) {
		if (!Array.isArray(names) || names === events[trigger]) continue;
		const known = new Set(events[trigger]);
		const missing = names.map(String).filter((name) => !known.has(name));
		(events[trigger] ??= []).unshift(...missing);
	}
}

const charactersIn = (names: string[]): number =>
	names.reduce((sum, { length }) => sum + length + '"",'.length, 0);

/** Leaves out the oldest of the longest lists until all fit. */
function bound(events: EventsByTrigger): void {
	const lists = Object.values(events);
	for (const list of lists) list.splice(0, list.length - REMEMBERED_EVENTS);
	let excess = lists.reduce((sum, list) => sum + charactersIn(list), 0) - REMEMBERED_CHARACTERS;
	while (excess > 0) {
		const longest = lists.reduce((one, other) => (other.length > one.length ? other : one));
		excess -= charactersIn(longest.splice(0, 1));
	}
}

/** The events of a workflow's triggers, in memory and in this copy of its static data. */
function eventsOf(workflowId: string, staticData: IDataObject): EventsByTrigger {
	const events = remembered.get(workflowId) ?? {};
	setBounded(remembered, workflowId, events, MOST_WORKFLOWS);
	addStored(events, staticData[IN_STATIC_DATA]);
	bound(events);
	staticData[IN_STATIC_DATA] = events;
	return events;
}

/**
 * Puts what is in memory into static data that is stored for another reason, so that nothing in it is lost.
 *
 * @param staticData the global one of the workflow
 */
export function keepEvents(workflowId: string, staticData: IDataObject): void {
	if (remembered.has(workflowId)) eventsOf(workflowId, staticData);
}

/** Where an event comes to. */
export interface Receiver {
	workflowId: string;
	/** The id of the trigger's node. */
	nodeId: string;
}

/**
 * Whether this event has come to this trigger before; if not, it is remembered.
 *
 * @param name that no other event has; see `nameOfEvent`
 * @param staticData the global one of the workflow, which then has to be stored
 */
export function isRepeat(
	{ workflowId, nodeId }: Receiver,
	name: string,
	staticData: IDataObject,
): boolean {
	const events = eventsOf(workflowId, staticData);
	const names = (events[nodeId] ??= []);
	if (names.includes(name)) return true;
	names.push(name);
	bound(events);
	return false;
}

/** Characters of an id that is remembered as it is. */
const LONGEST_ID_AS_IT_IS = 40;

/**
 * A name that no other event has: its kind and the message's id. JSON numbers above 2^53 have lost digits once they are
 * read, so there the body as it came stands for the id, as it does for a long one.
 *
 * @param body as it came, byte by byte
 */
export function nameOfEvent(kind: string, id: number | string, body: Uint8Array | string): string {
	const isExact = typeof id === 'string' || Number.isSafeInteger(id);
	const text = String(id);
	const isAsItIs = isExact && text.length <= LONGEST_ID_AS_IT_IS;
	return `${kind} ${isAsItIs ? text : createHash('sha256').update(body).digest('base64url')}`;
}
