import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer, type GuardedProcess } from '../guarded-process';
import { freePorts } from '../ports';
import { programPath } from './programs';

export interface Redis {
	/** What n8n needs to know to use it. */
	env: Record<string, string>;
	/**
	 * Sends one command, without spaces in its words.
	 * @returns the answer as it came, in Redis's protocol
	 */
	command(line: string): Promise<string>;
	/** Starts it again on what it kept; resolves when it answers. Does nothing where it runs. */
	start(): Promise<void>;
	/** Ends it as its service does: it writes down what it holds, if it is to. */
	stop(): Promise<void>;
	/** Ends it as a lack of memory or of power would. */
	kill(): Promise<void>;
	/** Ends it and deletes its data. */
	remove(): Promise<void>;
}

/**
 * Starts a Redis of its own, empty, on a free port of this machine, which writes each change down as it
 * comes. It ends with this process.
 * @throws with what to install, or with the end of its log
 */
export async function startRedis(): Promise<Redis> {
	const server = programPath('redis-server');
	const [port] = await freePorts(1);
	const password = randomBytes(16).toString('hex');
	const folder = mkdtempSync(join(tmpdir(), 'queue-redis-'));
	const configuration = join(folder, 'redis.conf');
	const settings = {
		port,
		bind: '127.0.0.1',
		requirepass: password,
		dir: folder,
		appendonly: 'yes',
	};
	const lines = Object.entries(settings).map(([name, value]) => `${name} ${value}\n`);
	writeFileSync(configuration, lines.join(''), { mode: 0o600 });
	let redis: GuardedProcess | undefined;

	const command = async (line: string): Promise<string> =>
		await new Promise((resolve, reject) => {
			const socket = connect({ port, host: '127.0.0.1' });
			let answer = '';
			socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
			socket.once('error', reject);
			socket.once('close', () => resolve(answer.replace(/^\+OK\r\n/, '').replace(/\+OK\r\n$/, '')));
			socket.end(`AUTH ${password}\r\n${line}\r\nQUIT\r\n`);
		});

	const start = async () => {
		if (redis !== undefined) return;
		const started = await startServer(
			'Redis',
			{
				command: server,
				args: [configuration],
				workingFolder: folder,
				environment: { PATH: process.env.PATH ?? '' },
				logFile: join(folder, 'redis.log'),
				graceMs: 10_000,
			},
			async () => (await command('PING').catch(() => '')).startsWith('+PONG'),
		);
		redis = started;
		void started.exited.then(() => (redis = undefined));
	};
	const remove = async () => {
		await redis?.stop();
		rmSync(folder, { recursive: true, force: true });
	};
	try {
		await start();
	} catch (error) {
		await remove();
		throw error;
	}
	return {
		env: {
			QUEUE_BULL_REDIS_HOST: '127.0.0.1',
			QUEUE_BULL_REDIS_PORT: String(port),
			QUEUE_BULL_REDIS_PASSWORD: password,
		},
		command,
		start,
		stop: async () => await redis?.stop(),
		kill: async () => await redis?.kill(),
		remove,
	};
}
