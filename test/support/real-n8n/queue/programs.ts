import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram } from '../programs';

/** Debian keeps the server's programs of each PostgreSQL version in a folder of its own. */
const POSTGRES_FOLDER = '/usr/lib/postgresql';

/**
 * The path of a program of PostgreSQL or Redis: from the path, else from where Debian keeps PostgreSQL.
 * @throws with what to install, when it is not there
 */
export function programPath(name: string): string {
	const found = findProgram([name], postgresFolders());
	if (found !== undefined) return found;
	throw new Error(
		`n8n's queue mode needs PostgreSQL and Redis, and "${name}" is missing. ` +
			'On Debian or Ubuntu: apt-get install postgresql redis-server',
	);
}

/** The newest version first. */
function postgresFolders(): string[] {
	if (!existsSync(POSTGRES_FOLDER)) return [];
	return readdirSync(POSTGRES_FOLDER)
		.sort((one, other) => Number(other) - Number(one))
		.map((version) => join(POSTGRES_FOLDER, version, 'bin'));
}

/**
 * Who is to run PostgreSQL, which refuses to run as root; undefined: who runs this process.
 * @throws when this is root and the system has neither a user "postgres" nor "nobody"
 */
export function unprivilegedUser(): { uid: number; gid: number } | undefined {
	if (process.getuid?.() !== 0) return undefined;
	for (const name of ['postgres', 'nobody']) {
		try {
			const [uid, gid] = ['-u', '-g'].map((flag) =>
				Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] })),
			);
			return { uid, gid };
		} catch {
			// There is no such user; the next one will do as well.
		}
	}
	throw new Error('PostgreSQL does not run as root, and there is no user "postgres" or "nobody"');
}
