/**
 * A field that a person filled with an expression means something. Where the expression gives nothing for
 * an item, leaving the field out would do something else than was meant: to another client, to all of them.
 */
import type { INodeParameters } from 'n8n-workflow';
import { at, pathsIn, put, type Path } from '../support/properties/changes';
import { everyCase } from '../support/engine/cases';
import { asRefusedByN8n } from '../support/engine/engine';
import { byId, useMavibot } from '../support/engine/mavibot';

const { api, requests, run } = useMavibot();

const NOTHING = '={{ $json.missing }}';

/** What is read only once there is an answer. */
const READ_LATER = ['ifNothingFound', 'simplify'];

/** The fields of a form that hold something, but for the marks of a resource locator. */
const fieldsIn = (parameters: INodeParameters): Path[] =>
	pathsIn(parameters).filter((path) => {
		const value = at(parameters, path);
		return !['__rl', 'mode', ...READ_LATER].includes(path[path.length - 1]) && !isParent(value);
	});
const isParent = (value: unknown) => typeof value === 'object' && value !== null;

const cases = everyCase.flatMap(({ resource, operation, before, fullest }) =>
	fieldsIn(fullest.parameters).map((path) => {
		const parameters = structuredClone(fullest.parameters);
		put(parameters, path, NOTHING);
		return {
			name: `${resource}: ${operation}, ${path.join('.')}`,
			parameters: { resource, operation, ...parameters },
			before,
			item: fullest.item ?? {},
		};
	}),
);

describe('a field whose expression gave nothing is an error, and nothing is sent', () => {
	it.each(cases)('$name', async ({ parameters, before, item }) => {
		before?.(api());
		for (const asTool of [false, true]) {
			const result = await run(parameters, { items: [item], asTool }).catch(asRefusedByN8n);

			expect(requests()).toEqual([]);
			// An older n8n shows the fields of all choices then, and misses those that are required.
			if ('isRefusedByN8n' in result) continue;
			expect(result.error?.message).toMatch(
				/ (is empty|holds an expression|has to be .* is empty)/,
			);
		}
	});
});

describe('a value of a variable that is empty for an item', () => {
	const SET = { resource: 'client', operation: 'setVariables', clientId: byId('101') };
	const inFields = (value: string): INodeParameters => ({
		...SET,
		variables: {
			variable: [
				{ name: 'client.city', value },
				{ name: 'client.phone', value: '15550101' },
			],
		},
	});
	const inJson = (value: string): INodeParameters => ({
		...SET,
		specifyVariables: 'json',
		variablesJson: `={{ { "client.city": ${value}, "client.phone": "15550101" } }}`,
	});
	const sent = () => requests().map(({ body }) => (body as { variables: object }).variables);

	it.each([
		['in a field', inFields(NOTHING)],
		['in a cell of spaces', inFields('={{ " " }}')],
		['in JSON, undefined', inJson('$json.missing')],
		['in JSON, null', inJson('null')],
		['that is no number', inFields('={{ Number("x") }}')],
	])('is an error unless something else was chosen: %s', async (_where, parameters) => {
		const { error } = await run(parameters);
		expect(error?.message).toBe('The value of "client.city" is empty');
		expect(requests()).toEqual([]);

		await run({ ...parameters, ifValueEmpty: 'leaveOut' });
		await run({ ...parameters, ifValueEmpty: 'clear' });
		const phone = { 'client.phone': '15550101' };
		expect(sent()).toMatchObject([
			phone,
			{ 'client.city': expect.stringMatching(/^ ?$/), ...phone },
		]);
		expect(Object.keys(sent()[0])).toEqual(['client.phone']);
	});

	it('is sent as empty where a person typed nothing', async () => {
		const { error } = await run(inFields(''));

		expect(error).toBeUndefined();
		expect(sent()).toEqual([{ 'client.city': '', 'client.phone': '15550101' }]);
	});

	it('does not widen a search, whatever was chosen for setting variables', async () => {
		const { error } = await run({
			resource: 'client',
			operation: 'findAllByVariables',
			specifyVariables: 'json',
			variablesJson: '={{ { phone: "15550103", city: $json.missing } }}',
			ifValueEmpty: 'leaveOut',
		});

		expect(error?.message).toBe('Value of "city" is empty');
		expect(requests()).toEqual([]);
	});
});

describe('conditions of which an expression gave less than was meant', () => {
	const inJson = (json: string): INodeParameters => ({
		resource: 'client',
		operation: 'search',
		specifyConditions: 'json',
		conditionsJson: json,
	});

	it.each([
		['={{ { city: $json.missing, phone: "15550101" } }}', 'city'],
		['={{ { phone: "15550101", city: { _in: ["Kazan", $json.missing] } } }}', 'city._in[1]'],
		['={{ { phone: "15550101", city: { _not: $json.missing } } }}', 'city._not'],
		['={ "phone": "15550101", "city": "{{ $json.missing ?? "" }}" }', 'city'],
		['{ "phone": "15550101", "city": {} }', 'city'],
		['{ "phone": "15550101", "city": [] }', 'city'],
		['{ "city": { "_not_in": [] } }', 'city._not_in'],
		['={{ { city: { _not_in: $json.list ?? [] } } }}', 'city._not_in'],
		['={{ { city: "\u200b" } }}', 'city'],
	])('are refused: %s', async (json, place) => {
		const { error } = await run(inJson(json));

		expect(error?.message).toBe(`Conditions (JSON) has no value at "${place}"`);
		expect(requests()).toEqual([]);
	});

	it('may ask for an empty variable where a person typed so', async () => {
		const { error } = await run({ ...inJson('{ "city": "" }'), ifNothingFound: 'noItem' });

		expect(error).toBeUndefined();
		expect(requests()).toHaveLength(1);
	});

	it('in fields may too, and not where an expression gave nothing', async () => {
		const search = (value: string): INodeParameters => ({
			resource: 'client',
			operation: 'search',
			ifNothingFound: 'noItem',
			conditions: { condition: [{ variable: 'city', condition: 'is', value }] },
		});

		expect((await run(search('={{ "" }}'))).error?.message).toBe('Value of condition 1 is empty');
		expect(requests()).toEqual([]);
		expect((await run(search(''))).error).toBeUndefined();
		expect(requests()).toHaveLength(1);
	});
});
