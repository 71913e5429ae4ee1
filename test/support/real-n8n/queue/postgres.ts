import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startServer } from '../guarded-process';
import { freePorts } from '../ports';
import { programPath, unprivilegedUser } from './programs';

const USER = 'n8n';

/**
 * Starts a PostgreSQL of its own, empty, on a free port of this machine. It ends with this process.
 * @param folder for all that it keeps; becomes the folder of who runs it
 * @returns what n8n needs to know to use it, and what ends it
 * @throws with what to install, or with the end of its log
 */
export async function startPostgres(folder: string) {
	const [initdb, server, isReady] = ['initdb', 'postgres', 'pg_isready'].map(programPath);
	const user = unprivilegedUser();
	const [port] = await freePorts(1);
	const password = randomBytes(16).toString('hex');
	const dataFolder = join(folder, 'data');
	const passwordFile = join(folder, 'password');
	const environment = { PATH: process.env.PATH ?? '', LC_ALL: 'C' };
	writeFileSync(passwordFile, password);
	if (user) for (const path of [folder, passwordFile]) chownSync(path, user.uid, user.gid);
	execFileSync(
		initdb,
		[
			`--pgdata=${dataFolder}`,
			`--username=${USER}`,
			`--pwfile=${passwordFile}`,
			'--auth=scram-sha-256',
			'--encoding=UTF8',
			'--no-sync',
		],
		{ ...user, cwd: folder, env: environment, stdio: 'pipe' },
	);
	const { stop } = await startServer(
		'PostgreSQL',
		{
			command: server,
			args: ['-D', dataFolder, '-p', String(port), '-h', '127.0.0.1', '-k', ''],
			workingFolder: folder,
			environment,
			logFile: join(folder, 'postgres.log'),
			graceMs: 10_000,
			// SIGTERM would wait until every client has gone by itself.
			stopSignal: 'SIGINT',
			user,
			removeWhenStopped: folder,
		},
		() => spawnSync(isReady, ['-h', '127.0.0.1', '-p', String(port)]).status === 0,
	);
	const env = {
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(port),
		DB_POSTGRESDB_DATABASE: 'postgres',
		DB_POSTGRESDB_USER: USER,
		DB_POSTGRESDB_PASSWORD: password,
	};
	return { env, stop };
}
