/**
 * `npm run demo -- --once`, as a process of its own.
 *
 * Takes about 20 s where n8n is installed and the package is built.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { processesWith } from '../support/e2e/left-over';

const PROJECT_FOLDER = resolve(__dirname, '..', '..');

test('it plays the conversation, ends with exit code 0 and leaves nothing behind', async () => {
	// All processes that come of the demo have this in their environment.
	const temporaryFolder = mkdtempSync(join(tmpdir(), 'demo-test-'));
	try {
		const foldersBefore = userFolders();
		const { exitCode, output } = await playOnce(temporaryFolder);

		expect(`${output}\nexit code ${exitCode}`).toMatch(/exit code 0$/);
		const lines = output.split('\n').map((line) => line.trim());
		const conversation = lines.filter((line) => /^(Anna|Bot|\()/.test(line));
		expect(conversation).toEqual([
			'Anna: Hello! Is there tea?',
			'Bot: You wrote: Hello! Is there tea?  [Say it again]',
			'Anna: Say it again',
			'Bot: You wrote: Say it again  [Say it again]',
			'(Anna fills in the form: phone 15550177)',
			'Bot: We saved your number 15550177.',
			'(Mavibot now has the variable client.phone = 15550177)',
		]);
		expect(processesWith(temporaryFolder)).toEqual([]);
		expect(userFolders()).toEqual(foldersBefore);
	} finally {
		rmSync(temporaryFolder, { recursive: true, force: true });
	}
});

async function playOnce(
	temporaryFolder: string,
): Promise<{ exitCode: number | null; output: string }> {
	const demo = spawn(process.execPath, [join(PROJECT_FOLDER, 'tools/demo/demo.mjs'), '--once'], {
		env: { ...process.env, TMPDIR: temporaryFolder },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let output = '';
	for (const stream of [demo.stdout, demo.stderr]) {
		stream.setEncoding('utf8').on('data', (text: string) => (output += text));
	}
	const exitCode = await new Promise<number | null>((resolve, reject) => {
		demo.once('error', reject);
		demo.once('close', resolve);
	});
	return { exitCode, output };
}

/** The folders that n8n of a demo keeps its things in. */
function userFolders(): string[] {
	const folder = join(PROJECT_FOLDER, '.n8n-demo');
	return existsSync(folder) ? readdirSync(folder) : [];
}
