import path from 'node:path';
import { FAULTS, OUTCOMES } from '../../test/support/engine/fault-matrix/expected';
import {
	cellOf,
	outcomeOf,
	TRIES as TRIES_OF_THE_RUN,
	type Measured,
} from '../../test/support/engine/fault-matrix/measure';
import { KINDS, type Kind } from '../../test/support/engine/fault-matrix/operations';

/** Where the page stands. */
export const PAGE = path.resolve(__dirname, '../../docs/internals/faults.md');

const INTRODUCTION = `# What the node does under each fault

<!-- Written by \`npm run docs\` from a run of the matrix. Edit tools/docs/faults.ts instead. -->

[What is sent again](../sending.md#what-is-sent-again) says the rules in words, and
[Request Options](../operations.md#request-options) where to change them. This page is the measurement.

Each kind of operation under each fault: n8n's engine runs the node against the local Mavibot, which makes the
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
		table(all),
		'',
		totals(all),
		'',
		'## The words',
		'',
		legend(all),
		'',
		'This page is made by `npm run build && npm run docs`; `npm run test:engine -- --testPathPatterns fault-matrix` runs the matrix and holds it, and this page, to what is expected (`test/support/engine/fault-matrix/expected.ts`).',
		'',
	].join('\n');
}
