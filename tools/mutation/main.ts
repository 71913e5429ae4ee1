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

/** A change that no test noticed, as in `nodes/Mavibot/running/inBulk.ts:191:7 ConditionalExpression true`. */
function lineOf({ fileName, location: { start }, mutatorName, replacement = '' }: MutantResult) {
	const place = `${path.relative(ROOT, fileName)}:${start.line}:${start.column}`;
	return `${place} ${mutatorName} ${replacement.replace(/\s+/g, ' ').slice(0, 90)}`;
}

/** How many of the changes of some code were noticed. */
function scoreOf(name: string, noticed: number, all: number): string {
	return `${name.padEnd(60)} ${noticed} of ${all}, ${((100 * noticed) / all).toFixed(1)} %`;
}

async function main(): Promise<void> {
	const given = process.argv.slice(2);
	const showsSurvivors = given.includes('--survivors');
	const names = given.filter((name) => name !== '--survivors');
	const unknown = names.find((name) => !Object.hasOwn(AREAS, name));
	if (unknown !== undefined) {
		throw new Error(`There is no area "${unknown}", but ${Object.keys(AREAS).join(', ')}`);
	}
	for (const name of names.length > 0 ? names : Object.keys(AREAS)) {
		let noticedOfArea = 0;
		let allOfArea = 0;
		for (const part of AREAS[name]) {
			const changes = await changesOf(part);
			const noticed = changes.filter(({ status }) => NOTICED.includes(status));
			const survivors = changes.filter(({ status }) => UNNOTICED.includes(status));
			noticedOfArea += noticed.length;
			allOfArea += noticed.length + survivors.length;
			if (showsSurvivors) for (const survivor of survivors) console.log(lineOf(survivor));
			const all = noticed.length + survivors.length;
			console.log(scoreOf(`  ${part.code.join()}`, noticed.length, all));
		}
		console.log(scoreOf(name, noticedOfArea, allOfArea));
	}
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
