import { readFileSync } from 'node:fs';
import path from 'node:path';
import { SEND_AND_WAIT_OPERATION } from 'n8n-workflow';
import { permissionInWords, type MethodName } from '../../nodes/Mavibot/api/methods';
import { resources } from '../../nodes/Mavibot/resources';
import type { Operation } from '../../nodes/Mavibot/running/operation';
import {
	LONGEST_WAIT,
	REQUESTS_AT_ONCE,
	requestOptions,
	TRIES,
	type Setting,
} from '../../nodes/Mavibot/transport/requestOptions';
import { properties as fieldsOfTrigger } from '../../nodes/Mavibot/trigger/properties';
import { readContract } from '../../test/support/mavibot-api/contract';
import { anchorOf, rowsOf, sentence, tableOf } from './rows';
import { apart, linksTo, sharedFields } from './shared';

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

const titleOf = (resource: string, { option }: Operation): string => `${resource}: ${option.name}`;

function section(resource: string, operation: Operation): string {
	const { option, execute } = operation;
	const methods = methodsOf(operation);
	const [firstMethod] = methods;
	const limits = limitsOf(firstMethod);
	const { own, shared } = apart(operation);
	const facts = [
		`- API method: ${methods.map((method) => `\`${method}\``).join(', ')}`,
		`- The key has to be allowed to ${permissionsFor(methods)}`,
		...(limits.length > 0 ? [`- Limits of the API: ${limits.join('; ')}`] : []),
		...(execute
			? (OF_ITEMS[option.value] ?? ['- Input items are gathered into as few requests as can be'])
			: []),
		...(shared.length > 0 ? [`- Shared fields: ${linksTo(shared)}`] : []),
		...(own.length + shared.length === 0 ? ['- It has no fields'] : []),
	];
	return [
		`### ${titleOf(resource, operation)}`,
		`${sentence(option.description)} (\`${option.value}\`)`,
		facts.join('\n'),
		...(own.length > 0 ? [tableOf(own)] : []),
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

const REQUEST_OPTIONS = `## Request Options

How the node sends its requests. They stand in the tab **Settings** of the node, under **Request Options → Add option**, and hold for every operation.`;

const bounds = ({ displayName, default: usual, limits }: Setting): string =>
	`${displayName} is ${usual} unless it is set, and can be ${limits.min} to ${limits.max}.`;

const ABOUT_REQUEST_OPTIONS = `${[TRIES, LONGEST_WAIT, REQUESTS_AT_ONCE].map((setting) => `- ${bounds(setting)}`).join('\n')}
- **Timeout.** A request without an answer is given up after 300 seconds, unless Timeout is set. That counts as waiting: a read is sent again after a time-out only if the Timeout is shorter than the longest wait. A request with all its tries takes at most the longest wait and one Timeout.
- **Proxy** is written \`http://host:port\`, or \`http://name:password@host:port\`. The port is always needed, and signs such as \`@\` in name or password are percent-encoded. Other kinds than http and https are refused. If an expression gives no proxy for an item, that item fails: nothing is sent past the proxy. The lists in the form go through it as well.
- **Batching** makes pauses between input items. In operations that gather items into few requests, a request then carries no more than the items of one batch.

What is sent again, and what never is: [sending.md](sending.md#what-is-sent-again).`;

/** The page of all operations, in Markdown, from the nodes' own descriptions and the contract. */
export function operationsPage(): string {
	const contents = resources.map(
		({ name, operations }) =>
			`- **${name}**: ${operations
				.map((operation) => `[${operation.option.name}](#${anchorOf(titleOf(name, operation))})`)
				.join(', ')}`,
	);
	const sections = resources.flatMap(({ name, value, operations }) => [
		`## ${name}\n\nResource \`${value}\`.`,
		...operations.map((operation) => section(name, operation)),
	]);
	return [
		'# Operations and fields',
		'<!-- Written by `npm run docs` from the descriptions of the nodes. Edit the operation files instead. -->',
		'Every operation of the Mavibot node: the method of the API that it calls, the permission that the API key needs, its fields and its limits. Its shared fields, which other operations have in the same words, are described once, under [Fields that many operations have](#fields-that-many-operations-have). A field marked as required is so where it is shown.',
		[
			...contents,
			'- [Fields that many operations have](#fields-that-many-operations-have), and [Request Options](#request-options)',
			'- [What comes out](#what-comes-out) of each operation',
			'- [The fields of the Mavibot Trigger](#the-fields-of-the-mavibot-trigger)',
		].join('\n'),
		...sections,
		'## Fields that many operations have',
		...sharedFields(),
		REQUEST_OPTIONS,
		tableOf(rowsOf(requestOptions)),
		ABOUT_REQUEST_OPTIONS,
		OUTPUTS,
		outputsTable(),
		'## The fields of the Mavibot Trigger',
		'What they do is told in [trigger.md](trigger.md).',
		tableOf(fieldsOfTrigger.flatMap(rowsOf)),
		'',
	]
		.join('\n\n')
		.replace(/\n+$/, '\n');
}
