/**
 * Builds the package anew when one of its files changes, and brings n8n's copy of it up to date after
 * each build without errors. A child of reload.ts, which it tells of each such build; ends with it.
 *
 * Argument: the user folder of n8n. Working directory: the project's.
 */
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import ts from 'typescript';
import { updateLinkedPackage } from '../../test/support/real-n8n/link-package';

/** A build without errors, as the parent gets it. */
export interface Rebuilt {
	/** Milliseconds since 1970. */
	startedAt: number;
	/** How many files of n8n's copy are other ones now. */
	changed: number;
}

type Task = (done: (error?: Error | null) => void) => void;

/** What is used of gulp, which brings no types. */
interface Gulp {
	series(...tasks: unknown[]): Task;
	watch(globs: string[], task: () => Promise<void>): void;
}

const requireHere = createRequire(__filename);
const gulp = requireHere('gulp') as Gulp;
const gulpfile = requireHere('../../gulpfile.js') as { static: unknown };
const putStaticFiles = promisify(gulp.series(gulpfile.static));

const [userFolder] = process.argv.slice(2);
const projectFolder = process.cwd();

let hasErrors = true;
let compilingSince = Date.now();
let lastUpdate = Promise.resolve();

/** One update after another, so that no file is copied while it is written. */
function update(startedAt: number): void {
	lastUpdate = lastUpdate
		.then(async () => {
			await putStaticFiles();
			if (hasErrors) return;
			const changed = updateLinkedPackage(projectFolder, userFolder);
			const rebuilt: Rebuilt = { startedAt, changed };
			process.send?.(rebuilt);
		})
		.catch((error: unknown) => console.error(error));
}

function showError(diagnostic: ts.Diagnostic): void {
	const host = {
		getCanonicalFileName: (name: string) => name,
		getCurrentDirectory: () => projectFolder,
		getNewLine: () => '\n',
	};
	console.error(ts.formatDiagnosticsWithColorAndContext([diagnostic], host));
}

/** @param errors absent when a build begins */
function buildStatus(
	_status: ts.Diagnostic,
	_newLine: string,
	_options: ts.CompilerOptions,
	errors?: number,
): void {
	if (errors === undefined) {
		compilingSince = Date.now();
		return;
	}
	hasErrors = errors > 0;
	if (hasErrors) console.error(`Errors: ${errors}. n8n keeps what it has.`);
	else update(compilingSince);
}

// The parent decides when to end; a Ctrl+C in the terminal reaches this process as well.
process.on('SIGINT', () => {});
process.on('disconnect', () => process.exit());

gulp.watch(['icons/**', 'nodes/**/*.json'], async () => update(Date.now()));
ts.createWatchProgram(
	ts.createWatchCompilerHost(
		'tsconfig.json',
		{ noEmitOnError: true },
		ts.sys,
		ts.createEmitAndSemanticDiagnosticsBuilderProgram,
		showError,
		buildStatus,
	),
);
