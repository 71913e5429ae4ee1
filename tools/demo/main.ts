import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { installN8n } from '../../test/support/real-n8n';
import { lastLines } from '../../test/support/real-n8n/guarded-process';
import { makePartial } from '../../test/support/real-n8n/cache';
import { requireFreePort } from '../../test/support/real-n8n/ports';
import { readArguments, USAGE, type DemoArguments } from './arguments';
import { CLIENT_ID, playConversation } from './conversation';
import { formUrl } from './examples';
import { startDemo, type Demo } from './start';
import { welcome } from './welcome';

const DEMO_FOLDER = resolve(__dirname, '..', '..', '.n8n-demo');

const startedAt = Date.now();
const secondsSoFar = () => Math.round((Date.now() - startedAt) / 1000);
const log = (line: string) => console.log(`[${secondsSoFar()} s] ${line}`);

/** What a signal does; replaced once there is something to end. */
let interrupt = (exitCode: number): void => process.exit(exitCode);

async function main(): Promise<void> {
	const options = readArguments(process.argv.slice(2));
	if (options.help) return console.log(USAGE);
	await requirePorts(options);
	// An install that is under way ends with this process, and takes what is half made with it.
	const installation = await installN8n();

	const interruption = new AbortController();
	interrupt = (exitCode) => {
		process.exitCode = exitCode;
		interruption.abort();
	};
	const { signal } = interruption;
	const { once, watch, port, chatPort } = options;
	const userFolder = userFolderOf(options);
	try {
		const demo = await startDemo({
			userFolder,
			installation,
			port,
			chatPort,
			watch,
			log,
			signal,
		});
		try {
			await Promise.race([once ? playOnce(demo) : stayUp(demo), aborted(signal)]);
		} finally {
			log('Stopping');
			await demo.stop();
		}
	} catch (error) {
		if (!signal.aborted) throw error;
	} finally {
		if (once) rmSync(userFolder, { recursive: true, force: true });
	}
}

async function requirePorts({ port, chatPort }: DemoArguments): Promise<void> {
	try {
		for (const each of [port, chatPort]) if (each !== undefined) await requireFreePort(each);
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		throw new Error(`${reason} Ports are chosen with: npm run demo -- --port N --chat-port N`);
	}
}

/** One folder for each port and use, so that two demos never share one; a run with `--once` begins afresh. */
function userFolderOf({ once, watch, port }: DemoArguments): string {
	if (once) return makePartial(join(DEMO_FOLDER, 'once'));
	return join(DEMO_FOLDER, watch ? `dev-${port}` : String(port));
}

async function playOnce({ mavibot, launched: { client }, workflows }: Demo): Promise<void> {
	log('The demo is ready; the conversation:\n');
	await playConversation({ mavibot, client, workflows }, (line) => console.log(`  ${line}`));
	console.log('');
}

/** @throws when n8n, or what builds the package anew, ends by itself */
async function stayUp({ mavibot, launched, workflows, reloading }: Demo): Promise<void> {
	const { n8n, owner } = launched;
	console.log(`\nThe demo is ready, after ${secondsSoFar()} s.`);
	console.log(
		welcome({
			mavibotUrl: mavibot.origin,
			apiKey: mavibot.apiKey,
			formUrl: formUrl(n8n.url, workflows, CLIENT_ID),
			n8nUrl: n8n.url,
			owner,
			userFolder: n8n.userFolder,
			isWatched: reloading !== undefined,
		}),
	);
	const ends = [n8n.exited, ...(reloading ? [reloading.failed] : [])];
	const exitCode = await Promise.race(ends);
	throw new Error(`n8n ended (exit code ${exitCode}):\n${lastLines(n8n.logFile)}`);
}

async function aborted(signal: AbortSignal): Promise<never> {
	return await new Promise((_resolve, reject) => {
		if (signal.aborted) reject(signal.reason);
		signal.addEventListener('abort', () => reject(signal.reason));
	});
}

process.on('SIGINT', () => interrupt(130));
process.on('SIGTERM', () => interrupt(143));
process.on('SIGHUP', () => interrupt(129));
// The channel to demo.mjs closes when that is gone; it must not keep this process alive.
process.on('disconnect', () => interrupt(1));
process.channel?.unref();

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
