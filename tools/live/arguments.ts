import { parseArgs } from 'node:util';

export const USAGE = `MAVIBOT_API_KEY=... npm run live [-- options]

Compares the answers of a Mavibot project with the contract (test/support/mavibot-api/openapi.yaml).
Without --write it only reads. docs/live-check.md says what it does and never does.

  MAVIBOT_API_KEY      the key, in the environment and nowhere else
  MAVIBOT_SERVER       the server, if it is not Mavibot's own; as in the credential

  --client ID          the client to read; with --write, the test client
  --list ID            a list to read; with --write, the test client is put into it and taken out
  --pause MS           between two requests (500)
  --timeout SECONDS    for each request (30)
  --help               print this

  --write              also call methods that change something, for the test client alone;
                       the options below each allow one more of them
  --callback TEXT      start the bot's flow with this callback
  --block ID           send this block
  --broadcast          send a broadcast whose audience is the test client
  --employee E-MAIL    assign the test client to this employee
  --recipient ID       the recipient id of the test client's online chat
  --create-deal        make a deal, which stays, since the API can delete none
  --state ID           the funnel state to move that deal to
  --bot GROUP-ID       make a client in this bot, and delete it
  --bot-type NUMBER    the client_type of that bot`;

export interface Settings {
	help: boolean;
	apiKey: string;
	server: string | undefined;
	write: boolean;
	client: number | undefined;
	list: number | undefined;
	callback: string | undefined;
	block: number | undefined;
	broadcast: boolean;
	employee: string | undefined;
	recipient: string | undefined;
	createDeal: boolean;
	state: number | undefined;
	bot: string | undefined;
	botType: number | undefined;
	pauseMs: number;
	timeoutMs: number;
}

const options = {
	help: { type: 'boolean', default: false },
	write: { type: 'boolean', default: false },
	client: { type: 'string' },
	list: { type: 'string' },
	callback: { type: 'string' },
	block: { type: 'string' },
	broadcast: { type: 'boolean', default: false },
	employee: { type: 'string' },
	recipient: { type: 'string' },
	'create-deal': { type: 'boolean', default: false },
	state: { type: 'string' },
	bot: { type: 'string' },
	'bot-type': { type: 'string' },
	pause: { type: 'string', default: '500' },
	timeout: { type: 'string', default: '30' },
} as const;

const NEED_WRITE = [
	'callback',
	'block',
	'broadcast',
	'employee',
	'recipient',
	'create-deal',
	'state',
	'bot',
	'bot-type',
] as const;

function parse(args: string[]) {
	try {
		return parseArgs({ args, options }).values;
	} catch {
		// What was typed is not repeated: it may be the key.
		throw new Error(
			'An option is not known, or lacks its value. The key is given in MAVIBOT_API_KEY, not as an option.',
		);
	}
}

function whole(name: string, value: string | undefined): number | undefined {
	if (value === undefined) return undefined;
	if (/^\d{1,15}$/.test(value)) return Number(value);
	throw new Error(`--${name} takes a whole number.`);
}

function filled(name: string, value: string | undefined): string | undefined {
	if (value?.trim() === '') throw new Error(`--${name} is empty.`);
	return value;
}

function seconds(value: string): number {
	const number = Number(value);
	if (number > 0 && number <= 600) return number;
	throw new Error('--timeout takes seconds, 600 at most.');
}

/** @throws Error for an option that is unknown, wrong or useless without another, and without a key */
export function readArguments(
	args: string[],
	env: Readonly<Record<string, string | undefined>>,
): Settings {
	const values = parse(args);
	const settings: Settings = {
		help: values.help,
		apiKey: (env.MAVIBOT_API_KEY ?? '').trim(),
		server: env.MAVIBOT_SERVER,
		write: values.write,
		client: whole('client', values.client),
		list: whole('list', values.list),
		callback: filled('callback', values.callback),
		block: whole('block', values.block),
		broadcast: values.broadcast,
		employee: filled('employee', values.employee),
		recipient: filled('recipient', values.recipient),
		createDeal: values['create-deal'],
		state: whole('state', values.state),
		bot: filled('bot', values.bot),
		botType: whole('bot-type', values['bot-type']),
		pauseMs: whole('pause', values.pause) ?? 0,
		timeoutMs: seconds(values.timeout) * 1000,
	};
	if (settings.help) return settings;
	if (settings.apiKey === '') throw new Error('MAVIBOT_API_KEY holds no key.');
	if (settings.write && settings.client === undefined) {
		throw new Error('--write needs --client: the test client, and nobody else, is written to.');
	}
	for (const name of NEED_WRITE) {
		const isGiven = values[name] !== undefined && values[name] !== false;
		if (isGiven && !settings.write) throw new Error(`--${name} needs --write.`);
	}
	if (settings.state !== undefined && !settings.createDeal) {
		throw new Error('--state needs --create-deal: only a deal that was made here is moved.');
	}
	if ((settings.bot === undefined) !== (settings.botType === undefined)) {
		throw new Error('--bot and --bot-type are given together.');
	}
	return settings;
}
