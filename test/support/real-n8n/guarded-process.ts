import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from './until';

export interface GuardedCommand {
	command: string;
	args: string[];
	workingFolder: string;
	/** The whole environment; nothing is inherited. */
	environment: Record<string, string>;
	/** Receives the command's output, both streams, from an empty file on. */
	logFile: string;
	/** How long the command may take to end by itself once asked, in milliseconds. */
	graceMs: number;
	/** What asks the command to end; default: SIGTERM. */
	stopSignal?: 'SIGTERM' | 'SIGINT';
	/** Who runs the command, which only root may choose; default: who runs this process. */
	user?: { uid: number; gid: number };
	/** A folder to delete when the command is stopped before its end, or its parent dies. */
	removeWhenStopped?: string;
}

export interface GuardedProcess {
	/** Resolves with the exit code when the command and all its children are gone. */
	exited: Promise<number>;
	/** Ends the command and its children; resolves when all are gone. May be called repeatedly. */
	stop(): Promise<void>;
	/** Ends them by SIGKILL, without a chance to finish anything; resolves when all are gone. */
	kill(): Promise<void>;
}

/**
 * Starts a command in a process group of its own that ends when this process ends, however it
 * does: handlers for signals would not run after SIGKILL, nor inside jest's sandbox.
 */
export function startGuarded(options: GuardedCommand): GuardedProcess {
	const { logFile, workingFolder, environment, ...ofTheGuard } = options;
	const log = openSync(logFile, 'w');
	const guard = spawn(
		process.execPath,
		[join(__dirname, 'guard.mjs'), JSON.stringify({ stopSignal: 'SIGTERM', ...ofTheGuard })],
		{ cwd: workingFolder, detached: true, env: environment, stdio: ['pipe', log, log] },
	);
	closeSync(log);
	// To ask a command that has just ended by itself is no mistake.
	guard.stdin?.on('error', () => {});
	const exited = new Promise<number>((resolve, reject) => {
		guard.once('error', reject);
		guard.once('exit', (code) => resolve(code ?? 1));
	});
	return {
		exited,
		async stop() {
			guard.stdin?.destroy();
			await exited;
		},
		async kill() {
			guard.stdin?.write('kill');
			await exited;
		},
	};
}

/**
 * Starts a command that serves something, and waits until it does.
 * @param isReady is asked again and again; what it throws ends the wait
 * @throws with the end of its log, where it ends before it is ready or is not ready in time; it is ended then
 */
export async function startServer(
	name: string,
	command: GuardedCommand,
	isReady: () => Promise<boolean> | boolean,
	timeoutMs?: number,
): Promise<GuardedProcess> {
	const server = startGuarded(command);
	let exitCode: number | undefined;
	void server.exited.then((code) => (exitCode = code));
	const andLog = () => `:\n${lastLines(command.logFile)}`;
	try {
		await until(
			async () => {
				if (exitCode !== undefined) {
					throw new Error(`${name} ended while it started (exit code ${exitCode})${andLog()}`);
				}
				return (await isReady()) || undefined;
			},
			{ timeoutMs, onTimeout: () => `${name} was not ready in time${andLog()}` },
		);
	} catch (error) {
		await server.stop();
		throw error;
	}
	return server;
}

/** The last lines of a log file, for an error message; "" when there is none. */
export function lastLines(file: string, count = 30): string {
	try {
		return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join('\n');
	} catch {
		return '';
	}
}
