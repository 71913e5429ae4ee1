import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { cacheFolder, makePartial, moveIntoPlace } from './cache';
import { lastLines, startGuarded } from './guarded-process';
import { findNodeForN8n, requireNodeForN8n } from './node-24';
import { findProgram } from './programs';

export interface N8nInstallation {
	folder: string;
	/** The Node.js executable to run n8n with. */
	nodeBinary: string;
	/** The script that `nodeBinary` runs. */
	n8nScript: string;
}

export type Log = (line: string) => void;

const MANIFEST_FOLDER = join(__dirname, 'n8n');
const MANIFESTS = ['package.json', 'package-lock.json'];

/** The only native parts that n8n cannot start without. */
const NATIVE_PARTS = ['sqlite3', 'isolated-vm'];

/** How often a long step says that it is still at work. */
const HEARTBEAT_MS = 15_000;

/**
 * Installs n8n with its own lock file into the user's cache folder, once: about five minutes and
 * 2.9 GB. Later calls find it there and take no time. Two processes may call it at once; each installs then.
 * @param log gets a line for each step, with the seconds since the start
 * @throws with what to do, when a tool is missing or a step fails; nothing half made stays behind
 */
export async function installN8n(log: Log = console.log): Promise<N8nInstallation> {
	const folder = installFolder();
	if (!existsSync(folder)) {
		requireNodeForN8n();
		requireCompiler();
		await installInto(folder, log);
	}
	return {
		folder,
		nodeBinary: findNodeForN8n(folder).binary,
		n8nScript: join(folder, 'node_modules', 'n8n', 'bin', 'n8n'),
	};
}

/** A new lock file, or another platform on the same home folder, gets a folder of its own. */
function installFolder(): string {
	const hash = createHash('sha256');
	for (const file of MANIFESTS) hash.update(readFileSync(join(MANIFEST_FOLDER, file)));
	hash.update(`${process.platform} ${process.arch}`);
	return cacheFolder(`n8n-${hash.digest('hex').slice(0, 12)}`);
}

/** The native parts are compiled here: no binary is taken from outside the lock file. */
function requireCompiler(): void {
	const missing = [['c++', 'g++', 'clang++'], ['make'], ['python3'], ['npm']].filter(
		(names) => findProgram(names) === undefined,
	);
	if (missing.length === 0) return;
	throw new Error(
		`Installing n8n compiles two native parts, and this is missing: ${missing.map((names) => names.join(' or ')).join(', ')}. ` +
			'On Debian or Ubuntu: apt-get install build-essential python3',
	);
}

type Environment = Record<string, string>;

/** Works in a folder beside the final one and renames it at the end, when all of it is proven. */
async function installInto(folder: string, log: Log): Promise<void> {
	const started = Date.now();
	const progress = (line: string) =>
		log(`[${Math.round((Date.now() - started) / 1000)} s] ${line}`);
	const partial = makePartial(folder);
	const logFile = join(partial, 'install.log');

	/** Runs one step; while it is at work it says so from time to time. */
	const run = async (what: string, command: string, args: string[], extra: Environment = {}) => {
		progress(what);
		const heartbeat = setInterval(() => progress(`still ${what}`), HEARTBEAT_MS);
		const step = startGuarded({
			command,
			args,
			workingFolder: partial,
			environment: { ...ownEnvironment(), ...extra },
			logFile,
			graceMs: 5000,
			removeWhenStopped: partial,
		});
		const code = await step.exited.finally(() => clearInterval(heartbeat));
		if (code === 0) return;
		throw new Error(
			`Installing n8n failed while ${what} (exit code ${code}):\n${lastLines(logFile)}`,
		);
	};

	try {
		for (const file of MANIFESTS) copyFileSync(join(MANIFEST_FOLDER, file), join(partial, file));
		progress(`Installing n8n into ${folder} (once; about five minutes and 2.9 GB)`);
		await run('downloading n8n', 'npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund']);

		const node = findNodeForN8n(partial);
		const forNode: Environment = {
			PATH: `${dirname(node.binary)}${delimiter}${process.env.PATH}`,
			// sqlite3 would first ask another site for a finished binary.
			npm_config_build_from_source: 'sqlite3',
			...(node.headers && { npm_config_nodedir: node.headers }),
		};
		const rebuild = ['rebuild', ...NATIVE_PARTS, '--ignore-scripts=false', '--foreground-scripts'];
		await run(`compiling ${NATIVE_PARTS.join(' and ')}`, 'npm', rebuild, forNode);
		// npm can skip an install script and still call it a success, so the result is what counts.
		const load = NATIVE_PARTS.map((name) => `require('${name}')`).join(';');
		await run('checking the compiled parts', node.binary, ['-e', load], forNode);

		moveIntoPlace(partial, folder);
		progress('n8n is installed');
	} catch (error) {
		rmSync(partial, { recursive: true, force: true });
		throw error;
	}
}

/** Without what an outer `npm run` set for this project, which would win over npm's own settings. */
function ownEnvironment(): Environment {
	return Object.fromEntries(
		Object.entries(process.env).filter(
			(entry): entry is [string, string] =>
				entry[1] !== undefined &&
				!/^(NODE_OPTIONS$|npm_package|npm_lifecycle|npm_config_local_prefix)/.test(entry[0]),
		),
	);
}
