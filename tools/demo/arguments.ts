import { parseArgs } from 'node:util';

/** Beside n8n's usual 5678, so that a person's own n8n can go on running. */
const PORT = 5690;
const CHAT_PORT = 5691;

export const USAGE = `npm run demo [-- options]

  --watch        build the package anew and let n8n reload it when one of its files changes (npm run dev)
  --once         play a conversation without a person, print it and end
  --port N       port of n8n (${PORT}; with --once any free one)
  --chat-port N  port of the chat page (${CHAT_PORT}; with --once any free one)
  --help         print this`;

/** A port that is absent: any free one. */
export type DemoArguments = ReturnType<typeof readArguments>;

/** @throws for an unknown argument, a port that is none, or both `--once` and `--watch` */
export function readArguments(args: string[]) {
	const { values } = parseArgs({
		args,
		options: {
			once: { type: 'boolean', default: false },
			watch: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
			port: { type: 'string' },
			'chat-port': { type: 'string' },
		},
	});
	const { once, watch, help } = values;
	if (once && watch) throw new Error('--once ends by itself, and --watch does not: choose one.');
	return {
		...{ once, watch, help },
		port: portOf('--port', values.port) ?? (once ? undefined : PORT),
		chatPort: portOf('--chat-port', values['chat-port']) ?? (once ? undefined : CHAT_PORT),
	};
}

function portOf(name: string, value: string | undefined): number | undefined {
	if (value === undefined) return undefined;
	const port = Number(value);
	if (/^\d+$/.test(value) && port >= 1 && port <= 65535) return port;
	throw new Error(`${name} takes a number from 1 to 65535, and "${value}" is none.`);
}
