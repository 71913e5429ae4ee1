/** Settings that every kind of test shares; `testEnvironment` is Node's. */
const shared = (displayName) => ({
	displayName,
	rootDir: __dirname,
	testMatch: [`<rootDir>/test/${displayName}/**/*.test.ts`],
	transform: { '\\.ts$': ['@swc/jest', { jsc: { target: 'es2022' } }] },
	modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.n8n-demo'],
});

module.exports = {
	projects: [
		shared('unit'),
		{ ...shared('engine'), setupFiles: ['<rootDir>/test/engine/support/quiet.ts'] },
		shared('e2e'),
	],
};
