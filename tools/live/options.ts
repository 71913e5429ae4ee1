import { parseArgs } from 'node:util';

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;

/** What may be given only together with --write. */
const WRITING = { callback: text, broadcast: flag, 'create-deal': flag, state: text };

const WHOLE_NUMBERS = { client: text, list: text, pause: { ...text, default: '500' } };

export const OPTIONS = {
	...WRITING,
	...WHOLE_NUMBERS,
	write: flag,
	timeout: { ...text, default: '30' },
};

function parse(args: string[]) {
	try {
		return parseArgs({ args, options: OPTIONS }).values;
	} catch {
		// What was typed is not repeated: it may be the key.
		throw new Error(
			'An option is not known, or lacks its value; docs/internals/live-check.md lists them. The key is given in MAVIBOT_API_KEY.',
		);
	}
}

function assert(condition: boolean, words: string): void {
	if (!condition) throw new Error(words);
}

const numberOf = (value: string | undefined) => (value === undefined ? undefined : Number(value));

export type Settings = ReturnType<typeof readOptions>;

/** @throws Error for an option that is unknown, wrong or useless without another, and without a key */
export function readOptions(args: string[], env: Readonly<Record<string, string | undefined>>) {
	const given = parse(args);
	const { write, callback, broadcast, client, state, 'create-deal': createDeal } = given;
	const apiKey = (env.MAVIBOT_API_KEY ?? '').trim();
	const timeoutMs = Number(given.timeout) * 1000;
	assert(apiKey !== '', 'MAVIBOT_API_KEY holds no key.');
	for (const [name, value] of Object.entries(given)) {
		assert(String(value).trim() !== '', `--${name} is empty.`);
		assert(write || value === false || !(name in WRITING), `--${name} needs --write.`);
		const isWhole = /^\d{1,15}$/.test(String(value));
		assert(
			isWhole || !(name in WHOLE_NUMBERS || name === 'state'),
			`--${name} takes a whole number.`,
		);
	}
	assert(timeoutMs > 0 && timeoutMs <= 300_000, '--timeout takes seconds, 300 at most.');
	const isForSomebody = !write || client !== undefined;
	assert(isForSomebody, '--write needs --client: the test client alone is written to.');
	const isOfDeal = state === undefined || createDeal;
	assert(isOfDeal, '--state needs --create-deal: only a deal that was made here is moved.');
	return {
		...{ write, callback, broadcast, createDeal, apiKey, timeoutMs },
		server: env.MAVIBOT_SERVER ?? '',
		client: numberOf(client),
		list: numberOf(given.list),
		state: numberOf(state),
		pauseMs: Number(given.pause),
	};
}
