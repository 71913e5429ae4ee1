import path from 'node:path';
import { permissionInWords } from '../../nodes/Mavibot/api/methods';
import { openPointsIn, readContract, type Schema } from '../../test/support/mavibot-api/contract';

/** Where the page stands. */
export const PAGE = path.resolve(__dirname, '../../docs/internals/api.md');

/** What the contract says of a thing beside its form. */
interface Marked {
	description?: string;
	'x-source'?: string;
	'x-certainty'?: 'undocumented' | 'in-words';
	'x-open'?: string[];
}

interface Response extends Marked {
	$ref?: string;
	content?: object;
}

interface Operation extends Marked {
	summary: string;
	'x-permission': string;
	'x-verbs'?: string[];
	'x-unsourced'?: string[];
	requestBody?: object;
	responses: Record<string, Response>;
}

interface Contract {
	info: { description: string };
	paths: Record<string, Record<string, Operation>>;
	webhooks: Record<string, { post: Operation }>;
	components: { responses: Record<string, Response>; schemas: Record<string, Schema & Marked> };
}

// The contract's own types hold what the local Mavibot asks of it; this page asks for its marks.
const contract = readContract() as unknown as Contract;

const SOURCES: Record<string, string> = {
	seed: 'the vendor\'s page "The editing software\'s API"',
	vendor: 'the vendor\'s newer page "API builder", or another of its pages',
	observed: 'public integrations',
};

const paragraphs = (text: string): string =>
	text.trim().replace(/\n+/g, '\n\n').replace(/\*/g, '\\*');

const resolved = (response: Response): Response =>
	response.$ref === undefined
		? response
		: contract.components.responses[response.$ref.split('/').at(-1) ?? ''];

/** What most of the methods have whose answer the vendor does not show. */
const UNDOCUMENTED = contract.components.responses.Undocumented;

const oneLine = ({ description = '' }: Marked): string => description.trim().replace(/\s+/g, ' ');

/** What is known of the form of an answer. */
function standing({ 'x-source': source, 'x-certainty': certainty }: Response): string {
	if (certainty === 'in-words') return 'documented in words; the form is observed';
	if (certainty === 'undocumented' && source === 'observed') return 'observed, not documented';
	return certainty === 'undocumented' ? 'not documented' : 'documented';
}

/** The names of the schemas that something refers to, and those that these refer to. */
function schemasOf(value: unknown, known = new Set<string>()): Set<string> {
	for (const [, name] of JSON.stringify(value).matchAll(/#\/components\/schemas\/(\w+)/g)) {
		if (known.has(name)) continue;
		known.add(name);
		schemasOf(contract.components.schemas[name], known);
	}
	return known;
}

/** The open points of a thing, and of what it holds. */
const openPointsOf = (value: unknown): string[] =>
	openPointsIn([value, ...[...schemasOf(value)].map((name) => contract.components.schemas[name])]);

const listOf = (label: string, values: string[] = []): string[] =>
	values.length > 0 ? [`- ${label}: ${values.join('; ')}`] : [];

function section(method: string, verb: string, operation: Operation): string {
	const answer = resolved(operation.responses['200']);
	const facts = [
		`- Verb: ${operation['x-verbs']?.join(' or ') ?? verb.toUpperCase()}; the key has to be allowed to ${permissionInWords(method)}`,
		`- Request: documented on ${SOURCES[operation['x-source'] ?? '']}`,
		`- Answer: **${standing(answer)}**${answer === UNDOCUMENTED ? '' : `. ${oneLine(answer)}`}`,
		...('404' in operation.responses
			? [`- 404: ${operation.responses['404'].description ?? ''}`]
			: []),
		...listOf('Open', openPointsOf([operation, answer])),
		...listOf(
			'In no source for this method; the node sends only those that the method needs',
			operation['x-unsourced']?.map((name) => `\`${name}\``),
		),
	];
	return [
		`### ${method}`,
		`${operation.summary}.`,
		...(operation.description ? [paragraphs(operation.description)] : []),
		facts.join('\n'),
	].join('\n\n');
}

const row = (cells: string[]): string => `| ${cells.join(' | ')} |`;

/** The page of what is known of the API, in Markdown, from the contract alone. */
export function apiPage(): string {
	const methods = Object.entries(contract.paths).flatMap(([url, verbs]) =>
		Object.entries(verbs).map(([verb, operation]) => ({ method: url.slice(1), verb, operation })),
	);
	const standings = methods.map(({ operation }) => standing(resolved(operation.responses['200'])));
	const counts = [...new Set(standings)].map((one) =>
		row([one, String(standings.filter((other) => other === one).length)]),
	);
	const events = Object.entries(contract.webhooks).map(([name, { post }]) =>
		[
			`### ${name}`,
			`${post.summary}.`,
			paragraphs(post.description ?? ''),
			...listOf('Open', openPointsOf(post)),
		].join('\n\n'),
	);
	const texts = (contract.components.schemas.ServiceText.anyOf as Array<Schema & Marked>).map(
		({ const: text, pattern, enum: several, description, 'x-source': source }) =>
			row([
				[text, pattern, several]
					.flat()
					.filter((one) => one !== undefined)
					.map((one) => `\`${String(one).replaceAll('|', '\\|')}\``)
					.join(' '),
				source ?? '',
				description ?? '',
			]),
	);
	return [
		'# What is known of the API',
		'<!-- Written by `npm run docs` from test/support/mavibot-api/openapi.yaml. Edit that file instead. -->',
		'Method by method: what the vendor documents, what public integrations show, and what is open. Where nothing is known of an answer, the node takes any JSON for a success unless it says otherwise, and passes it on. Somebody with a key can close most open points: see [live-check.md](live-check.md).',
		['| The answer is | Methods |', '| --- | --- |', ...counts].join('\n'),
		`Of the answers that are not documented: ${oneLine(UNDOCUMENTED)}`,
		'## In general',
		paragraphs(contract.info.description),
		'## Methods',
		...methods.map(({ method, verb, operation }) => section(method, verb, operation)),
		'## What Mavibot calls',
		...events,
		'### Texts that are events',
		paragraphs(contract.components.schemas.ServiceText.description ?? ''),
		['| Text or pattern | Source | What it is |', '| --- | --- | --- |', ...texts].join('\n'),
		'',
	]
		.join('\n\n')
		.replace(/\n+$/, '\n');
}
