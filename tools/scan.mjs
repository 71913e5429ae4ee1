/**
 * n8n's own scan of community packages, as far as it goes without the network: of the sources, and of the
 * files that `npm pack` makes of the built package. The rest of it, provenance and download, needs a
 * published package. No rule can be switched off in a file here.
 *
 *     npm run scan
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
	analyzePackage,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';

const PROJECT = resolve(import.meta.dirname, '..');

/** What the scan looks at in a published package. */
const PACKED_FILE_PATTERNS = ['**/*.js', 'package.json'];

/** Packs the package and unpacks it in a folder; gives where the files are. */
function packed(folder) {
	const command = ['pack', '--json', '--offline', '--loglevel', 'error', '--pack-destination'];
	const output = execFileSync('npm', [...command, folder], { cwd: PROJECT, encoding: 'utf8' });
	const [{ filename }] = JSON.parse(output);
	execFileSync('tar', ['-xzf', filename], { cwd: folder });
	return join(folder, 'package');
}

const scratch = mkdtempSync(join(tmpdir(), 'mavibot-scan-'));
try {
	for (const [name, folder, patterns] of [
		['the sources', PROJECT, SOURCE_FILE_PATTERNS],
		['the packed files', packed(scratch), PACKED_FILE_PATTERNS],
	]) {
		const { passed, message, details } = await analyzePackage(folder, patterns);
		console.log(`n8n's scan of ${name}: ${passed && !message ? 'passed' : message}`);
		if (details) console.log(details);
		if (!passed || message) process.exitCode = 1;
	}
} finally {
	rmSync(scratch, { recursive: true, force: true });
}
