import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** Longer than the slowest install seen by far; a process number can be taken by another program. */
const LIMIT_MS = 30 * 60_000;

/**
 * Runs `action` while no other process on this machine holds the same lock file. A lock whose
 * process has died is taken over.
 * @throws when another process holds the lock for more than half an hour
 */
export async function withLock<T>(
	lockFile: string,
	onWait: (processId: number) => void,
	action: () => Promise<T>,
): Promise<T> {
	await acquire(lockFile, onWait);
	try {
		return await action();
	} finally {
		rmSync(lockFile, { force: true });
	}
}

async function acquire(lockFile: string, onWait: (processId: number) => void): Promise<void> {
	const own = `${lockFile}-${process.pid}`;
	const deadline = Date.now() + LIMIT_MS;
	let told = false;
	writeFileSync(own, String(process.pid));
	try {
		// A hard link appears whole, with its content, or not at all: nobody reads a lock half made.
		while (!tryLink(own, lockFile)) {
			const holder = readHolder(lockFile);
			if (holder === undefined || !isAlive(holder)) {
				rmSync(lockFile, { force: true });
				continue;
			}
			if (Date.now() > deadline) {
				throw new Error(
					`Process ${holder} has been installing n8n for too long. End it, or delete ${lockFile} if it is another program.`,
				);
			}
			if (!told) onWait(holder);
			told = true;
			await wait(500);
		}
	} finally {
		rmSync(own, { force: true });
	}
}

function tryLink(from: string, to: string): boolean {
	try {
		linkSync(from, to);
		return true;
	} catch (error) {
		if (errorCode(error) === 'EEXIST') return false;
		throw error;
	}
}

/** The number of the process that holds the lock; undefined when it was released just now. */
function readHolder(lockFile: string): number | undefined {
	try {
		return Number(readFileSync(lockFile, 'utf8'));
	} catch {
		return undefined;
	}
}

/** Whether a process with this number exists, be it one of another user. */
export function isAlive(processId: number): boolean {
	if (processId === process.pid) return true;
	try {
		process.kill(processId, 0);
		return true;
	} catch (error) {
		return errorCode(error) === 'EPERM';
	}
}

function errorCode(error: unknown): unknown {
	return error instanceof Error && 'code' in error ? error.code : undefined;
}
