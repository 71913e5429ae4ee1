import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { startInOrder } from '../../start-in-order';
import { createClient } from '../client';
import { installN8n } from '../install';
import { startN8n, type RunningN8n, type StartOptions } from '../n8n';
import { ownerOf } from '../owner';
import { freePorts } from '../ports';
import { startPostgres } from './postgres';
import { startRedis } from './redis';

/** One of the processes that make up an n8n in queue mode. Each has a folder of its own, as a container has. */
export interface Member {
	/** Origin of what it serves: editor and REST API, webhooks, or only the check of its health. */
	url: string;
	/** Starts it, again if need be; resolves when it is ready. Does nothing where it runs. */
	start(): Promise<void>;
	/** Ends it as `docker stop` does: it may finish what it is at. */
	stop(): Promise<void>;
	/** Ends it in the middle of what it is at. */
	kill(): Promise<void>;
	/** All that it has written since its last start. */
	log(): string;
}

export type QueueMode = Awaited<ReturnType<typeof launchQueueMode>>;

const IS_HEALTHY = '/healthz/readiness';

/** How many executions a worker runs at a time, which is n8n's default. */
const CONCURRENCY = 10;

/**
 * Starts PostgreSQL, Redis and n8n in queue mode with this package: main, a webhook process and two workers.
 * All of it is for this machine only and ends with this process, however that ends.
 * @param env added to the environment of every process; wins over the settings made here
 * @returns its parts, a client of main that is logged in as the owner, and what ends all of it
 * @throws with what to install, when PostgreSQL or Redis is missing; nothing is left running then
 */
export async function launchQueueMode(env: Record<string, string> = {}) {
	const installation = await installN8n();
	return await startInOrder(async ({ part, atEnd, folder }) => {
		const scratch = folder('queue-n8n-');
		const postgres = await part(startPostgres(folder('queue-postgres-')));
		const redis = await part(startRedis(folder('queue-redis-')));

		const [mainPort, webhookPort, ...workerPorts] = await freePorts(4);
		const shared = {
			...postgres.env,
			...redis.env,
			EXECUTIONS_MODE: 'queue',
			N8N_ENCRYPTION_KEY: randomBytes(16).toString('hex'),
			// What a person would set so that the editor shows the address that Mavibot is to call.
			WEBHOOK_URL: `http://127.0.0.1:${webhookPort}/`,
			OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
			// By default a burst of webhooks that keeps two connections busy for five seconds counts as a
			// database that is gone, and what comes then is answered with 503.
			DB_POSTGRESDB_POOL_SIZE: '10',
			DB_PING_TIMEOUT_MS: '60000',
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
			...env,
		};
		const member = (name: string, port: number, more: Partial<StartOptions>) => {
			const made = createMember({
				userFolder: join(scratch, name),
				installation,
				port,
				env: { ...shared, QUEUE_HEALTH_CHECK_PORT: String(port) },
				...more,
			});
			atEnd(made.stop);
			return made;
		};
		const workers = workerPorts.map((port, index) =>
			member(`worker-${index + 1}`, port, {
				command: ['worker', `--concurrency=${CONCURRENCY}`],
				readyPath: IS_HEALTHY,
			}),
		);
		const webhook = member('webhook', webhookPort, {
			command: ['webhook'],
			readyPath: IS_HEALTHY,
		});
		const main = member('main', mainPort, {});

		// Main creates the tables that the others want to find.
		await main.start();
		await Promise.all([webhook, ...workers].map(async (each) => await each.start()));
		const client = createClient(main.url);
		atEnd(client.close);
		await client.setupOwner(ownerOf(scratch));
		return { main, webhook, workers, redis, client };
	});
}

function createMember(options: StartOptions & { port: number }): Member {
	let started: Promise<RunningN8n> | undefined;
	let latest: RunningN8n | undefined;
	const begin = async () => {
		try {
			latest = await startN8n(options);
			void latest.exited.then(() => (started = undefined));
			return latest;
		} catch (error) {
			started = undefined;
			throw error;
		}
	};
	return {
		url: `http://127.0.0.1:${options.port}`,
		async start() {
			started ??= begin();
			await started;
		},
		async stop() {
			// What did not start has ended, and who started it knows.
			const running = await started?.catch(() => undefined);
			await running?.stop();
		},
		async kill() {
			await (await started)?.kill();
			// At its next start, n8n would wait ten seconds because of it.
			rmSync(join(options.userFolder, '.n8n', 'crash.journal'), { force: true });
		},
		log: () => latest?.log() ?? '',
	};
}
