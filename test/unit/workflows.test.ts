import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';

interface Step {
	name?: string;
	uses?: string;
	run?: string;
}
interface Job {
	uses?: string;
	needs?: string;
	permissions?: Record<string, string>;
	strategy?: { matrix: { node: string[] } };
	steps?: Step[];
}
interface Workflow {
	permissions: Record<string, string>;
	jobs: Record<string, Job>;
}

const ROOT = path.resolve(__dirname, '../..');
const FOLDER = path.join(ROOT, '.github/workflows');
const manifest = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
	engines: { node: string };
	scripts: Record<string, string>;
};
const names = readdirSync(FOLDER).sort();
const workflow = (name: string) => parse(readFileSync(path.join(FOLDER, name), 'utf8')) as Workflow;
const stepsOf = ({ jobs }: Workflow) => Object.values(jobs).flatMap(({ steps = [] }) => steps);
const steps = names.flatMap((name) => stepsOf(workflow(name)));

describe('the workflows', () => {
	it('run scripts that package.json has', () => {
		const scripts = steps.flatMap(({ run = '' }) =>
			[...run.matchAll(/npm run ([\w:-]+)/g)].map(([, script]) => script),
		);

		expect(scripts).toEqual(expect.arrayContaining(['build', 'test:unit', 'test:e2e']));
		expect(Object.keys(manifest.scripts)).toEqual(expect.arrayContaining(scripts));
	});

	it("use GitHub's own actions only", () => {
		const actions = steps.flatMap(({ uses }) => (uses === undefined ? [] : [uses]));

		expect(new Set(actions.map((action) => action.split('@')[0]))).toEqual(
			new Set(['actions/checkout', 'actions/setup-node']),
		);
	});

	it('test the oldest Node that package.json allows', () => {
		const { node } = workflow('test.yml').jobs;

		expect(manifest.engines.node).toBe(`>=${node.strategy?.matrix.node[0]}`);
	});

	it('publish with provenance, after the tests, and nothing else may prove who it is', () => {
		const publish = workflow('publish.yml');
		expect(names).toEqual(['publish.yml', 'test.yml']);

		expect(publish.jobs.test.uses).toBe('./.github/workflows/test.yml');
		expect(publish.jobs.publish.needs).toBe('test');
		expect(publish.jobs.publish.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
		expect(publish.jobs.publish.steps?.at(-1)?.run).toContain(
			'npm publish --provenance --access public',
		);
		for (const { permissions } of names.map(workflow)) {
			expect(permissions).toEqual({ contents: 'read' });
		}
	});
});

describe('the check of a release', () => {
	const check = stepsOf(workflow('publish.yml')).find(({ name }) => name === 'Check the tag')?.run;
	let folder: string;

	beforeEach(() => {
		folder = mkdtempSync(path.join(tmpdir(), 'release-'));
	});

	afterEach(() => rmSync(folder, { recursive: true, force: true }));

	it.each([
		['passes where the tag is the version, and the changelog has it', 'v1.2.3', '## 1.2.3', 0],
		['passes where the changelog has a date', 'v1.2.3', '## 1.2.3 (2026-12-01)', 0],
		['refuses another tag', 'v1.2.4', '## 1.2.4\n\n## 1.2.3', 1],
		['refuses a tag that only begins so', 'v1.2.3-rc.1', '## 1.2.3', 1],
		['refuses a version that the changelog does not have', 'v1.2.3', '## 1.2.30\n\n## 11.2.3', 1],
		['refuses one that the changelog only mentions', 'v1.2.3', 'See 1.2.3.', 1],
		['refuses one that is not released', 'v1.2.3', '## 1.2.3 (not released)', 1],
	])('%s', (_name, tag, changelog, status) => {
		writeFileSync(path.join(folder, 'package.json'), '{ "version": "1.2.3" }');
		writeFileSync(path.join(folder, 'CHANGELOG.md'), `# Changes\n\n${changelog}\n`);

		// As GitHub runs a step.
		const run = spawnSync('bash', ['--noprofile', '--norc', '-e', '-c', check ?? ''], {
			cwd: folder,
			env: { ...process.env, TAG: tag },
		});

		expect(run.status).toBe(status);
	});
});
