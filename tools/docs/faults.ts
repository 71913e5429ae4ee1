import path from 'node:path';
import {
	LONGEST_WAIT,
	REQUESTS_AT_ONCE,
	TRIES,
	type Setting,
} from '../../nodes/Mavibot/transport/requestOptions';
import { FAULTS, OUTCOMES } from '../../test/support/engine/fault-matrix/expected';
import {
	cellOf,
	outcomeOf,
	TRIES as TRIES_OF_THE_RUN,
	type Measured,
} from '../../test/support/engine/fault-matrix/measure';
import { KINDS, type Kind } from '../../test/support/engine/fault-matrix/operations';

/** Where the page stands. */
export const PAGE = path.resolve(__dirname, '../../docs/faults.md');

const INTRODUCTION = `# What the node does when something goes wrong

<!-- Written by \`npm run docs\` from a run of the matrix. Edit tools/docs/faults.ts instead. -->

- **Mavibot says that it is too much at once (429).** The request was refused unread, so the node waits and sends it
  again, also a message. It waits as long as Mavibot asks for (\`Retry-After\`, in seconds or as a date), else half a
  second, then one, two, four and so on, up to 15 seconds, each shortened by chance by up to a half. The other
  requests of the same run wait as long; after that, half as many are sent at a time, and more again as answers come.
- **A fault that may be gone a moment later**: 502, 503, 504, a lost connection, a time-out, an answer that breaks off.
  What only reads is sent again, in the same way. What changes something, such as a message, is **never** sent again,
  since it may have been done: the error says so, and to look in Mavibot first.
- **Anything else** is not sent again. The error says what to do. Of what changes something, it also says that it may
  have been done, unless it is certain that nothing had left: nobody answers at the address, the name or the
  certificate of the server is wrong, or the input, the credential or a setting is.
- When one request has used up its tries, the others of its run are tried once each, until one is answered again.
- The node follows no redirect, so that the key goes to no other server.

n8n's own **Retry On Fail** (Settings of the node) is something else: it runs the whole node again with all its items,
also with those that went through. Leave it off for messages.

## Where to set it

In the node, **Settings → Request Options → Add Option**, beside n8n's own Batching, Proxy, Timeout and Ignore SSL
Issues. It holds for every operation.
`;

const settingRow = ({ displayName, name, default: usual, limits, description }: Setting): string =>
	`| ${displayName} | \`${name}\` | ${usual} | ${limits.min} to ${limits.max} | ${description} |`;

const SETTINGS = [
	'| Option | Parameter | Usually | Bounds | What it is |',
	'| --- | --- | --- | --- | --- |',
	...[TRIES, LONGEST_WAIT, REQUESTS_AT_ONCE].map(settingRow),
].join('\n');

const REMARKS = `The time until a request without an answer is given up is n8n's **Timeout**, 300 seconds unless it is set. It counts as
waiting, so a read is sent again after a time-out only if the Timeout is shorter than the longest wait. A request with
its tries takes at most the longest wait and one Timeout.

**Proxy** is written \`http://host:port\`, or \`http://name:password@host:port\`; the port is always needed, and signs
such as \`@\` in name or password are percent-encoded. Other kinds than http and https are refused. If an expression gives
no proxy for an item, that item fails: nothing is sent past the proxy. The lists in the form go through it as well.

**Batching** makes pauses between input items. In operations that gather items into few requests, a request then
carries no more than the items of one batch.

## The matrix

Each kind of operation under each fault, measured: n8n's engine runs the node against the local Mavibot, which makes the
fault, with at most ${TRIES_OF_THE_RUN} tries. In each cell: the requests that were made; for what changes something, after the slash, how
often Mavibot did it (the messages that arrived, for the client who got the most); and what the run ended with, in the
words below. A question mark: the error says that it may have been done. "Done" in the name of a fault: Mavibot
did what was asked before the fault showed. What only reads is in *italics*. The counts do not depend on the machine:
the tests (\`npm test\`) run the matrix anew with each of n8n's engines.
`;

function table(all: Measured[]): string {
	const heading = ({ name, timesDone }: Kind): string => (timesDone ? name : `*${name}*`);
	return [
		`| Fault | ${KINDS.map(heading).join(' | ')} |`,
		`| --- |${' --- |'.repeat(KINDS.length)}`,
		...FAULTS.map(
			(row) =>
				`| ${row.name} | ${all
					.filter((one) => one.row === row)
					.map(cellOf)
					.join(' | ')} |`,
		),
	].join('\n');
}

function totals(all: Measured[]): string {
	const mostDone = Math.max(...all.map(({ timesDone = 0 }) => timesDone));
	const requestsElsewhere = all.reduce((sum, one) => sum + one.requestsElsewhere, 0);
	const withKey = all.filter(({ isKeyStored }) => isKeyStored).length;
	return [
		`- Runs: ${all.length}`,
		`- The most often that one of them did a thing to one client: ${mostDone}`,
		`- Requests that reached the other host: ${requestsElsewhere}`,
		`- Runs of which n8n would store the key: ${withKey}`,
	].join('\n');
}

/** For each word, the two lines of the first run that ended with it. */
function legend(all: Measured[]): string {
	const examples = new Map<string, string>();
	for (const measured of all) {
		const word = outcomeOf(measured);
		if (examples.has(word)) continue;
		const { error } = measured;
		const words = error
			? `**${error.message}** ${error.description}`
			: OUTCOMES[word as 'ok' | 'text'];
		examples.set(word, words.replaceAll('|', '\\|').replaceAll('*****', '\\*\\*\\*\\*\\*'));
	}
	return [
		'| Word | What the person sees |',
		'| --- | --- |',
		...[...examples]
			.sort(([one], [other]) => (one < other ? -1 : 1))
			.map(([word, words]) => `| ${word} | ${words} |`),
	].join('\n');
}

/** The page about faults, in Markdown, from one run of the whole matrix. */
export function faultsPage(all: Measured[]): string {
	return [
		INTRODUCTION,
		SETTINGS,
		'',
		REMARKS,
		table(all),
		'',
		totals(all),
		'',
		'### The words',
		'',
		legend(all),
		'',
		'This page is made by `npm run build && npm run docs`; `npm run test:engine -- --testPathPatterns fault-matrix` runs the matrix and holds it, and this page, to what is expected (`test/support/engine/fault-matrix/expected.ts`).',
		'',
	].join('\n');
}
