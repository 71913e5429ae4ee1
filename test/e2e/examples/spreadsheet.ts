import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { outputOf, webhookReady, type Execution } from '../../support/real-n8n';
import type { Shared } from '../mavibot/setup';
import { errorOf, runWith } from '../mavibot/workflow';
import { NEW_LIST, WHATSAPP_BOT } from './fill-in';
import { submitForm } from './form';
import { importExample, type Imported } from './imported';
import { changesIn, requestsTo } from './requests';

const CSV = `Name,Phone
Boris,+1 (555) 01-02
Nadia,15550178
Nobody,
Nathan,15550179
`;

const load = (phone: string) => ({
	platform_id: phone,
	group_id: String(WHATSAPP_BOT),
	client_type: 6,
});

/** Rows of a spreadsheet that become clients of a list; run from the editor, not published. */
export function testsOfSpreadsheet(shared: () => Shared): void {
	let workflow: Imported;

	beforeAll(async () => {
		workflow = await importExample(shared(), 'spreadsheet-to-list');
	});

	const uploaded = async (file: File): Promise<Execution> => {
		const { client } = shared();
		const triggerName = 'Upload a Spreadsheet';
		await client.listenForTestEvent(workflow.id, { triggerName });
		const testUrl = workflow.urlOf(triggerName).replace('/form/', '/form-test/');
		await webhookReady(testUrl);
		return await workflow.runBy(async () => await submitForm(testUrl, [file]));
	};
	const membersOf = (list: number) => [...(shared().mavibot.state.lists.get(list) ?? [])];

	test('the rows of a CSV file get into the list, and one without a number is refused', async () => {
		const { mavibot } = shared();

		const run = await uploaded(new File([CSV], 'clients.csv', { type: 'text/csv' }));

		expect(errorOf(run)).toEqual({});
		const [nadia] = mavibot.state.clients.withPlatformId('15550178');
		const [nathan] = mavibot.state.clients.withPlatformId('15550179');
		expect(requestsTo(mavibot, 'load_clients')).toEqual([
			[load('15550102'), load('15550178'), load('15550179')],
		]);
		expect(membersOf(NEW_LIST)).toEqual([102, nadia.id, nathan.id]);
		expect(changesIn(mavibot)).toEqual(['load_clients', 'add_to_list']);
		expect(outputOf(run, 'Refused Rows').map(({ json }) => json)).toEqual([
			{
				phone: null,
				reason: expect.stringContaining(
					'no column "Messenger ID" or "Phone", or its cell is empty',
				),
			},
		]);
	});

	test('the rows of an Excel file get into the list', async () => {
		const { mavibot } = shared();
		const file = await excelFile(shared(), [{ Phone: 15550178 }, { Phone: '+1 555 0179' }]);

		const run = await uploaded(file);

		expect(errorOf(run)).toEqual({});
		expect(requestsTo(mavibot, 'load_clients')).toEqual([[load('15550178'), load('15550179')]]);
		expect(membersOf(NEW_LIST)).toHaveLength(2);
	});

	test('a row that Mavibot refuses is kept apart with the reason, and the others go on', async () => {
		const { mavibot } = shared();
		const items = [
			{ ...load('15550178'), status: 'success', id: 101 },
			{ ...load('15550179'), status: 'number is blocked' },
		];
		mavibot.fail({ action: 'load_clients', body: { status: 'success', items } });
		const csv = 'Phone\n15550178\n15550179\n';

		const run = await uploaded(new File([csv], 'clients.csv', { type: 'text/csv' }));

		expect(errorOf(run)).toEqual({});
		expect(membersOf(NEW_LIST)).toEqual([101]);
		expect(outputOf(run, 'Refused Rows').map(({ json }) => json)).toEqual([
			{
				phone: '15550179',
				reason: expect.stringContaining('did not import the client 15550179: number is blocked'),
			},
		]);
	});

	test('without a column Phone nobody gets into the list', async () => {
		const { mavibot } = shared();
		const csv = 'Name;Phone\nNadia;15550178\n';

		const run = await uploaded(new File([csv], 'clients.csv', { type: 'text/csv' }));

		expect(errorOf(run)).toEqual({});
		expect(changesIn(mavibot)).toEqual([]);
		expect(outputOf(run, 'Refused Rows')).toHaveLength(1);
	});
}

/** An Excel file with these rows, made by n8n itself. */
async function excelFile(
	{ client, launched }: Shared,
	rows: Array<Record<string, string | number>>,
): Promise<File> {
	const path = join(launched.n8n.userFolder, '.n8n-files', 'clients.xlsx');
	const run = await runWith(client, rows, [
		{
			name: 'Make',
			type: 'n8n-nodes-base.convertToFile',
			typeVersion: 1.1,
			parameters: { operation: 'xlsx', options: {} },
		},
		{
			name: 'Save',
			type: 'n8n-nodes-base.readWriteFile',
			typeVersion: 1,
			parameters: { operation: 'write', fileName: path },
		},
	]);
	expect(errorOf(run)).toEqual({});
	return new File([readFileSync(path)], 'clients.xlsx');
}
