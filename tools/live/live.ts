import { randomBytes } from 'node:crypto';
import { contractVersion, methods } from './answers';
import type { Settings } from './arguments';
import { createCaller, NoAnswer, Stop, type Caller, type Reply } from './caller';
import { createCheck, type Check } from './check';
import { described } from './compare';
import { channelFacts, checkReads, READS } from './reads';
import { isFields, plural } from './shape';
import { checkWrites, NEVER, WRITES } from './writes';

/** 0: nothing differs; 1: something does; 2: it could not run, or not to its end. */
export type ExitCode = 0 | 1 | 2;

/** No line shows the key, whatever it was made from. */
function withoutKey(print: (line: string) => void, apiKey: string): (line: string) => void {
	const forms = [apiKey, encodeURIComponent(apiKey)].filter((form) => form !== '');
	return (line) => print(forms.reduce((text, form) => text.replaceAll(form, '(the key)'), line));
}

/** @throws Stop where this is not Mavibot, or Mavibot does not take the key */
async function begin(caller: Caller, check: Check): Promise<unknown> {
	const action = 'connected_channels';
	let reply: Reply;
	try {
		reply = await caller.call({ action, verb: 'GET', isRead: true });
	} catch (error) {
		if (error instanceof NoAnswer)
			throw new Stop(`${caller.origin} gave no answer: ${error.message}.`);
		throw error;
	}
	const { status, body, isJson } = reply;
	if (status >= 300 && status < 400) {
		throw new Stop(
			`${caller.origin} sends the request on to another address (HTTP ${status}). It is not followed, so that the key goes nowhere else. Is MAVIBOT_SERVER right?`,
		);
	}
	if (!isJson) {
		throw new Stop(
			`${caller.origin} answers no JSON (${described(reply)}). Is this Mavibot's server?`,
		);
	}
	const isRefused =
		[401, 403, 404].includes(status) ||
		(isFields(body) && !('project_id' in body) && ('status' in body || 'error' in body));
	if (isRefused) {
		throw new Stop(
			`Mavibot refused the key, or the key may not read clients: ${described(reply)}. Copy the key again from the settings of the project, section Integrations.`,
		);
	}
	return check.report(action, reply).body;
}

/** How a key is refused, which the contract does not say: asked last, and once. */
async function refusedKey(settings: Settings, check: Check): Promise<void> {
	const caller = await createCaller({
		...settings,
		apiKey: `live-check-no-key-${randomBytes(6).toString('hex')}`,
	});
	try {
		const reply = await caller.call({ action: 'connected_channels', verb: 'GET', isRead: true });
		check.fact('answer to a key that does not exist', described(reply));
	} catch (error) {
		if (!(error instanceof NoAnswer || error instanceof Stop)) throw error;
		check.fact('answer to a key that does not exist', error.message);
	} finally {
		await caller.close();
	}
}

function reasonFor(action: string, { write }: Settings): string {
	if (READS.includes(action)) return 'nothing was found to ask it with';
	if (!write) return 'it changes something, and --write is not given';
	const never = NEVER[action];
	if (never !== undefined) return never;
	return `needs ${WRITES[action] ?? 'a run to its end'}`;
}

function section(print: (line: string) => void, title: string, lines: string[]): void {
	if (lines.length === 0) return;
	print('');
	print(title);
	for (const line of lines) print(`  ${line}`);
}

function finish(
	settings: Settings,
	caller: Caller,
	check: Check,
	print: (line: string) => void,
): void {
	const { pace } = caller;
	check.fact(
		'limit on requests',
		pace.tooMany === 0
			? `not reached by ${pace.requests} requests`
			: `HTTP 429 ${plural(pace.tooMany, 'time')}, ${pace.withRetryAfter} with Retry-After`,
	);
	if (pace.limitHeaders.size > 0) {
		check.fact('headers that tell of a limit', [...pace.limitHeaders].join(', '));
	}
	section(
		print,
		'What the contract does not say, and these answers do',
		check.facts.map(([question, answer]) => `${question}: ${answer}`),
	);
	const reasons = new Map<string, string[]>();
	for (const action of methods.keys()) {
		if (check.called.has(action)) continue;
		const reason = check.leftOut.get(action) ?? reasonFor(action, settings);
		reasons.set(reason, [...(reasons.get(reason) ?? []), action]);
	}
	section(
		print,
		'Left out',
		[...reasons].map(([reason, actions]) => `${actions.join(', ')}: ${reason}`),
	);
	section(print, 'Left behind in Mavibot', [...new Set(check.leftBehind)]);
	const { same, open, differs, unseen } = check.counts;
	const undocumented = `${open} where the contract shows no answer`;
	print('');
	print(
		`${same} as in the contract, ${differs} different, ${undocumented}, ${unseen} not allowed to the key`,
	);
}

/**
 * Compares a project's answers with the contract and prints a report, which holds no value of any
 * answer and no key.
 *
 * @throws UserError of the credential where the server or the key cannot be used
 */
export async function liveCheck(
	settings: Settings,
	printLine: (line: string) => void,
): Promise<ExitCode> {
	const print = withoutKey(printLine, settings.apiKey);
	const caller = await createCaller(settings);
	const check = createCheck(caller, print);
	let isWhole = false;
	try {
		const how = settings.write ? 'reading, and writing to the test client' : 'only reading';
		print(`Mavibot at ${caller.origin}, contract ${contractVersion}, ${how}`);
		print('');
		const channels = await begin(caller, check);
		channelFacts(check, channels);
		const clients = await checkReads(check, settings);
		const bots = groupIds(channels);
		if (settings.write) await checkWrites(check, settings, { clients, bots });
		await refusedKey(settings, check);
		isWhole = true;
	} catch (error) {
		if (!(error instanceof Stop)) throw error;
		print('');
		print(`Stopped. ${error.message}`);
	} finally {
		await caller.close();
	}
	if (check.called.size > 0) finish(settings, caller, check, print);
	if (!isWhole) return 2;
	return check.counts.differs > 0 ? 1 : 0;
}

/** The group_id of each connected bot. */
function groupIds(channels: unknown): Array<string | number> {
	if (!isFields(channels)) return [];
	return Object.values(channels)
		.flat()
		.filter(isFields)
		.map(({ group_id }) => group_id)
		.filter((id) => typeof id === 'string' || typeof id === 'number');
}
