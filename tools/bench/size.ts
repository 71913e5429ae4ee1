import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import type { Report } from './report';

interface Packed {
	size: number;
	unpackedSize: number;
	entryCount: number;
}

/** What npm would publish. */
export function size(): Report {
	const output = execFileSync('npm', ['pack', '--dry-run', '--json'], {
		cwd: resolve(__dirname, '..', '..'),
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	const [packed] = JSON.parse(output) as Packed[];
	const kb = packed.size / 1000;
	return {
		title: 'Size of the package',
		how: 'As `npm pack` makes it.',
		table: [
			['Packed, kB', 'Unpacked, kB', 'Files'],
			[kb.toFixed(1), (packed.unpackedSize / 1000).toFixed(1), String(packed.entryCount)],
		],
		targets: [{ what: 'packed', reached: kb, atMost: 150, unit: ' kB' }],
		bars: { unit: 'kB', ours: [], values: [] },
	};
}
