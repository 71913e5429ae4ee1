/**
 * Runs one command for a parent that may die at any moment, and never outlives it.
 *
 * The parent holds this process's standard input. When that closes, because the parent asked for
 * the end or because it is gone (even by SIGKILL, when no handler of its own can run), the command
 * gets `stopSignal`, and whatever is left of its process group after `graceMs` gets SIGKILL. When
 * the parent writes anything there, the whole group gets SIGKILL at once.
 *
 * Argument: JSON of { command, args, graceMs, stopSignal, user?, removeWhenStopped? }. Working
 * directory, environment and output are this process's own. Exit code: the command's; 1 when a
 * signal ended it.
 */
import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

const { command, args, graceMs, stopSignal, user, removeWhenStopped } = JSON.parse(process.argv[2]);

const child = spawn(command, args, {
	detached: true,
	stdio: ['ignore', 'inherit', 'inherit'],
	...user,
});
let stopped = false;

/** Sends a signal to the command and all its children; false when none of them is left. */
function signalGroup(signal) {
	try {
		process.kill(-child.pid, signal);
		return true;
	} catch {
		return false;
	}
}

function stop() {
	stopped = true;
	child.kill(stopSignal);
	setTimeout(() => signalGroup('SIGKILL'), graceMs).unref();
}

child.on('error', (error) => {
	console.error(error.message);
	process.exit(127);
});

child.on('exit', async (code) => {
	signalGroup('SIGKILL');
	// A dead child that its new parent has not collected yet still counts as alive, hence the limit.
	for (const deadline = Date.now() + 5000; signalGroup(0) && Date.now() < deadline; ) {
		await wait(20);
	}
	if (stopped && removeWhenStopped) await rm(removeWhenStopped, { recursive: true, force: true });
	process.exit(code ?? 1);
});

process.stdin.on('data', () => signalGroup('SIGKILL'));
process.stdin.on('close', stop);
// The parent decides when to end; a Ctrl-C in the terminal reaches it as well.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
