/**
 * Changes the package in many small ways, one at a time, and tells which of the changes no test notices:
 *
 * npm run mutation -- [areas, by their names in areas.ts] [--survivors]
 */
import path from 'node:path';
import type { LogLevel, MutantResult } from '@stryker-mutator/api/core';
import { AREAS, type Part } from './areas';

const ROOT = path.resolve(__dirname, '../..');

/** How jest runs the tests of a part: in one project, since Stryker watches no more. */
const jestFor = ({ tests }: Part) => ({
	// Those of jest.config.js would each run all of it.
	projects: [],
	rootDir: '.',
	testMatch: tests.map((file) => `<rootDir>/test/${file}.test.ts`),
	transform: { '\\.ts$': ['@swc/jest', { jsc: { target: 'es2022' } }] },
	setupFiles: ['<rootDir>/test/support/engine/quiet.ts'],
	globals: { n8nCore: 'n8n-core' },
	testTimeout: 30_000,
});

/** All changes of the code of a part, each with what came of it. */
async function changesOf(part: Part): Promise<MutantResult[]> {
	const { Stryker } = await import('@stryker-mutator/core');
	return await new Stryker({
		mutate: part.code.map((file) => `nodes/Mavibot/${file}.ts`),
		testRunner: 'jest',
		jest: { projectType: 'custom', enableFindRelatedTests: false, config: jestFor(part) },
		coverageAnalysis: 'perTest',
		// Tests of the engine read what is built.
		buildCommand: 'npm run --silent build',
		ignorePatterns: ['dist', 'docs', '.n8n-demo', '*.tgz'],
		// For what never ends; a busy machine is slow, too.
		timeoutMS: 20_000,
		reporters: [],
		allowConsoleColors: false,
		warnings: false,
		logLevel: 'error' as LogLevel,
	}).runMutationTest();
}

const NOTICED = ['Killed', 'Timeout'];
const UNNOTICED = ['Survived', 'NoCoverage'];

const inPercent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;

async function main(): Promise<void> {
	const given = process.argv.slice(2);
	const names = given.filter((name) => Object.hasOwn(AREAS, name));
	const showsSurvivors = given.includes('--survivors');
	for (const name of names.length > 0 ? names : Object.keys(AREAS)) {
		let noticed = 0;
		let all = 0;
		for (const part of AREAS[name]) {
			const changes = await changesOf(part);
			const survivors = changes.filter(({ status }) => UNNOTICED.includes(status));
			noticed += changes.filter(({ status }) => NOTICED.includes(status)).length;
			all +=
				changes.length -
				changes.filter(({ status }) => ![...NOTICED, ...UNNOTICED].includes(status)).length;
			if (!showsSurvivors) continue;
			for (const { fileName, location, status, mutatorName, replacement = '' } of survivors) {
				const place = `${path.relative(ROOT, fileName)}:${location.start.line}:${location.start.column}`;
				console.log(
					`${place} ${status} ${mutatorName} ${replacement.replace(/\s+/g, ' ').slice(0, 90)}`,
				);
			}
			console.log(
				`  ${part.code.join()}: ${changes.length - survivors.length} of ${changes.length}`,
			);
		}
		console.log(`${name.padEnd(20)} ${noticed} of ${all} noticed, ${inPercent(noticed, all)}`);
	}
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
