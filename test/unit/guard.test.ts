import { readFileSync } from 'node:fs';
import { resources } from '../../nodes/Mavibot/resources';
import { properties as fieldsOfTrigger } from '../../nodes/Mavibot/trigger/properties';
import { apiPage, PAGE as API_PAGE } from '../../tools/docs/api';
import { methodsOf, operationsPage, PAGE } from '../../tools/docs/operations';
import { withNested } from '../support/fields';
import { readContract } from '../support/mavibot-api/contract';

const contract = readContract();

const methods = Object.entries(contract.paths).map(([url, verbs]) => ({
	method: url.slice(1),
	...Object.values(verbs)[0],
}));
const operations = resources.flatMap((resource) => resource.operations);

const camelCase = (name: string): string =>
	name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());

/** The names of the fields of the operations that call this method first. */
const parametersOf = (method: string): string[] =>
	operations
		.filter((operation) => methodsOf(operation)[0] === method)
		.flatMap((operation) => operation.fields.flatMap(withNested))
		.map(({ name }) => name);

/** Where things are in a payload is what Bot: Pass On Data is for. */
const UNIVERSAL = ['client_id', 'phone', 'email', 'user_id', 'group_id', 'message'].map(
	(name) => `value_${name}`,
);

/** Request fields of the contract that have no parameter of the same name, and why. */
const REASONS: Record<string, Record<string, string>> = {
	'*': {
		delimiter: 'chosen by the node, so that it occurs in no key',
		delimiter_value_client_id: 'a dotted path in Field With Client ID',
		delimiter_value_phone: 'a dotted path in Field With Phone',
	},
	get_clients: { offset: 'the node asks page by page' },
	delete_clients: { client_ids: 'called clients, as in the other bulk operations' },
	find_clients: { q: 'the conditions, as a form or as JSON' },
	get_order_vars: { variables: 'called variableNames: elsewhere variables have values' },
};

describe('the contract and the node', () => {
	it.each(methods)('has an operation for $method', ({ method }) => {
		expect(operations.filter((operation) => methodsOf(operation).includes(method))).not.toEqual([]);
	});

	it('has no operation without a method of the contract', () => {
		const known = methods.map(({ method }) => method);
		const called = operations.flatMap((operation) => methodsOf(operation));

		expect(called.filter((method) => !known.includes(method))).toEqual([]);
	});

	it.each(methods)(
		'has a parameter for every request field of $method',
		({ method, parameters = [], requestBody }) => {
			const schema = requestBody?.content['application/json'].schema ?? {};
			const fields = [
				...Object.keys((schema.items ?? schema).properties ?? {}),
				...parameters.map(({ $ref, name }) =>
					$ref ? contract.components.parameters[$ref.split('/').pop() ?? ''].name : name,
				),
			];
			const names = parametersOf(method);
			const reasons = { ...REASONS['*'], ...REASONS[method] };

			expect(
				fields.filter(
					(name) =>
						!names.includes(camelCase(name)) && !(name in reasons) && !UNIVERSAL.includes(name),
				),
			).toEqual([]);
		},
	);

	it('gives no reason for a field that has a parameter', () => {
		const stale = methods.flatMap(({ method }) => {
			const names = parametersOf(method);
			return Object.keys(REASONS[method] ?? {}).filter(
				(field) => names.includes(camelCase(field)) && field !== 'variables',
			);
		});

		expect(stale).toEqual([]);
	});
});

it.each([
	['docs/operations.md', PAGE, operationsPage],
	['docs/internals/api.md', API_PAGE, apiPage],
])('%s is what `npm run docs` writes', (_name, page, written) => {
	expect(readFileSync(page, 'utf8')).toBe(written());
});

describe('docs/operations.md', () => {
	const page = operationsPage();
	const [operationsAndFields] = page.split('\n## What comes out');
	const rows = operationsAndFields.split('\n').filter((line) => /^\| (?!Field |---)/.test(line));

	it('says each field once, however many operations have it', () => {
		expect(rows.length).toBeGreaterThan(100);
		expect(rows.filter((row, index) => rows.indexOf(row) !== index)).toEqual([]);
	});

	it('has every field of every operation, and of the trigger', () => {
		const fields = [...operations.flatMap((operation) => operation.fields), ...fieldsOfTrigger]
			.flatMap(({ type, name, options = [] }) =>
				type === 'collection' ? options.map((option) => option.name) : [name],
			)
			.filter((name) => !name.endsWith('Notice'));

		expect(fields.filter((name) => !page.includes(`| \`${name}\` |`))).toEqual([]);
	});

	it('leads from an operation to the fields that it shares with others', () => {
		const send = page.slice(page.indexOf('### Message: Send\n'));

		expect(send).toMatch(/^- Shared fields: \[Which client\]\(#which-client\) \(Client\);/m);
		expect(page).toContain('\n### Which client\n');
	});
});
