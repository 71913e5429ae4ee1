/**
 * Whatever a person's fields hold, an operation makes requests that the contract allows, or says in words
 * why not and makes none. The cases are made by chance, from the parameters of each operation with some
 * of them replaced; test/support/properties/settings.ts tells how to search longer or elsewhere.
 */
import fc, { type Arbitrary } from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { at, changesOf, pathsIn, put, type Change, type Path } from '../support/properties/changes';
import { trying } from '../support/properties/settings';
import { wordingProblem } from '../support/properties/words';
import { everyCase } from '../support/engine/cases';
import { asRefusedByN8n } from '../support/engine/engine';
import { byId, useMavibot } from '../support/engine/mavibot';

const { api, run } = useMavibot();

/** Parameters that work, and the content of the item that they are for. */
interface Template {
	parameters: INodeParameters;
	item: IDataObject;
}

/** A template with what is to be put into it, as an expression or as if it were typed. */
interface Case {
	template: Template;
	changes: Change[];
	areExpressions: boolean;
}

/** Parameters for what the cases of the other tests leave out. */
const FURTHER: Record<string, INodeParameters[]> = {
	'message: send': [
		{
			clientId: byId('101'),
			message: 'Hello',
			buttonOptions: { buttonsJson: '[{ "text": "Yes" }]', hint: 'Choose' },
			sendWhen: 'atTime',
			sendTime: '2055-01-15T18:00:00',
			timeOptions: { projectTimeZone: 'Asia/Tokyo' },
		},
		{ clientId: byId('101'), content: 'block', messageId: byId('201') },
	],
	'message: broadcast': [
		{ audience: 'clients', clients: '101, 102', message: 'Hello' },
		{
			...{ audience: 'allItems', clientIdOfItem: '101, 102', message: 'Hello' },
			options: { mostRecipients: 2 },
		},
		{ list: '5', message: 'Hello', options: { mostRecipients: 5 } },
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
			sendTime: '2055-03-28T02:30:00',
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
			whichDeal: 'orderId',
			orderId: '40632',
			specifyVariables: 'json',
			variablesJson: '{ "city": "Kazan" }',
		},
	],
};

/** What of a template can be changed: its fields, and not the marks of a resource locator. */
const changeableIn = (template: Template): Path[] =>
	pathsIn(template).filter(
		(path) => path.length > 1 && !['__rl', 'mode'].includes(path[path.length - 1]),
	);

const casesOf = (templates: Template[]): Arbitrary<Case> =>
	fc.constantFrom(...templates).chain((template) =>
		fc.record({
			template: fc.constant(template),
			changes: changesOf(changeableIn(template)),
			areExpressions: fc.boolean(),
		}),
	);

/** What can be typed or clicked; everything else comes from an expression. */
const isTyped = (value: unknown): boolean =>
	(typeof value === 'string' && !value.startsWith('=')) ||
	typeof value === 'boolean' ||
	(typeof value === 'number' && Number.isFinite(value));

/** The parameters and the item of a case: a changed field is an expression that reads the item, or holds the value itself. */
function inputOf({ template, changes, areExpressions }: Case): Template {
	const input = structuredClone(template);
	const values: Record<string, unknown> = {};
	changes.forEach(({ path, value }, index) => {
		if (path[0] === 'item') return put(input, path, value);
		if (!areExpressions && isTyped(value) && isTyped(at(input, path)))
			return put(input, path, value);
		values[`value${index}`] = value;
		put(input, path, `={{ $json.value${index} }}`);
	});
	return { ...input, item: { ...input.item, ...values } as IDataObject };
}

describe.each(everyCase)('$resource: $operation', (operation) => {
	const { resource, operation: name, smallest, fullest } = operation;
	const templates: Template[] = [
		...[smallest, fullest].map(({ parameters, item = {} }) => ({ parameters, item })),
		...(FURTHER[`${resource}: ${name}`] ?? []).map((parameters) => ({ parameters, item: {} })),
	];
	const changeable = templates.filter((template) => changeableIn(template).length > 0);
	if (changeable.length === 0) return;

	it('keeps to the contract, or says why not and sends nothing', async () => {
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
			trying(8),
		);
	});
});
