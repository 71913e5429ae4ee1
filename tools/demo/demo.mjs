/**
 * `npm run demo`: sets up what is missing on a clean checkout, then runs main.ts.
 *
 * Plain JavaScript without any package, since it runs before the packages are there.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROJECT_FOLDER = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const OLDEST_NODE = [20, 19];
const SOURCES = ['nodes', 'credentials', 'icons', 'package.json', 'tsconfig.json', 'gulpfile.js'];

const inProject = (...parts) => join(PROJECT_FOLDER, ...parts);

/** The number of a signal, for the exit code that a shell gives to a process ended by it. */
const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };

function checkNode() {
	const [major, minor] = process.versions.node.split('.').map(Number);
	if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
	throw new Error(
		`The demo needs Node.js ${OLDEST_NODE.join('.')} or newer, and this is ${process.version}.`,
	);
}

/**
 * Runs a command that ends with this process; a signal goes on to it.
 * @returns its exit code, or 128 and the number of the signal that ended it or this process
 */
async function run(command, args, stdio) {
	const child = spawn(command, args, { cwd: PROJECT_FOLDER, stdio });
	let received;
	const passOn = (signal) => {
		received = signal;
		child.kill(signal);
	};
	for (const signal of Object.keys(SIGNALS)) process.on(signal, passOn);
	// A signal for npm ends npm and the shell that it started, and reaches nothing behind the shell.
	const parent = process.ppid;
	const watch = setInterval(() => {
		if (process.env.npm_lifecycle_event && process.ppid !== parent) passOn('SIGTERM');
	}, 500);
	try {
		return await new Promise((resolve, reject) => {
			child.once('error', reject);
			child.once('exit', (code, signal) => {
				resolve(received || code === null ? 128 + (SIGNALS[received ?? signal] ?? 0) : code);
			});
		});
	} finally {
		clearInterval(watch);
		for (const signal of Object.keys(SIGNALS)) process.off(signal, passOn);
	}
}

/**
 * Runs a preparing npm command and says how long it took.
 * @returns its exit code; 0 is good
 */
async function prepare(what, args) {
	const startedAt = Date.now();
	console.log(`${what} (npm ${args.join(' ')})`);
	const exitCode = await run('npm', args, 'inherit');
	const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
	if (exitCode === 0) console.log(`  done in ${seconds} s`);
	else console.error(`npm ${args.join(' ')} ended with exit code ${exitCode} after ${seconds} s.`);
	return exitCode;
}

/** When a file, or the newest file or folder below it, was changed; a folder also changes when a file in it goes. */
function newest(path) {
	const { mtimeMs } = statSync(path);
	if (!statSync(path).isDirectory()) return mtimeMs;
	return Math.max(mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/** What a lock file lists, by folder. */
const lockedPackages = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

/**
 * Whether the packages of the lock file are there, by the list that npm leaves when it is done. Dates
 * would not tell: git sets that of the lock file anew at every switch of branches.
 */
function isInstalled() {
	const listOfInstalled = inProject('node_modules', '.package-lock.json');
	if (!existsSync(listOfInstalled)) return false;
	const installed = lockedPackages(listOfInstalled);
	return Object.entries(lockedPackages(inProject('package-lock.json'))).every(
		([folder, { version, optional }]) =>
			folder === '' ||
			installed[folder]?.version === version ||
			// A package for another platform.
			(optional && !installed[folder]),
	);
}

function isBuilt() {
	const { n8n } = JSON.parse(readFileSync(inProject('package.json'), 'utf8'));
	// The icons come last, so a build that broke off has none.
	const wanted = [...n8n.nodes, ...n8n.credentials, 'dist/icons'].map((file) => inProject(file));
	if (!wanted.every((file) => existsSync(file))) return false;
	return newest(inProject('dist')) >= Math.max(...SOURCES.map((name) => newest(inProject(name))));
}

async function main() {
	checkNode();
	if (!isInstalled()) {
		const exitCode = await prepare('Installing the development packages', ['ci']);
		if (exitCode !== 0) return exitCode;
	}
	if (!isBuilt()) {
		const exitCode = await prepare('Building the node package', ['run', '--silent', 'build']);
		if (exitCode !== 0) return exitCode;
	}
	// The channel closes with this process, however that ends, and main.ts ends with it.
	const stdio = ['inherit', 'inherit', 'inherit', 'ipc'];
	const args = ['--import', 'tsx', inProject('tools', 'demo', 'main.ts'), ...process.argv.slice(2)];
	return await run(process.execPath, args, stdio);
}

try {
	process.exitCode = await main();
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}
