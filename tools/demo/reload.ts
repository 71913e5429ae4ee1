import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { WebSocket } from 'undici';
import type { LaunchedN8n, Log } from '../../test/support/real-n8n';
import { linkedPackage } from '../../test/support/real-n8n/link-package';
import { until } from '../../test/support/real-n8n/until';
import { startInOrder } from '../../test/support/start-in-order';
import type { Rebuilt } from './rebuild';

const PROJECT_FOLDER = resolve(__dirname, '..', '..');

/** Longer than a reload takes, so that one answer of n8n is not taken for the next. */
const ASK_AGAIN_MS = 2000;

interface Setting {
	/** An n8n with N8N_DEV_RELOAD. */
	launched: LaunchedN8n;
	log: Log;
	signal?: AbortSignal;
}

/**
 * Builds the package anew when a file of it changes, lets n8n reload it, and says so.
 * Resolves when the first build is done and n8n watches its copy of the package.
 * @returns what rejects when what builds ends by itself, and what ends it
 * @throws when n8n does not
 */
export async function startReloading({ launched, log, signal }: Setting) {
	return await startInOrder(async ({ part }) => {
		const reloads = await part(countReloads(launched));
		await untilWatched(launched, reloads, signal);
		const builder = await part(
			startBuilder(
				launched.n8n.userFolder,
				async (rebuilt) => {
					if (rebuilt.changed === 0) return;
					const result = await resultOf(rebuilt, launched, reloads);
					if (result !== undefined) log(result);
				},
				signal,
			),
		);
		await builder.firstBuild;
		return { failed: builder.failed };
	});
}

interface Reloads {
	/** How many there have been. */
	count(): number;
	isStopped(): boolean;
	stop(): void;
}

/** Listens to what n8n tells the editor. */
async function countReloads({ n8n, client }: LaunchedN8n): Promise<Reloads> {
	const cookie = client.sessionCookie();
	const url = `${n8n.url.replace('http', 'ws')}/rest/push?pushRef=dev`;
	const headers = { cookie: `${cookie?.name}=${cookie?.value}`, origin: n8n.url };
	const socket = new WebSocket(url, { headers });
	let count = 0;
	let stopped = false;
	socket.addEventListener('message', ({ data }) => {
		if (String(data).includes('"nodeDescriptionUpdated"')) count++;
	});
	await new Promise<void>((opened, failed) => {
		socket.addEventListener('open', () => opened());
		socket.addEventListener('error', ({ message }) =>
			failed(new Error(`n8n does not tell of its reloads: ${message}`)),
		);
	});
	return {
		count: () => count,
		isStopped: () => stopped,
		stop() {
			stopped = true;
			socket.close();
		},
	};
}

/** n8n begins to watch some time after it is ready and does not say so, hence a file that it is to notice. */
async function untilWatched(
	{ n8n }: LaunchedN8n,
	reloads: Reloads,
	signal?: AbortSignal,
): Promise<void> {
	const file = join(linkedPackage(PROJECT_FOLDER, n8n.userFolder), '.noticed');
	let askedAt = 0;
	await until(
		async () => {
			signal?.throwIfAborted();
			if (reloads.count() > 0) return true;
			if (Date.now() - askedAt < ASK_AGAIN_MS) return undefined;
			askedAt = Date.now();
			writeFileSync(file, String(askedAt));
			return undefined;
		},
		{
			onTimeout: () => `n8n does not watch the package; its log is ${n8n.logFile}`,
		},
	);
}

/**
 * Waits for n8n's reload.
 * @returns what to tell the person; undefined when it all ends meanwhile
 */
async function resultOf(
	{ startedAt }: Rebuilt,
	{ n8n }: LaunchedN8n,
	reloads: Reloads,
): Promise<string | undefined> {
	const before = reloads.count();
	const logLength = n8n.log().length;
	const result = await until(
		async () => {
			if (reloads.isStopped()) return '';
			if (reloads.count() > before) {
				return `Reloaded after ${((Date.now() - startedAt) / 1000).toFixed(1)} s`;
			}
			const [, failure] = /(Hot reload failed[^]*)/.exec(n8n.log().slice(logLength)) ?? [];
			return failure?.trimEnd();
		},
		{
			onTimeout: () => `n8n did not reload the package; its log is ${n8n.logFile}`,
		},
	).catch((error: Error) => error.message);
	return result === '' ? undefined : result;
}

async function startBuilder(
	userFolder: string,
	rebuilt: (build: Rebuilt) => Promise<void>,
	signal?: AbortSignal,
) {
	const builder = fork(join(__dirname, 'rebuild.ts'), [userFolder], { cwd: PROJECT_FOLDER });
	const exited = once(builder, 'exit');
	const failed = exited.then(() => {
		throw new Error('What builds the package anew has ended.');
	});
	// Whoever waits for it gets the error; at the end nobody does.
	failed.catch(() => {});
	builder.on('message', (build) => void rebuilt(build as Rebuilt));
	return {
		failed,
		firstBuild: Promise.race([once(builder, 'message', { signal }), failed]),
		async stop() {
			builder.kill();
			await exited;
		},
	};
}
