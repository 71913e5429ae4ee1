/**
 * `npm run dev`, in a copy of the project.
 *
 * Takes about 30 s where n8n is installed and the package is built.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { processesWith } from '../support/e2e/left-over';
import { createClient } from '../support/real-n8n';
import { freePorts } from '../support/real-n8n/ports';

const PROJECT_FOLDER = resolve(__dirname, '..', '..');

/** What runs does not know of the tests and the docs; dist comes last, or it would be older than its sources. */
const COPIED = [
	'package.json',
	'package-lock.json',
	'index.js',
	'tsconfig.json',
	'gulpfile.js',
	'credentials',
	'icons',
	'nodes',
	'examples',
	'tools',
	'test/support',
	'dist',
];

const OPERATION = 'nodes/Mavibot/resources/channel/getAll.ts';
const CHANGED = 'Changed while n8n runs';

let scratch: string;

beforeEach(() => {
	scratch = mkdtempSync(join(tmpdir(), 'dev-test-'));
	for (const name of COPIED.filter((each) => existsSync(join(PROJECT_FOLDER, each)))) {
		cpSync(join(PROJECT_FOLDER, name), join(scratch, name), { recursive: true });
	}
	symlinkSync(join(PROJECT_FOLDER, 'node_modules'), join(scratch, 'node_modules'));
});

afterEach(() => rmSync(scratch, { recursive: true, force: true }));

test('a changed file is built and loaded by the running n8n, one with an error is not', async () => {
	const [port, chatPort] = await freePorts(2);
	const dev = startDev(['--port', String(port), '--chat-port', String(chatPort)]);
	const file = join(scratch, OPERATION);
	const source = readFileSync(file, 'utf8');
	const client = createClient(`http://127.0.0.1:${port}`);
	try {
		await dev.says('The demo is ready');
		await client.login(
			JSON.parse(readFileSync(join(scratch, `.n8n-demo/dev-${port}/owner.json`), 'utf8')),
		);
		expect(JSON.stringify(await client.nodeTypes())).not.toContain(CHANGED);

		writeFileSync(file, `${source}\nconst wrong: number = '${CHANGED}';\n`);
		await dev.says('n8n keeps what it has');
		expect(dev.output()).toContain(OPERATION);

		writeFileSync(file, source.replace(/description: ['"].*['"]/, `description: '${CHANGED}'`));
		await dev.says('Reloaded after');
		expect(JSON.stringify(await client.nodeTypes())).toContain(CHANGED);
	} finally {
		await client.close();
		await dev.end();
	}
	expect(dev.output()).toMatch(/Stopping\n$/);
	expect(processesWith(scratch)).toEqual([]);
});

/** Starts it as a process whose children all have the copy's folder in their environment. */
function startDev(args: string[]) {
	const child = spawn(
		process.execPath,
		[join(scratch, 'tools/demo/demo.mjs'), '--watch', ...args],
		{
			cwd: scratch,
			env: { ...process.env, TMPDIR: scratch },
			stdio: ['ignore', 'pipe', 'pipe'],
		},
	);
	const closed = once(child, 'close');
	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (text: string) => {
			output += text;
			child.emit('output');
		});
	}
	return {
		output: () => output,
		/** Waits for a text, or fails with what there is when it ends before. */
		async says(text: string): Promise<void> {
			while (!output.includes(text)) {
				const ended = closed.then(() => {
					throw new Error(`It ended and did not say "${text}":\n${output}`);
				});
				await Promise.race([once(child, 'output'), ended]);
			}
		},
		async end(): Promise<void> {
			child.kill('SIGINT');
			await closed;
		},
	};
}
