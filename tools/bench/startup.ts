import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startN8n } from '../../test/support/real-n8n';
import type { Report } from './report';
import { inTurn, median, secondsOf, withRange } from './rounds';

const ROUNDS = 5;

/** Starts of n8n with this package and without it, each with a user folder that has been used before. */
export async function startup(): Promise<Report> {
	const scratch = mkdtempSync(join(tmpdir(), 'mavibot-startup-'));
	try {
		const kinds = [
			{ userFolder: join(scratch, 'with') },
			{ userFolder: join(scratch, 'without'), packageFolder: null },
		];
		const once = async (options: (typeof kinds)[number]) => {
			let stop: (() => Promise<void>) | undefined;
			const seconds = await secondsOf(async () => {
				({ stop } = await startN8n(options));
			});
			await stop?.();
			return seconds;
		};
		await inTurn(kinds, 1, once);
		const [withPackage, without] = await inTurn(kinds, ROUNDS, once);
		const spread = Math.max(...without) - Math.min(...without);
		return {
			title: 'Start of n8n',
			how: `From the start of the process to the first answer of its REST API. Median of ${ROUNDS} rounds in turn, and the range.`,
			table: [
				['', 'Seconds'],
				['with this package', withRange(withPackage, 2)],
				['without', withRange(without, 2)],
			],
			targets: [
				{
					what: 'seconds more than without the package; asked is no more than starts without it differ among themselves',
					reached: median(withPackage) - median(without),
					atMost: Number(spread.toFixed(2)),
				},
			],
			bars: {
				unit: 'seconds',
				ours: ['with this package'],
				values: [
					['', 'with this package', median(withPackage)],
					['', 'without', median(without)],
				],
			},
		};
	} finally {
		rmSync(scratch, { recursive: true, force: true });
	}
}
