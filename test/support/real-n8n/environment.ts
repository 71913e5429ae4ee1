import { delimiter, dirname } from 'node:path';

export interface EnvironmentOptions {
	userFolder: string;
	nodeBinary: string;
	port: number;
	brokerPort: number;
	/** Wins over everything here. */
	extra?: Record<string, string>;
}

/** What n8n may take over from this process; not NODE_ENV, proxies or somebody's N8N_ settings. */
const INHERITED = ['LANG', 'LC_ALL', 'TZ', 'TMPDIR'];

/** The whole environment of an n8n that serves this machine only and calls nobody by itself. */
export function n8nEnvironment(options: EnvironmentOptions): Record<string, string> {
	const { userFolder, nodeBinary, port, brokerPort, extra } = options;
	const url = `http://127.0.0.1:${port}`;
	const inherited = Object.fromEntries(
		INHERITED.flatMap((name) => {
			const value = process.env[name];
			return value === undefined ? [] : [[name, value]];
		}),
	);
	return {
		...inherited,
		NODE_ENV: 'production',
		// n8n starts its task runner as "node", whatever that is on the path.
		PATH: `${dirname(nodeBinary)}${delimiter}${process.env.PATH ?? ''}`,
		// n8n also writes to ~/.cache, which two of them must not share.
		HOME: userFolder,
		N8N_USER_FOLDER: userFolder,
		N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'true',

		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(port),
		N8N_RUNNERS_BROKER_LISTEN_ADDRESS: '127.0.0.1',
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_PYTHON_ENABLED: 'false',
		WEBHOOK_URL: `${url}/`,
		N8N_EDITOR_BASE_URL: url,
		N8N_SECURE_COOKIE: 'false',
		N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '10',

		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
		// The list of verified packages comes from a server; the packages of the user folder load anyway.
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'false',
		// This module fetches a list of servers at every start.
		N8N_DISABLED_MODULES: 'mcp-registry',

		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		...extra,
	};
}
