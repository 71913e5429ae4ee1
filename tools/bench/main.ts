/**
 * Measures the package on a real n8n against the local Mavibot, and prints a table for each part.
 *
 *     npm run bench                          all parts, about an hour on two cores
 *     npm run bench -- --only sends,imports  some of them
 *     npm run bench -- --only receiving      all whose names begin with receiving/
 *     npm run bench -- --write               all, and writes docs/measurements.md and its picture
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

const DOCS = resolve(__dirname, '..', '..', 'docs');

const PARTS: Record<string, () => Report | Promise<Report>> = {
	sends,
	imports,
	variables,
	exports,
	webhook,
	job,
	queue,
	'receiving/publishing': publishing,
	'receiving/strangers': strangers,
	'receiving/kept': kept,
	'receiving/repeats': repeats,
	'receiving/passing-on': passingOn,
	waiting,
	startup,
	size,
};

/** What the numbers depend on. */
function machine(): string {
	const manifest = resolve(DOCS, '../test/support/real-n8n/n8n/package.json');
	const { dependencies } = JSON.parse(readFileSync(manifest, 'utf8')) as {
		dependencies: Record<string, string>;
	};
	const [cpu] = cpus();
	return `${cpus().length} cores (${cpu.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform} ${process.arch}; n8n ${dependencies.n8n}, its SQLite on the same disk, the local Mavibot on the same machine.`;
}

/**
 * The parts that were asked for.
 *
 * @throws where there is none of a name
 */
function partsOf(names: string[]): string[] {
	const all = Object.keys(PARTS);
	return names.flatMap((name) => {
		const meant = all.filter((part) => part === name || part.startsWith(`${name}/`));
		if (meant.length === 0) throw new Error(`No part ${name}; there are ${all.join(', ')}`);
		return meant;
	});
}

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: { only: { type: 'string' }, write: { type: 'boolean', default: false } },
	});
	const names = partsOf(values.only?.split(',') ?? Object.keys(PARTS));
	if (values.write && values.only) throw new Error('--write wants all parts, from one run');

	const reports: Report[] = [];
	for (const name of names) {
		const report = await PARTS[name]();
		reports.push(report);
		console.log(`\n${inMarkdown(report)}`);
	}
	const missed = reports.flatMap(({ targets }) => targets).filter((target) => !isMet(target));
	console.log(`\n${missed.length} targets missed`);
	if (!values.write) return;
	const page = [
		'# Measurements',
		'Written by `npm run bench -- --write`, in one run.',
		machine(),
		'![The measurements as bars](measurements.svg)',
		...reports.map(inMarkdown),
	].join('\n\n');
	const file = join(DOCS, 'measurements.md');
	const style = await resolveConfig(file);
	writeFileSync(file, await format(page, { ...style, filepath: file }));
	writeFileSync(join(DOCS, 'measurements.svg'), await inPicture(reports));
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
