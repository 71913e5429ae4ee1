import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** The oldest major version of Node.js that n8n 2.41 starts with. */
const OLDEST_MAJOR = 24;

export interface NodeForN8n {
	/** Path of the executable. */
	binary: string;
	/** Folder whose `include/node` holds the C++ headers; absent: node-gyp finds them by itself. */
	headers?: string;
}

const { platform, arch, version, versions, execPath } = process;
const isNewEnough = Number(versions.node.split('.')[0]) >= OLDEST_MAJOR;

const tooOld = (why: string) =>
	new Error(
		`n8n needs Node.js ${OLDEST_MAJOR} or newer, and this is ${version} on ${platform} ${arch}, ${why}. ` +
			`Install Node.js ${OLDEST_MAJOR} and run this again with it.`,
	);

/**
 * Says early, before anything is downloaded, whether there will be a Node.js that can run n8n.
 * @throws with what to do, where the lock file has no Node.js for this platform and the running
 * one is too old
 */
export function requireNodeForN8n(): void {
	const hasPackage = platform === 'linux' && ['x64', 'arm64'].includes(arch);
	if (!hasPackage && !isNewEnough) throw tooOld('for which no Node.js comes along');
}

/**
 * The Node.js that came with n8n's lock file, else the running one.
 * @throws when neither runs and is new enough
 */
export function findNodeForN8n(installFolder: string): NodeForN8n {
	const headers = join(installFolder, 'node_modules', `node-linux-${arch}`);
	const binary = join(headers, 'bin', 'node');
	// It fails also on a system with another C library, where the file exists and cannot start.
	if (spawnSync(binary, ['--version']).status === 0) return { binary, headers };
	if (isNewEnough) return { binary: execPath };
	throw tooOld(`where the one in ${headers} does not run`);
}
