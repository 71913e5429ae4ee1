import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { request } from 'undici';
import { n8nEnvironment } from './environment';
import { lastLines, startGuarded } from './guarded-process';
import { installN8n, type Log, type N8nInstallation } from './install';
import { linkPackage } from './link-package';
import { freePorts, requireFreePort } from './ports';
import { until } from './until';

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

export interface RunningN8n {
	/** Origin of editor, REST API and webhooks, without a slash at its end. */
	url: string;
	port: number;
	userFolder: string;
	logFile: string;
	/** All that n8n has written so far, both streams. */
	log(): string;
	/** Resolves with n8n's exit code when it and all its children are gone, for whatever reason. */
	exited: Promise<number>;
	/** Ends n8n; resolves when it and all its children are gone. May be called repeatedly. */
	stop(): Promise<void>;
	/** Ends it by SIGKILL, as a lack of memory would; resolves when it and all its children are gone. */
	kill(): Promise<void>;
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
	const n8n = startGuarded({
		command: nodeBinary,
		args: [n8nScript, ...command],
		workingFolder: userFolder,
		environment: n8nEnvironment({ userFolder, nodeBinary, port, brokerPort, extra: options.env }),
		logFile,
		graceMs: STOP_LIMIT_MS,
	});

	let exitCode: number | undefined;
	void n8n.exited.then((code) => (exitCode = code));
	log(`Starting n8n at ${url}`);
	try {
		await until(
			async () => {
				options.signal?.throwIfAborted();
				if (exitCode !== undefined) {
					throw new Error(
						`n8n ended while it started (exit code ${exitCode}):\n${lastLines(logFile)}`,
					);
				}
				return (await answers(url + readyPath)) || undefined;
			},
			{
				timeoutMs: READY_LIMIT_MS,
				intervalMs: 100,
				onTimeout: () =>
					`n8n was not ready after ${READY_LIMIT_MS / 1000} s:\n${lastLines(logFile)}`,
			},
		);
	} catch (error) {
		await n8n.stop();
		throw error;
	}
	return {
		url,
		port,
		userFolder,
		logFile,
		log: () => readFileSync(logFile, 'utf8'),
		exited: n8n.exited,
		stop: n8n.stop,
		kill: n8n.kill,
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
