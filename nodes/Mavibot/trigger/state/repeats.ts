import type { IDataObject } from 'n8n-workflow';

/** Events of one trigger that are remembered, in memory and in the workflow's static data. */
export const REMEMBERED_EVENTS = 500;

/** Triggers that are remembered in memory. */
const REMEMBERED_TRIGGERS = 500;

/*
 * Each event works on a copy of the static data that n8n read when the event came, and the last one to
 * finish is what n8n stores. So the list in memory decides within a process, and that very list is put
 * into each copy: whichever is stored, it is stored as complete as it is then. What was stored tells
 * what came before a restart, or a moment ago in another process.
 */
const remembered = new Map<string, string[]>();

function listOf(trigger: string): string[] {
	const list = remembered.get(trigger) ?? [];
	remembered.delete(trigger);
	remembered.set(trigger, list);
	for (const oldest of remembered.keys()) {
		if (remembered.size <= REMEMBERED_TRIGGERS) break;
		remembered.delete(oldest);
	}
	return list;
}

/** The list in memory, with what was stored before what came since. */
function withStored(trigger: string, { seenEvents }: IDataObject): string[] {
	const stored = Array.isArray(seenEvents) ? seenEvents.map(String) : [];
	const list = listOf(trigger);
	const known = new Set(list);
	list.unshift(...stored.filter((seen) => !known.has(seen)));
	return list;
}

/** Puts the list into static data that is stored for another reason, so that nothing in it is lost. */
export function keepEvents(trigger: string, staticData: IDataObject): void {
	staticData.seenEvents = withStored(trigger, staticData);
}

/**
 * Whether this event of this trigger has come before; if not, it is remembered.
 *
 * @param trigger a name that no other trigger has
 * @param event a name that no other event has, such as the event and the message's id
 * @param staticData of the trigger's node; its `seenEvents` is replaced
 */
export function isRepeat(trigger: string, event: string, staticData: IDataObject): boolean {
	const list = withStored(trigger, staticData);
	if (list.includes(event)) return true;
	list.push(event);
	list.splice(0, list.length - REMEMBERED_EVENTS);
	staticData.seenEvents = list;
	return false;
}
