import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { request } from 'undici';
import { n8nEnvironment } from './environment';
import { startServer, type GuardedProcess } from './guarded-process';
import { installN8n, type Log, type N8nInstallation } from './install';
import { linkPackage } from './link-package';
import { freePorts, requireFreePort } from './ports';

const PROJECT_FOLDER = resolve(__dirname, '..', '..', '..');

/** A first start creates the database, which takes most of its time. */
const READY_LIMIT_MS = 120_000;

/** n8n gives itself 10 s to finish what runs; after this it is killed. */
const STOP_LIMIT_MS = 15_000;

export interface StartOptions {
	/** Holds all that n8n keeps: settings, key, database, log. Kept afterwards; may be used again. */
	userFolder: string;
	/** Default: a free one. */
	port?: number;
	/** What n8n is to be; default: `['start']`. Another one has to listen at `port` as well. */
	command?: string[];
	/** Answers with JSON and status 200 once n8n is ready; default: `/rest/settings`. */
	readyPath?: string;
	/** The built community node package to load; default: this project; null: none. */
	packageFolder?: string | null;
	/** Default: `installN8n()`. */
	installation?: N8nInstallation;
	/** Added to n8n's environment; wins over the settings made here. */
	env?: Record<string, string>;
	/** Gets a line for each long step; default: none of them is shown. */
	log?: Log;
	/** Breaks the wait for n8n off; n8n is ended then. */
	signal?: AbortSignal;
}

export interface RunningN8n extends GuardedProcess {
	/** Origin of editor, REST API and webhooks, without a slash at its end. */
	url: string;
	port: number;
	userFolder: string;
	logFile: string;
	/** All that n8n has written so far, both streams. */
	log(): string;
}

/**
 * Starts a real n8n, with SQLite where `env` says nothing else, for this machine only, and waits until
 * its REST API answers.
 * It ends with this process, however that ends.
 * @throws when the port is in use, the package is not built, or n8n ends or stays silent for two
 * minutes (with the end of its log)
 */
export async function startN8n(options: StartOptions): Promise<RunningN8n> {
	const {
		log = () => {},
		packageFolder = PROJECT_FOLDER,
		command = ['start'],
		readyPath = '/rest/settings',
	} = options;
	const userFolder = resolve(options.userFolder);
	if (options.port !== undefined) await requireFreePort(options.port);
	const installation = options.installation ?? (await installN8n(log));
	mkdirSync(userFolder, { recursive: true });
	if (packageFolder !== null) {
		linkPackage(packageFolder, userFolder, join(installation.folder, 'node_modules'));
	}

	const [brokerPort, freePort] = await freePorts(2);
	const port = options.port ?? freePort;
	const url = `http://127.0.0.1:${port}`;
	const logFile = join(userFolder, 'n8n.log');
	const { nodeBinary, n8nScript } = installation;
	log(`Starting n8n at ${url}`);
	const n8n = await startServer(
		'n8n',
		{
			command: nodeBinary,
			args: [n8nScript, ...command],
			workingFolder: userFolder,
			environment: n8nEnvironment({ userFolder, nodeBinary, port, brokerPort, extra: options.env }),
			logFile,
			graceMs: STOP_LIMIT_MS,
		},
		async () => {
			options.signal?.throwIfAborted();
			return await answers(url + readyPath);
		},
		READY_LIMIT_MS,
	);
	return {
		url,
		port,
		userFolder,
		logFile,
		log: () => readFileSync(logFile, 'utf8'),
		...n8n,
	};
}

/**
 * Whether n8n is up. `/healthz` answers before it is, and until then any other address
 * gives status 200 with a page that says n8n is starting: only JSON counts.
 */
async function answers(url: string): Promise<boolean> {
	try {
		const { statusCode, headers, body } = await request(url, {
			headersTimeout: 5000,
			bodyTimeout: 5000,
		});
		await body.dump();
		return statusCode === 200 && String(headers['content-type']).includes('application/json');
	} catch {
		return false;
	}
}
