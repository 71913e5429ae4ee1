/**
 * Runs tests again and again while busy loops use the processor, and tells of each test that was ever red:
 *
 * npm run test:repeat -- [--times N] [--load K] [arguments of jest]
 *
 * N is how many runs (5 by default), K how many busy loops (2 by default; 0 for none).
 * Ends with 1 where any test was red in any run.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';

/** What is asked for on the command line. */
interface Wanted {
	times: number;
	load: number;
	jest: string[];
}

/** @throws Error in words, where a number is missing or none */
function wantedBy(given: string[]): Wanted {
	const wanted: Wanted = { times: 5, load: 2, jest: [] };
	const own = { '--times': 'times', '--load': 'load' } as const;
	for (let index = 0; index < given.length; index++) {
		const argument = given[index];
		if (argument !== '--times' && argument !== '--load') {
			wanted.jest.push(argument);
			continue;
		}
		const text = given[++index] ?? '';
		if (!/^\d+$/.test(text)) throw new Error(`${argument} wants a whole number, and got "${text}"`);
		wanted[own[argument]] = Number(text);
	}
	if (wanted.times < 1) throw new Error('--times has to be at least 1');
	return wanted;
}

/** What jest reports of a run, as far as it is read here. */
interface Report {
	numPassedTests: number;
	numFailedTests: number;
	/** Files whose tests were not run. */
	numRuntimeErrorTestSuites: number;
	testResults: Array<{
		name: string;
		status: string;
		assertionResults: Array<{ fullName: string; status: string }>;
	}>;
}

/** The red tests of a run, each with its file; of a file that did not run, the file. */
const redOf = ({ testResults }: Report): string[] =>
	testResults.flatMap(({ name, status, assertionResults }) => {
		const file = path.relative(process.cwd(), name);
		const red = assertionResults.filter((test) => test.status === 'failed');
		if (red.length === 0) return status === 'failed' ? [`${file}: was not run to its end`] : [];
		return red.map(({ fullName }) => `${file}: ${fullName}`);
	});

/** Runs jest once; what it says is shown only where something was red. */
async function runOnce(jest: string[], folder: string): Promise<Report | undefined> {
	const file = path.join(folder, 'report.json');
	await rm(file, { force: true });
	const said: Buffer[] = [];
	const main = require.resolve('jest/bin/jest');
	const given = [main, ...jest, '--json', `--outputFile=${file}`];
	const child = spawn(process.execPath, given, { stdio: ['ignore', 'ignore', 'pipe'] });
	child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
	const code = await new Promise<number>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (exitCode) => resolve(exitCode ?? 1));
	});
	if (code !== 0) process.stderr.write(Buffer.concat(said));
	const text = await readFile(file, 'utf8').catch(() => undefined);
	return text === undefined ? undefined : (JSON.parse(text) as Report);
}

/** Threads of this process, so that none of them can outlive it, however it ends. */
const busyLoops = (count: number): Worker[] =>
	Array.from(
		{ length: count },
		() => new Worker('let count = 0; for (;;) count++;', { eval: true }),
	);

async function main(): Promise<number> {
	const { times, load, jest } = wantedBy(process.argv.slice(2));
	const folder = await mkdtemp(path.join(tmpdir(), 'mavibot-repeat-'));
	const loops = busyLoops(load);
	const counts = new Map<string, number>();
	try {
		for (let run = 1; run <= times; run++) {
			const startedAt = Date.now();
			const report = await runOnce(jest, folder);
			const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
			if (!report) throw new Error('jest ended without a report');
			const passed = report.numPassedTests;
			const red = redOf(report);
			for (const test of red) counts.set(test, (counts.get(test) ?? 0) + 1);
			if (passed + red.length === 0) throw new Error('No test was run');
			console.log(
				`run ${run} of ${times}: ${passed} passed, ${report.numFailedTests} failed, ` +
					`${report.numRuntimeErrorTestSuites} files not run, ${seconds} s`,
			);
		}
	} finally {
		await Promise.all(loops.map(async (loop) => await loop.terminate()));
		await rm(folder, { recursive: true, force: true });
	}
	const loaded = `${times} runs, ${load} busy loops`;
	console.log(counts.size === 0 ? `\n${loaded}: no test was ever red` : `\n${loaded}; red:`);
	for (const [test, count] of counts) console.log(`${count} of ${times}  ${test}`);
	return counts.size === 0 ? 0 : 1;
}

main()
	.then((exitCode) => (process.exitCode = exitCode))
	.catch((error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
	});
