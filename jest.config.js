const path = require('node:path');

/** Parts of n8n that are modules of the newer kind, which Jest on Node 20 has to have translated. */
const MODULES = 'node_modules/(p-retry|is-network-error)/';

const swc = ['@swc/jest', { jsc: { target: 'es2022' } }];

/** Settings that every kind of test shares. */
const shared = (displayName) => ({
	displayName,
	rootDir: __dirname,
	testEnvironment: '<rootDir>/test/support/environment.ts',
	testMatch: [`<rootDir>/test/${displayName}/**/*.test.ts`],
	transform: { '\\.ts$': swc },
	modulePathIgnorePatterns: ['dist', '.n8n-demo', '.stryker-tmp'].map(
		(folder) => `<rootDir>/${folder}`,
	),
});

const engine = {
	...shared('engine'),
	setupFiles: ['<rootDir>/test/support/engine/quiet.ts'],
	globals: { n8nCore: 'n8n-core' },
};

/**
 * The engine tests of what can differ between versions, with an older n8n: whoever asks for one of n8n's packages, the tests, the built nodes
 * or n8n itself, gets the one that belongs to this version.
 *
 * @param core the alias in package.json of that version's n8n-core
 */
const olderEngine = (displayName, core) => {
	const folder = path.join(__dirname, 'node_modules', core);
	return {
		...engine,
		displayName,
		testMatch: ['<rootDir>/test/engine/every-version/**/*.test.ts'],
		globals: { n8nCore: core },
		transform: { ...engine.transform, [`/${MODULES}.*\\.js$`]: swc },
		transformIgnorePatterns: [`/(?!${MODULES})node_modules/`],
		setupFiles: [...engine.setupFiles, '<rootDir>/test/support/engine/unreferenced.ts'],
		moduleNameMapper: {
			'^n8n-core$': folder,
			'^(n8n-workflow|luxon)$': path.join(folder, 'node_modules', '$1'),
		},
	};
};

module.exports = {
	// A busy machine takes many times as long as a quiet one; only what hangs is to fail by time.
	// Jest heeds this here alone, not within a project.
	testTimeout: 240_000 * Number(process.env.MAVIBOT_PROPERTY_TIMES || 1),
	projects: [
		shared('unit'),
		engine,
		olderEngine('engine-1', 'n8n-core-1'),
		olderEngine('engine-2.0', 'n8n-core-2.0'),
		{
			...shared('e2e'),
			testEnvironment: '<rootDir>/test/support/e2e/environment.ts',
			globalSetup: '<rootDir>/test/support/browser/browser-first.ts',
			globalTeardown: '<rootDir>/test/support/e2e/common-n8n.ts',
		},
		shared('queue'),
	],
};
