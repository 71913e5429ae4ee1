import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The oldest major version of Node.js that n8n 2.41 starts with. */
const OLDEST_MAJOR = 24;

export interface NodeForN8n {
	/** Path of the executable. */
	binary: string;
	/** Folder whose `include/node` holds the C++ headers; absent: node-gyp finds them by itself. */
	headers?: string;
}

const hasPackage = process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch);
const runningMajor = Number(process.versions.node.split('.')[0]);

/**
 * Says early, before anything is downloaded, whether there will be a Node.js that can run n8n.
 * @throws with what to do, where the lock file has no Node.js for this platform and the running
 * one is too old
 */
export function requireNodeForN8n(): void {
	if (hasPackage || runningMajor >= OLDEST_MAJOR) return;
	throw new Error(
		`n8n needs Node.js ${OLDEST_MAJOR} or newer, and this is ${process.version} on ${process.platform} ${process.arch}, ` +
			`for which no Node.js comes along. Install Node.js ${OLDEST_MAJOR} and run this again with it.`,
	);
}

/**
 * The Node.js that came with n8n's lock file, else the running one.
 * @throws when neither runs and is new enough
 */
export function findNodeForN8n(installFolder: string): NodeForN8n {
	const folder = join(installFolder, 'node_modules', `node-linux-${process.arch}`);
	const binary = join(folder, 'bin', 'node');
	if (existsSync(binary) && runs(binary)) return { binary, headers: folder };
	if (runningMajor >= OLDEST_MAJOR) return { binary: process.execPath };
	throw new Error(
		`n8n needs Node.js ${OLDEST_MAJOR} or newer. The one in ${folder} does not run here, and this is ${process.version}. ` +
			`Install Node.js ${OLDEST_MAJOR} and run this again with it.`,
	);
}

/** False also on a system with another C library, where the file exists and cannot start. */
function runs(binary: string): boolean {
	try {
		execFileSync(binary, ['--version'], { stdio: 'ignore' });
		return true;
	} catch {
		return false;
	}
}
