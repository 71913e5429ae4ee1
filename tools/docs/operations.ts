import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
	SEND_AND_WAIT_OPERATION,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';
import { resources } from '../../nodes/Mavibot/resources';
import type { Operation } from '../../nodes/Mavibot/running/operation';
import { permissionInWords, type MethodName } from '../../nodes/Mavibot/api/methods';
import { readContract } from '../../test/support/mavibot-api/contract';

/** Where the page stands. */
export const PAGE = path.resolve(__dirname, '../../docs/operations.md');

const contract = readContract();

/** What becomes of several input items in what runs by itself, where they are not gathered into few requests. */
const OF_ITEMS: Record<string, string[]> = {
	getAll: [],
	broadcast: [
		'- A request for each input item; with the audience All Incoming Items, one for all of them',
	],
	upsert: [
		'- Three steps for all input items, each in as few requests as can be: [create-or-update.md](create-or-update.md)',
	],
	[SEND_AND_WAIT_OPERATION]: [
		'- One message for all input items: [send-and-wait.md](send-and-wait.md)',
	],
};

/** What an operation calls besides the method of its routing. */
const FURTHER_METHODS: Record<string, MethodName[]> = {
	upsert: ['find_client_id_by_platform_id', 'save_variables', 'add_to_list'],
};

/** The methods of the API that an operation calls, as in `get_clients`. */
export function methodsOf({ option, fields }: Operation): string[] {
	const routings = [
		option.routing,
		...fields.flatMap(({ options = [] }) =>
			options.map((choice) => ('routing' in choice ? choice.routing : undefined)),
		),
	];
	const ofRoutings = routings.flatMap((routing) => {
		const url = routing?.request?.url;
		return typeof url === 'string' ? [url.replace(/^\//, '')] : [];
	});
	return [...ofRoutings, ...(FURTHER_METHODS[option.value] ?? [])];
}

const TYPES: Partial<Record<INodeProperties['type'], string>> = {
	string: 'text',
	options: 'choice',
	boolean: 'yes or no',
	dateTime: 'date and time',
	fixedCollection: 'rows',
	collection: 'more fields',
	resourceLocator: 'list or ID',
	json: 'JSON',
};

const inCell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

function choices({ type, options = [] }: INodeProperties): string {
	if (type !== 'options' || options.length > 8) return '';
	const names = (options as INodePropertyOptions[]).map(({ name }) => name);
	return ` One of: ${names.join(', ')}.`;
}

function rows(field: INodeProperties, prefix = ''): string[] {
	if (field.type === 'notice') return [];
	const name = `${prefix}${field.displayName}`;
	const description = `${field.description ?? ''}`.replace(/([^.])$/, '$1.') + choices(field);
	const row = `| ${[name, `\`${field.name}\``, TYPES[field.type] ?? field.type, field.required ? 'yes' : '', inCell(description)].join(' | ')} |`;
	if (field.type !== 'collection') return [row];
	const inner = (field.options ?? []).filter(
		(option): option is INodeProperties => 'type' in option,
	);
	return inner.flatMap((option) => rows(option, `${field.displayName} → `));
}

function limitsOf(method: string): string[] {
	const [description] = Object.values(contract.paths[`/${method}`]);
	const body = description.requestBody?.content['application/json'].schema.properties ?? {};
	return [
		...Object.entries(body).flatMap(([name, { 'x-max': most }]) =>
			most ? [`at most ${most} \`${name}\` in a request`] : [],
		),
		...(description.parameters ?? []).flatMap(({ name, schema }) =>
			schema?.maximum ? [`\`${name}\` at most ${schema.maximum}`] : [],
		),
	];
}

/** The permission that the first method wants, and others that one of the rest wants. */
function permissionsFor([first, ...others]: string[]): string {
	const permission = permissionInWords(first);
	const further = others
		.filter((method) => permissionInWords(method) !== permission)
		.map((method) => `, and for \`${method}\` to ${permissionInWords(method)}`);
	return `${permission}${further.join('')}`;
}

function section(resourceName: string, operation: Operation): string {
	const { option, fields, execute } = operation;
	const methods = methodsOf(operation);
	const [firstMethod] = methods;
	const limits = limitsOf(firstMethod);
	const facts = [
		`- API method: ${methods.map((method) => `\`${method}\``).join(', ')}`,
		`- The key has to be allowed to ${permissionsFor(methods)}`,
		...(limits.length > 0 ? [`- Limits of the API: ${limits.join('; ')}`] : []),
		...(execute
			? (OF_ITEMS[option.value] ?? ['- Input items are gathered into as few requests as can be'])
			: []),
	];
	const table = fields.flatMap((field) => rows(field));
	return [
		`### ${resourceName}: ${option.name}`,
		`${option.description.replace(/([^.])$/, '$1.')} (\`${option.value}\`)`,
		facts.join('\n'),
		table.length === 0
			? 'No fields.'
			: [
					'| Field | Parameter | Kind | Required | What it is |',
					'| --- | --- | --- | --- | --- |',
					...table,
				].join('\n'),
	].join('\n\n');
}

/** The fields of an operation's output, as the editor shows them before the first run. */
function outputFields(resource: string, operation: string): string {
	const file = path.resolve(
		...[__dirname, '../../nodes/Mavibot/__schema__/v1.0.0', resource, `${operation}.json`],
	);
	const { properties } = JSON.parse(readFileSync(file, 'utf8')) as { properties: object };
	return Object.keys(properties)
		.map((name) => `\`${name}\``)
		.join(', ');
}

const OUTPUTS = `## What comes out

The fields of an output item. \`client_id\` is the client's ID in Mavibot under every operation that is told a client, or finds one; what Mavibot or a variable has under that name and is another one is kept as \`client_id_in_answer\`. Operations that are told a phone, an email or an ID in the messenger alone do not know the client. Get Variables has a field for each variable besides, and where Mavibot documents no answer, its own fields are there as they come.`;

function outputsTable(): string {
	const rows = resources.flatMap(({ name, value, operations }) =>
		operations.map(
			({ option }) => `| ${name}: ${option.name} | ${outputFields(value, option.value)} |`,
		),
	);
	return ['| Operation | Fields |', '| --- | --- |', ...rows].join('\n');
}

/** The page of all operations, in Markdown, from the node's own description and the contract. */
export function operationsPage(): string {
	const contents = resources.map(
		({ name, operations }) =>
			`- **${name}**: ${operations
				.map(
					({ option }) =>
						`[${option.name}](#${`${name}: ${option.name}`.toLowerCase().replaceAll(':', '').replaceAll(' ', '-')})`,
				)
				.join(', ')}`,
	);
	const sections = resources.flatMap(({ name, value, operations }) => [
		`## ${name}\n\nResource \`${value}\`.`,
		...operations.map((operation) => section(name, operation)),
	]);
	return [
		'# Operations of the Mavibot node',
		'<!-- Written by `npm run docs` from the description of the node. Edit the operation files instead. -->',
		'Every operation with the method of the API that it calls, the permission that the API key needs, its fields and its limits. A field marked as required is so where it is shown.',
		[...contents, '- [What comes out](#what-comes-out) of each'].join('\n'),
		...sections,
		OUTPUTS,
		outputsTable(),
		'',
	]
		.join('\n\n')
		.replace(/\n+$/, '\n');
}
