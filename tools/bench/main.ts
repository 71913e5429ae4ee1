/**
 * Measures the package on a real n8n against the local Mavibot, and prints a table for each part.
 *
 *     npm run bench                           how fast it is, about three quarters of an hour on two cores
 *     npm run bench -- --page receiving       what becomes of messages that come, about a quarter of an hour
 *     npm run bench -- --only sends,strangers some parts of either
 *     npm run bench -- --write                writes docs/internals/measurements.md and its picture, or those of --page
 *
 * The package has to be built, and the machine should do nothing else. Linux only: memory is read from /proc.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { exports } from './exports';
import { imports, variables } from './imports';
import { job } from './job';
import { queue } from './queue';
import { kept } from './receiving/kept';
import { passingOn } from './receiving/passing-on';
import { publishing } from './receiving/publishing';
import { repeats } from './receiving/repeats';
import { strangers } from './receiving/strangers';
import { inMarkdown, inPicture, isMet, type Report } from './report';
import { sends } from './sends';
import { size } from './size';
import { startup } from './startup';
import { waiting } from './waiting';
import { webhook } from './webhook';

const PROJECT = resolve(__dirname, '..', '..');
const DOCS = join(PROJECT, 'docs', 'internals');

type Parts = Record<string, () => Report | Promise<Report>>;

/** By the name of the file in `docs/internals/`, and what stands there before the parts. */
const PAGES: Record<string, { title: string; about: string; parts: Parts }> = {
	measurements: {
		title: 'Measurements',
		about: 'Written by `npm run bench -- --write`, in one run.',
		parts: { sends, imports, variables, exports, webhook, job, queue, waiting, startup, size },
	},
	receiving: {
		title: 'Messages that come: none lost, none twice',
		about:
			"Written by `npm run bench -- --page receiving --write`, in one run. n8n's own Webhook node gets the same at the same time.",
		parts: { publishing, strangers, kept, repeats, passingOn },
	},
};

const ALL_PARTS: Parts = Object.assign({}, ...Object.values(PAGES).map(({ parts }) => parts));

/** What the numbers depend on. */
function machine(): string {
	const manifest = join(PROJECT, 'test/support/real-n8n/n8n/package.json');
	const { dependencies } = JSON.parse(readFileSync(manifest, 'utf8')) as {
		dependencies: Record<string, string>;
	};
	const [cpu] = cpus();
	return `${cpus().length} cores (${cpu.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform} ${process.arch}; n8n ${dependencies.n8n}, its SQLite on the same disk, the local Mavibot on the same machine.`;
}

/** @throws where there is none of a name */
function entriesOf<Value>(all: Record<string, Value>, names: string[]): Value[] {
	const unknown = names.filter((name) => !(name in all));
	if (unknown.length > 0) {
		throw new Error(`No ${unknown.join(', ')}; there are ${Object.keys(all).join(', ')}`);
	}
	return names.map((name) => all[name]);
}

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			page: { type: 'string', default: 'measurements' },
			only: { type: 'string' },
			write: { type: 'boolean', default: false },
		},
	});
	const [page] = entriesOf(PAGES, [values.page]);
	const parts = values.only
		? entriesOf(ALL_PARTS, values.only.split(','))
		: Object.values(page.parts);
	if (values.write && values.only) throw new Error('--write wants all parts, from one run');

	const reports: Report[] = [];
	for (const part of parts) {
		const report = await part();
		reports.push(report);
		console.log(`\n${inMarkdown(report)}`);
	}
	const missed = reports.flatMap(({ targets }) => targets).filter((target) => !isMet(target));
	console.log(`\n${missed.length} targets missed`);
	if (!values.write) return;
	const text = [
		`# ${page.title}`,
		page.about,
		machine(),
		`![The measurements as bars](${values.page}.svg)`,
		...reports.map(inMarkdown),
	].join('\n\n');
	const file = join(DOCS, `${values.page}.md`);
	const style = await resolveConfig(file);
	writeFileSync(file, await format(text, { ...style, filepath: file }));
	writeFileSync(join(DOCS, `${values.page}.svg`), await inPicture(reports));
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
