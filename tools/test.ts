/**
 * Everything that is checked, part after part, with the time each took. Stops at the first part that
 * fails; the last line counts the tests.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findChromium } from '../test/support/browser/chromium';

interface Part {
	name: string;
	command: string;
	/** Whether it is a run of jest, whose tests are counted. */
	isJest?: boolean;
}

const PARTS: Part[] = [
	{ name: 'build', command: 'npm run --silent build' },
	{ name: 'lint and format', command: 'npm run --silent lint' },
	{ name: "n8n's package scan", command: 'npm run --silent scan' },
	{ name: 'types of the tests', command: 'npm run --silent typecheck' },
	{ name: 'unit and engine tests', command: 'jest --selectProjects unit engine', isJest: true },
	{
		name: 'engines of older n8n',
		command: 'jest --selectProjects engine-1 engine-2.0',
		isJest: true,
	},
	{ name: 'end-to-end tests', command: 'jest --selectProjects e2e --runInBand', isJest: true },
];

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;

/** Runs a command as npm runs a script; resolves to its exit code. */
const run = async (command: string): Promise<number> =>
	await new Promise((resolve, reject) => {
		const child = spawn(command, { shell: true, stdio: 'inherit' });
		child.once('error', reject);
		child.once('exit', (code) => resolve(code ?? 1));
	});

async function main(): Promise<number> {
	// The end-to-end tests come last, and what they need is not to be missed only then.
	await findChromium();
	const folder = await mkdtemp(path.join(tmpdir(), 'mavibot-tests-'));
	const times: string[] = [];
	let passed = 0;
	let failed = 0;
	let notRun = 0;
	let exitCode = 0;
	try {
		for (const { name, command, isJest } of PARTS) {
			console.log(`\n── ${name}`);
			const report = path.join(folder, 'report.json');
			const startedAt = Date.now();
			exitCode = await run(isJest ? `${command} --json --outputFile=${report}` : command);
			times.push(`${name.padEnd(24)} ${seconds(Date.now() - startedAt).padStart(9)}`);
			if (isJest) {
				const counts = JSON.parse(await readFile(report, 'utf8')) as Record<string, number>;
				passed += counts.numPassedTests;
				failed += counts.numFailedTests;
				notRun += counts.numRuntimeErrorTestSuites;
			}
			if (exitCode !== 0) break;
		}
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
	const filesNotRun = notRun > 0 ? `; files with tests that were not run: ${notRun}` : '';
	console.log(`\n${times.join('\n')}\n\n${passed} passed, ${failed} failed${filesNotRun}`);
	return exitCode;
}

main()
	.then((exitCode) => (process.exitCode = exitCode))
	.catch((error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
	});
