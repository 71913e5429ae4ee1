import { mkdirSync, mkdtempSync, existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** A folder of this project in the user's cache folder; it need not be there. */
export function cacheFolder(name: string): string {
	const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
	return join(cache, 'n8n-nodes-mavibot', name);
}

/**
 * Makes an empty folder beside another one, to work in. Those of processes that were killed at it go.
 * @param folder what it is to become, by `moveIntoPlace`
 */
export function makePartial(folder: string): string {
	const prefix = `${basename(folder)}.partial-`;
	mkdirSync(dirname(folder), { recursive: true });
	for (const name of readdirSync(dirname(folder))) {
		if (name.startsWith(prefix) && !isAlive(parseInt(name.slice(prefix.length), 10))) {
			rmSync(join(dirname(folder), name), { recursive: true, force: true });
		}
	}
	return mkdtempSync(join(dirname(folder), `${prefix}${process.pid}-`));
}

/** Where another process was quicker after all, its result is as good. */
export function moveIntoPlace(partial: string, folder: string): void {
	try {
		renameSync(partial, folder);
	} catch (error) {
		if (!existsSync(folder)) throw error;
		rmSync(partial, { recursive: true, force: true });
	}
}

/** Whether a process with this number exists, be it one of another user. */
export function isAlive(processId: number): boolean {
	try {
		process.kill(processId, 0);
		return true;
	} catch (error) {
		return error instanceof Error && 'code' in error && error.code === 'EPERM';
	}
}
