import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

interface Project {
	displayName: string;
}

const ROOT = path.join(__dirname, '..', '..');
const { projects } = jest.requireActual<{ projects: Project[] }>('../../jest.config.js');
const FIXTURE = path.join(__dirname, 'fixtures', 'failing-start.ts');
const JEST = path.join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');

/** Runs Jest on the fixture alone, as the project of the end-to-end tests is run but for its browser. */
async function runFixture() {
	const project = projects.find(({ displayName }) => displayName === 'e2e');
	const config = { ...project, globalSetup: undefined, testMatch: [FIXTURE] };
	const run = spawn(
		process.execPath,
		[JEST, '--runInBand', '--verbose', '--config', JSON.stringify(config)],
		{ stdio: ['ignore', 'ignore', 'pipe'] },
	);
	try {
		let output = '';
		run.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
		const [exitCode] = (await once(run, 'close')) as [number | null];
		return { exitCode, output };
	} finally {
		run.kill('SIGKILL');
	}
}

describe('a file of tests whose start fails', () => {
	let run: Awaited<ReturnType<typeof runFixture>>;

	// Never comes back where what was started keeps the process alive.
	beforeAll(async () => void (run = await runFixture()));

	it('fails, and its run ends by itself', () => {
		expect(run.exitCode).toBe(1);
		expect(run.output).not.toContain('Jest did not exit');
	});

	it('says once why, and not for each test', () => {
		expect(run.output.match(/● .*/g)).toEqual(['● Test suite failed to run']);
		expect(run.output.match(/The browser does not start: it is missing$/gm)).toHaveLength(1);
		expect(run.output).not.toContain('What the tests share did not start');
		expect(run.output).toMatch(/Test Suites: 1 failed, 1 total/);
	});
});
