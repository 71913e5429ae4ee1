/**
 * Whatever a person's fields hold, an operation makes requests that the contract allows, or says in words
 * why not and makes none. The cases are made by chance, from the parameters of each operation with some
 * of them replaced; test/properties/settings.ts tells how to search longer or elsewhere.
 */
import fc, { type Arbitrary } from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { limitOf, trying } from '../properties/settings';
import { valueFor } from '../properties/values';
import { wordingProblem } from '../properties/words';
import { everyCase } from './cases';
import type { NodeResult } from './support/engine';
import { byId, useMavibot } from './support/mavibot';

const { api, run } = useMavibot();

/** Parameters that work, and the content of the item that they are for. */
interface Template {
	parameters: INodeParameters;
	item: IDataObject;
}

/** Where something is in a template. */
type Path = string[];

/** A template with what is to be put into it. */
interface Case {
	template: Template;
	changes: Array<{ path: Path; value: unknown; isExpression: boolean }>;
}

/** Parameters for what the cases of the other tests leave out. */
const FURTHER: Record<string, INodeParameters[]> = {
	'message: send': [
		{
			clientId: byId('101'),
			message: 'Hello',
			buttonOptions: { buttonsJson: '[{ "text": "Yes" }]', hint: 'Choose' },
			sendWhen: 'atTime',
			sendTime: '2027-01-15T18:00:00',
			projectTimeZone: 'Asia/Tokyo',
		},
		{ clientId: byId('101'), content: 'block', messageId: byId('201') },
	],
	'message: broadcast': [
		{ audience: 'clients', clients: '101, 102', message: 'Hello' },
		{
			list: '5',
			content: 'file',
			attachmentType: 'image',
			attachmentUrl: 'https://example.com/tea.png',
			buttons: { button: [{ text: 'Yes', type: 'reply', more: { line: 0 } }] },
		},
	],
	'bot: start': [
		{
			findClientBy: 'email',
			clientEmail: 'anna@example.com',
			specifyVariables: 'json',
			variablesJson: '{ "city": "Kazan" }',
			sendWhen: 'atTime',
			sendTime: '2027-03-28T02:30:00',
		},
	],
	'client: setVariables': [
		{
			setFor: 'clients',
			clients: '101, 102',
			specifyVariables: 'json',
			variablesJson: '{ "city": "Kazan" }',
		},
	],
	'client: search': [{ specifyConditions: 'json', conditionsJson: '{ "city": "Kazan" }' }],
	'client: findAllByVariables': [
		{ specifyVariables: 'json', variablesJson: '{ "city": "Kazan" }' },
	],
	'deal: setVariables': [
		{
			clientId: byId('101'),
			orderId: '40632',
			specifyVariables: 'json',
			variablesJson: '{ "city": "Kazan" }',
		},
	],
};

/** The ways to a value's fields and to those inside. */
function pathsIn(value: unknown, path: Path = []): Path[] {
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value)
		.filter(([name]) => !['__rl', 'mode'].includes(name))
		.flatMap(([name, inner]) => [[...path, name], ...pathsIn(inner, [...path, name])]);
}

/** What of a template can be changed: its fields, not the whole of it. */
const changeableIn = (template: Template): Path[] =>
	pathsIn(template).filter(({ length }) => length > 1);

const at = (value: unknown, path: Path): unknown =>
	path.reduce<unknown>(
		(inner, name) => (inner as Record<string, unknown> | undefined)?.[name],
		value,
	);

function put(target: unknown, [name, ...rest]: Path, value: unknown): void {
	const parent = target as Record<string, unknown>;
	if (typeof parent !== 'object' || parent === null || !(name in parent)) return;
	if (rest.length > 0) put(parent[name], rest, value);
	else parent[name] = value;
}

function casesOf(templates: Template[]): Arbitrary<Case> {
	return fc.constantFrom(...templates).chain((template) => {
		const paths = changeableIn(template);
		return fc
			.subarray(paths, { minLength: 1, maxLength: Math.min(3, paths.length) })
			.chain((chosen) =>
				fc.tuple(
					...chosen.map((path) =>
						fc.record({
							path: fc.constant(path),
							value: valueFor(path.findLast((name) => !/^(\d+|value)$/.test(name)) ?? ''),
							isExpression: fc.boolean(),
						}),
					),
				),
			)
			.map((changes) => ({ template, changes }));
	});
}

/** What can be typed or clicked; everything else comes from an expression. */
const isTyped = (value: unknown): boolean =>
	(typeof value === 'string' && !value.startsWith('=')) ||
	typeof value === 'boolean' ||
	(typeof value === 'number' && Number.isFinite(value));

/** The parameters and the item of a case: a changed field is an expression that reads the item, or holds the value itself. */
function inputOf({ template, changes }: Case): Template {
	const input = structuredClone(template);
	const values: Record<string, unknown> = {};
	changes.forEach(({ path, value, isExpression }, index) => {
		if (path[0] === 'item') return put(input, path, value);
		if (!isExpression && isTyped(value) && isTyped(at(input, path))) return put(input, path, value);
		values[`value${index}`] = value;
		put(input, path, `={{ $json.value${index} }}`);
	});
	return { ...input, item: { ...input.item, ...values } as IDataObject };
}

/** n8n itself runs no workflow with a node that lacks a required field, and says which one it is. */
function asRefusedByN8n(error: Error): { error?: NodeResult['error']; isRefusedByN8n: true } {
	if (error.constructor.name !== 'WorkflowHasIssuesError') throw error;
	return { isRefusedByN8n: true };
}

describe.each(everyCase)('$resource: $operation', (operation) => {
	const { resource, operation: name, smallest, fullest } = operation;
	const templates: Template[] = [
		...[smallest, fullest].map(({ parameters, item = {} }) => ({ parameters, item })),
		...(FURTHER[`${resource}: ${name}`] ?? []).map((parameters) => ({ parameters, item: {} })),
	];
	const changeable = templates.filter((template) => changeableIn(template).length > 0);
	if (changeable.length === 0) return;

	it(
		'keeps to the contract, or says why not and sends nothing',
		async () => {
			await fc.assert(
				fc.asyncProperty(casesOf(changeable), fc.boolean(), async (oneCase, asTool) => {
					api().reset();
					const { parameters, item } = inputOf(oneCase);

					const result = await run(
						{ resource, operation: name, ...parameters },
						{ items: [item], asTool },
					).catch(asRefusedByN8n);

					const { journal } = api();
					const refused = journal.filter(({ processed }) => !processed);
					expect(refused.map(({ action, answer }) => ({ action, answer }))).toEqual([]);
					if ('isRefusedByN8n' in result) expect(journal).toEqual([]);
					else if (result.error === undefined) expect(journal.length).toBeGreaterThan(0);
					else {
						const { message, description } = result.error;
						const given = { parameters, item };
						expect(wordingProblem(message, given)).toBeUndefined();
						if (description) expect(wordingProblem(description, given)).toBeUndefined();
					}
				}),
				trying(12),
			);
		},
		limitOf(30_000),
	);
});
