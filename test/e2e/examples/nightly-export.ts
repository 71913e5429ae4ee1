import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { addClient } from '../../support/mavibot-api';
import { outputOf } from '../../support/real-n8n';
import type { Shared } from '../mavibot/setup';
import { errorOf, runWith } from '../mavibot/workflow';
import { importExample, published } from './imported';

const TRIGGER = 'Every Night at 2';

/** All clients in a file on the disk, in the one folder that n8n may write to by default. */
export function testsOfNightlyExport(shared: () => Shared): void {
	const workflow = published(shared, 'nightly-export', {
		changes: () => ({ 'Save File': { fileName: pathIn(folder()) } }),
	});

	/** Of n8n's home folder. */
	const folder = () => join(shared().launched.n8n.userFolder, '.n8n-files');
	const pathIn = (place: string) =>
		`=${place}/mavibot-clients-{{ $now.toFormat('yyyy-MM-dd') }}.xlsx`;
	const exports = () =>
		existsSync(folder())
			? readdirSync(folder()).filter((name) => name.startsWith('mavibot-clients-'))
			: [];

	beforeEach(() => {
		for (const name of exports()) rmSync(join(folder(), name));
	});

	test('every client stands in a file of the day, a row each, with ids and letters as they are', async () => {
		const { client, mavibot } = shared();
		for (let index = 0; index < 600; index++) {
			addClient(mavibot.state, {
				name: index === 0 ? 'Zoë Ångström, Ирина 🍵' : '=1+1',
				client_type: 1,
				platform_id: `88000000000000${String(index).padStart(4, '0')}`,
				group: 'tea_shop_bot',
			});
		}

		expect(errorOf(await workflow().run(TRIGGER))).toEqual({});

		const [file, ...others] = exports();
		expect([file, others]).toEqual([
			expect.stringMatching(/^mavibot-clients-\d{4}-\d\d-\d\d\.xlsx$/),
			[],
		]);
		const rows = await rowsOf(client, join(folder(), file));
		expect(rows).toHaveLength(mavibot.state.clients.size);
		expect(rows.map(({ id }) => id).sort()).toEqual([...mavibot.state.clients.keys()].sort());
		expect(rows.find(({ id }) => id === 101)).toMatchObject({
			name: 'Anna',
			messenger: 'Telegram',
			platform_id: '777000101',
			group: 'tea_shop_bot',
		});
		expect(rows.find(({ id }) => id === 104)).toMatchObject({
			name: 'Zoë Ångström, Ирина 🍵',
			platform_id: '880000000000000000',
		});
		expect(rows.find(({ id }) => id === 105)).toMatchObject({ name: '=1+1' });
	});

	test('no file is written when Mavibot cannot be read to the end', async () => {
		const { mavibot } = shared();
		mavibot.setPermissions([]);

		expect(errorOf(await workflow().run(TRIGGER)).message).toContain('The Mavibot API key may not');

		expect(exports()).toEqual([]);
	});

	test('n8n refuses a folder that it may not write to', async () => {
		const elsewhere = join(shared().launched.n8n.userFolder, 'elsewhere');
		mkdirSync(elsewhere, { recursive: true });
		const other = await importExample(shared(), 'nightly-export', {
			'Save File': { fileName: pathIn(elsewhere) },
		});

		const { message } = errorOf(await other.run(TRIGGER));

		expect(message).toContain('Access to the file is not allowed');
		expect(readdirSync(elsewhere)).toEqual([]);
	});
}

/** The rows of an Excel file, read by n8n itself. */
async function rowsOf(client: Shared['client'], path: string): Promise<IDataObject[]> {
	const run = await runWith(
		client,
		[{}],
		[
			{
				name: 'Read',
				type: 'n8n-nodes-base.readWriteFile',
				typeVersion: 1,
				parameters: { operation: 'read', fileSelector: path },
			},
			{
				name: 'Rows',
				type: 'n8n-nodes-base.extractFromFile',
				typeVersion: 1,
				parameters: { operation: 'xlsx' },
			},
		],
	);
	expect(errorOf(run)).toEqual({});
	return outputOf(run, 'Rows').map(({ json }) => json);
}
