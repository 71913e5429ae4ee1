import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { startServer, type GuardedProcess } from '../guarded-process';
import { freePorts } from '../ports';
import { programPath } from './programs';

export type Redis = Awaited<ReturnType<typeof startRedis>>;

/**
 * Starts a Redis of its own, empty, on a free port of this machine, which writes each change down as it
 * comes. It ends with this process.
 * @param folder where it keeps what it holds
 * @throws with what to install, or with the end of its log
 */
export async function startRedis(folder: string) {
	const server = programPath('redis-server');
	const [port] = await freePorts(1);
	const password = randomBytes(16).toString('hex');
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
	let running: GuardedProcess | undefined;

	/**
	 * Sends one command, without spaces in its words.
	 * @returns the answer as it came, in Redis's protocol
	 */
	const command = async (line: string): Promise<string> =>
		await new Promise((resolve, reject) => {
			const socket = connect({ port, host: '127.0.0.1' });
			let answer = '';
			socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
			socket.once('error', reject);
			socket.once('close', () => resolve(answer.replace(/^\+OK\r\n/, '').replace(/\+OK\r\n$/, '')));
			socket.end(`AUTH ${password}\r\n${line}\r\nQUIT\r\n`);
		});

	/** Starts it again on what it kept; resolves when it answers. Does nothing where it runs. */
	const start = async (): Promise<void> => {
		if (running !== undefined) return;
		running = await startServer(
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
		void running.exited.then(() => (running = undefined));
	};
	await start();
	return {
		/** What n8n needs to know to use it. */
		env: {
			QUEUE_BULL_REDIS_HOST: '127.0.0.1',
			QUEUE_BULL_REDIS_PORT: String(port),
			QUEUE_BULL_REDIS_PASSWORD: password,
		},
		command,
		start,
		/** Ends it as its service does: it writes down what it holds, if it is to. */
		stop: async () => await running?.stop(),
		/** Ends it as a lack of memory or of power would. */
		kill: async () => await running?.kill(),
	};
}
