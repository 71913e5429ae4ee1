import { randomBytes } from 'node:crypto';
import { createCaller, NoAnswer, realClock, Stop, type Caller } from './caller';
import { createCheck, type Check } from './check';
import { described } from './compare';
import { contractVersion, methods, READS } from './contract';
import { pointsWith } from './openPoints';
import type { Settings } from './options';
import { checkReads } from './reads';
import { checkWrites, OPTION_OF } from './writes';

const NOTHING_TO_GO_ON_WITH =
	"Is MAVIBOT_SERVER right, and the key that of the project's settings, section Integrations? A redirect is not followed, so that the key goes nowhere else.";

type Print = (line: string) => void;

/** No line shows the key, whatever it was made from. */
function withoutKey(print: Print, apiKey: string): Print {
	const forms = [apiKey, encodeURIComponent(apiKey)];
	return (line) => print(forms.reduce((text, form) => text.replaceAll(form, '(the key)'), line));
}

/** How a key is refused, which the contract does not say: asked last, and once. */
async function refusedKey(caller: Caller, check: Check): Promise<void> {
	const answer = await caller.call('connected_channels').then(described, (error: unknown) => {
		if (error instanceof NoAnswer || error instanceof Stop) return error.message;
		throw error;
	});
	check.fact('answer to a key that does not exist', answer);
}

function reasonFor(action: string, { write }: Settings): string {
	if (READS.includes(action)) return 'nothing to ask it with, or the run ended before';
	if (!write) return 'it changes something, and --write is not given';
	const option = OPTION_OF[action];
	return option === undefined ? 'never called' : `needs ${option}`;
}

function finish(settings: Settings, caller: Caller, check: Check, print: Print): void {
	const section = (title: string, lines: Iterable<string>) => {
		for (const line of ['', title, ...[...lines].map((each) => `  ${each}`)]) print(line);
	};
	check.fact('limit on requests', caller.limits());
	section('Open points of the contract', pointsWith(check.points));
	section('What the contract does not say, and these answers do', check.facts);
	const uncalled = [...methods.keys()].filter((action) => !check.called.has(action));
	const reasons = uncalled.map((action) => `${action}: ${reasonFor(action, settings)}`);
	section('Left out', reasons);
	if (check.leftBehind.size > 0) section('Left behind in Mavibot', check.leftBehind);
	const { same, open, differs, unseen } = check.counts;
	print('');
	print(
		`${same} as in the contract, ${differs} different, ${open} where the contract shows no answer, ${unseen} not allowed to the key`,
	);
}

/**
 * Compares a project's answers with the contract and prints a report, which holds no value of any
 * answer and no key.
 *
 * @returns the exit code: 0 if nothing differs, 1 if something does, 2 if it could not run to its end
 * @throws UserError of the credential where the server or the key cannot be used
 */
export async function liveCheck(
	settings: Settings,
	printLine: Print,
	clock = realClock,
): Promise<0 | 1 | 2> {
	const print = withoutKey(printLine, settings.apiKey);
	const caller = await createCaller(settings, clock);
	const apiKey = `live-check-no-key-${randomBytes(6).toString('hex')}`;
	const stranger = await createCaller({ ...settings, apiKey }, clock);
	const check = createCheck(caller, print);
	let isWhole = false;
	try {
		const how = settings.write ? 'reading, and writing to the test client' : 'only reading';
		print(`Mavibot at ${caller.origin}, contract ${contractVersion}, ${how}`);
		print('');
		const { body } = await check.ask('connected_channels');
		if (body === undefined) throw new Stop(NOTHING_TO_GO_ON_WITH);
		const clients = await checkReads(check, settings);
		if (settings.write) await checkWrites(check, settings, clients);
		await refusedKey(stranger, check);
		isWhole = true;
	} catch (error) {
		if (!(error instanceof Stop)) throw error;
		print('');
		print(`Stopped. ${error.message}`);
	}
	finish(settings, caller, check, print);
	if (!isWhole) return 2;
	return check.counts.differs > 0 ? 1 : 0;
}
