import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { INodeProperties } from 'n8n-workflow';
import { parse } from 'yaml';
import { Mavibot } from '../../nodes/Mavibot/Mavibot.node';
import { resources } from '../../nodes/Mavibot/resources';
import { methodsOf, operationsPage, PAGE } from '../../tools/docs/operations';

interface Method {
	parameters?: Array<{ $ref?: string; name?: string }>;
	requestBody?: {
		content: { 'application/json': { schema: Schema } };
	};
}
interface Schema {
	properties?: Record<string, object>;
	items?: Schema;
}
interface Contract {
	paths: Record<string, Record<string, Method>>;
	components: { parameters: Record<string, { name: string }> };
}

const contract = parse(
	readFileSync(path.resolve(__dirname, '../support/mavibot-api/openapi.yaml'), 'utf8'),
	{ merge: true },
) as Contract;

const methods = Object.entries(contract.paths).map(([url, verbs]) => ({
	method: url.slice(1),
	...Object.values(verbs)[0],
}));
const operations = resources.flatMap(({ value, operations: all }) =>
	all.map((operation) => ({ resource: value, operation })),
);
const { properties } = new Mavibot().description;

const camelCase = (name: string): string =>
	name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());

/** A field with all that is nested in it. */
const withNested = (field: INodeProperties): INodeProperties[] => [
	field,
	...(field.options ?? []).flatMap((option) => {
		if ('values' in option) return option.values.flatMap(withNested);
		return 'type' in option ? withNested(option) : [];
	}),
];

const UNIVERSAL = 'where things are in a payload is what Bot: Pass On Data is for';

/** Request fields of the contract that have no parameter of the same name, and why. */
const REASONS: Record<string, Record<string, string>> = {
	'*': {
		value_client_id: UNIVERSAL,
		value_phone: UNIVERSAL,
		value_email: UNIVERSAL,
		value_user_id: UNIVERSAL,
		value_group_id: UNIVERSAL,
		value_message: UNIVERSAL,
		delimiter: 'chosen by the node, so that it occurs in no key',
		delimiter_value_client_id: 'a dotted path in Client ID Is In',
		delimiter_value_phone: 'a dotted path in Phone Is In',
	},
	get_clients: { offset: 'the node asks page by page' },
	delete_clients: { client_ids: 'called clients, as in the other bulk operations' },
	find_clients: { q: 'the conditions, as a form or as JSON' },
	get_order_vars: { variables: 'called variableNames: elsewhere variables have values' },
};

describe('the contract and the node', () => {
	it.each(methods)('has an operation for $method', ({ method }) => {
		expect(operations.filter(({ operation }) => methodsOf(operation).includes(method))).not.toEqual(
			[],
		);
	});

	it('has no operation without a method of the contract', () => {
		const known = methods.map(({ method }) => method);
		const called = operations.flatMap(({ operation }) => methodsOf(operation));

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
			].filter((name) => name !== undefined);
			const names = operations
				.filter(({ operation }) => methodsOf(operation)[0] === method)
				.flatMap(({ operation }) => operation.fields.flatMap(withNested))
				.map(({ name }) => name);
			const reasons = { ...REASONS['*'], ...REASONS[method] };

			expect(
				fields.filter((name) => !names.includes(camelCase(name)) && !(name in reasons)),
			).toEqual([]);
		},
	);

	it('gives no reason for a field that has a parameter', () => {
		const stale = methods.flatMap(({ method }) => {
			const names = operations
				.filter(({ operation }) => methodsOf(operation)[0] === method)
				.flatMap(({ operation }) => operation.fields.flatMap(withNested))
				.map(({ name }) => name);
			return Object.keys(REASONS[method] ?? {}).filter(
				(field) => names.includes(camelCase(field)) && field !== 'variables',
			);
		});

		expect(stale).toEqual([]);
	});
});

describe('the properties of the node', () => {
	it('each say what they are', () => {
		const silent = properties
			.filter(({ name }) => !['resource', 'operation'].includes(name))
			.flatMap(withNested)
			.filter(({ type, description }) => type !== 'notice' && !description);

		expect(silent.map(({ name }) => name)).toEqual([]);
	});

	it('are none of them two where one would do', () => {
		const looks = (property: INodeProperties): string =>
			JSON.stringify({ ...property, displayOptions: undefined }, (_key, value: unknown) =>
				typeof value === 'function' ? 'function' : value,
			);
		const usesOf = ({ displayOptions }: INodeProperties): string[] =>
			(displayOptions?.show?.resource ?? []).flatMap((resource) =>
				(displayOptions?.show?.operation ?? [])
					.filter((operation) =>
						operations.some(
							(one) => one.resource === resource && one.operation.option.value === operation,
						),
					)
					.map((operation) => `${String(resource)}:${String(operation)}`),
			);
		const restOf = ({ displayOptions }: INodeProperties): string =>
			JSON.stringify({ ...displayOptions?.show, resource: undefined, operation: undefined });
		const couldBeOne = (left: INodeProperties, right: INodeProperties): boolean => {
			const used = [...usesOf(left), ...usesOf(right)];
			const both = {
				...left,
				displayOptions: {
					show: {
						resource: [left, right].flatMap((p) => p.displayOptions?.show?.resource ?? []),
						operation: [left, right].flatMap((p) => p.displayOptions?.show?.operation ?? []),
					},
				},
			};
			return restOf(left) === restOf(right) && usesOf(both).every((use) => used.includes(use));
		};
		const doubles = properties.flatMap((left, index) =>
			properties
				.slice(index + 1)
				.filter(
					(right) =>
						left.name !== 'operation' && looks(left) === looks(right) && couldBeOne(left, right),
				)
				.map(({ name }) => name),
		);

		expect(doubles).toEqual([]);
	});
});

describe('docs/operations.md', () => {
	it('is what `npm run docs` writes', () => {
		expect(readFileSync(PAGE, 'utf8')).toBe(operationsPage());
	});
});
