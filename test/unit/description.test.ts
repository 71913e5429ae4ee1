import type { INodeProperties } from 'n8n-workflow';
import { Mavibot } from '../../nodes/Mavibot/Mavibot.node';
import { MavibotNewClientTrigger } from '../../nodes/Mavibot/MavibotNewClientTrigger.node';
import { MavibotTrigger } from '../../nodes/Mavibot/MavibotTrigger.node';
import { resources } from '../../nodes/Mavibot/resources';
import { withNested } from '../support/fields';

const { properties } = new Mavibot().description;
const fieldsOfOperations = properties.filter(({ name }) => name !== 'operation');

/** What a field is shown for, as "resource: operation". */
const usesOf = ({ displayOptions }: INodeProperties): string[] => {
	const { resource = [], operation = [] } = displayOptions?.show ?? {};
	return resources.flatMap(({ value, operations }) =>
		operations
			.filter(({ option }) => resource.includes(value) && operation.includes(option.value))
			.map(({ option }) => `${value}: ${option.value}`),
	);
};
/** On which other fields it depends. */
const conditionsOf = ({ displayOptions }: INodeProperties) =>
	Object.entries(displayOptions?.show ?? {}).filter(
		([name]) => name !== 'resource' && name !== 'operation',
	);
const all = resources.flatMap(({ value, operations }) =>
	operations.map(({ option, fields }) => ({ use: `${value}: ${option.value}`, fields })),
);

describe('the description of the Mavibot node', () => {
	it('shows no property twice for the same operation and choice', () => {
		const shown = fieldsOfOperations.flatMap((field) =>
			usesOf(field).map((use) => JSON.stringify([field.name, use, conditionsOf(field)])),
		);

		expect(shown).toEqual([...new Set(shown)]);
	});

	it.each(all)(
		'shows the fields of $use as its file has them, and no others',
		({ use, fields }) => {
			const shown = fieldsOfOperations.filter((field) => usesOf(field).includes(use));

			const looks = (field: INodeProperties) => [
				field.name,
				field.displayName,
				conditionsOf(field),
				field.displayOptions?.hide,
			];
			expect(shown.map(looks)).toEqual(fields.map(looks));
		},
	);

	it('begins with the first operation of a resource, or with the one that is named', () => {
		const begun = properties.filter(({ name }) => name === 'operation').map((one) => one.default);

		expect(begun).toEqual(
			resources.map(({ initial, operations: [first] }) => (initial ?? first).option.value),
		);
		expect(resources.some(({ initial }) => initial !== undefined)).toBe(true);
	});

	it('says of each property what it is', () => {
		const silent = fieldsOfOperations
			.flatMap(withNested)
			.filter(
				({ name, type, description }) => name !== 'resource' && type !== 'notice' && !description,
			);

		expect(silent.map(({ name }) => name)).toEqual([]);
	});

	it('says of each field of the New Client Trigger what it is', () => {
		const fields = new MavibotNewClientTrigger().description.properties.flatMap(withNested);

		expect(fields.length).toBeGreaterThan(3);
		expect(fields.filter(({ type, description }) => type !== 'notice' && !description)).toEqual([]);
	});

	it.each([
		['action node', properties],
		['trigger', new MavibotTrigger().description.properties],
	])('takes no expression in a dropdown that other fields of the %s depend on', (_node, form) => {
		const fields = form.flatMap(withNested);
		const switches = new Set(
			fields.flatMap(({ displayOptions: { show = {}, hide = {} } = {} }) =>
				Object.keys({ ...show, ...hide }).map((name) => name.replace('/', '')),
			),
		);
		const dropdowns = fields.filter(
			({ name, type }) => ['options', 'multiOptions'].includes(type) && switches.has(name),
		);

		expect(dropdowns).not.toEqual([]);
		expect(dropdowns.filter(({ noDataExpression }) => noDataExpression !== true)).toEqual([]);
	});

	it.each(all)(
		'asks in $use for required fields before optional ones, but for choices that lead to them',
		({ use }) => {
			const kinds = fieldsOfOperations
				.filter((field) => usesOf(field).includes(use))
				.filter((field) => conditionsOf(field).length === 0)
				.filter(({ type }) => !['notice', 'options', 'boolean'].includes(type))
				.map(({ required }) => required === true);

			expect(kinds).toEqual([...kinds].sort((one, other) => Number(other) - Number(one)));
		},
	);
});
