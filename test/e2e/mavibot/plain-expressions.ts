import type { INodeParameters } from 'n8n-workflow';
import type { Shared } from './setup';
import { byId, errorOf, mavibotNode, runWith } from './workflow';

/** As the columns of a table may be. */
const ROW = {
	plain: 'Anna',
	'Messenger ID': '777000101',
	'client.phone': ' 15550100 ',
	unicode: 'Ω ☃ 👩‍👩‍👧 é e\u0301 \u202e',
	broken: 'a\ud800b',
	control: 'a\u0000b\r\n\tc',
	long: 'x'.repeat(100_000),
	number: 12.5,
	negative: -1001234567890,
	tiny: 5e-324,
	large: 123456789012345,
	nothing: 0,
	yes: true,
	no: false,
	none: null,
	nested: { rows: [{ id: 17 }, 'second'] },
};

/** References as a person's drag writes them. */
const READ = [
	...Object.keys(ROW)
		.filter((name) => name !== 'nested')
		.map((name) => `$json[${JSON.stringify(name)}]`),
	...['$json.plain', "$json['Messenger ID']", '$json.nested.rows[0].id', '$json.nested.rows[1]'],
];

/** What is left to n8n beside them, and gives nothing or what is no variable. */
const LEFT = ['$json.missing', '$json.plain.length', '$json.nested.missing.id', '$json.nested'];

const saving = (references: string[]): INodeParameters => ({
	resource: 'client',
	operation: 'setVariables',
	clientId: byId('101'),
	ifValueEmpty: 'clear',
	variables: {
		variable: references.map((reference, index) => ({
			name: `client.v${index}`,
			value: `={{ ${reference} }}`,
		})),
	},
});

/** What the node reads of an item by itself is what n8n's own engine gives, isolate and all. */
export function testsOfPlainExpressions(shared: () => Shared): void {
	test.each([
		['alone', READ],
		['beside what is left to n8n', [...READ, ...LEFT]],
	])('what is dragged into fields, %s, is saved as n8n works it out', async (_what, references) => {
		const { client, credential, mavibot } = shared();
		const saved = async (written: string[]): Promise<unknown> => {
			mavibot.reset();
			const node = mavibotNode('Save', credential, saving(written));
			expect(errorOf(await runWith(client, [ROW], [node]))).toEqual({});
			const [request] = mavibot.journal.filter(({ method }) => method === 'POST');
			return request.body;
		};

		const read = await saved(references);
		expect(JSON.stringify(read)).toContain('"client.v0":"Anna"');
		// In brackets, only n8n can work them out.
		expect(read).toEqual(await saved(references.map((reference) => `(${reference})`)));
	});
}
