import type { INodeProperties } from 'n8n-workflow';
import { Mavibot } from '../../nodes/Mavibot/Mavibot.node';
import { MavibotTrigger } from '../../nodes/Mavibot/MavibotTrigger.node';
import { resources } from '../../nodes/Mavibot/resources';
import { propertiesOf, type Operation, type Resource } from '../../nodes/Mavibot/shared/operation';

const field = (name: string, rest: Partial<INodeProperties> = {}): INodeProperties => ({
	displayName: name,
	name,
	type: 'string',
	default: '',
	...rest,
});
const operation = (value: string, fields: INodeProperties[]): Operation => ({
	option: { name: value, value, action: value, description: value },
	fields,
});
const resource = (value: string, operations: Operation[]): Resource => ({
	name: value,
	value,
	operations,
});
const shown = (properties: INodeProperties[], name: string) =>
	properties
		.filter((property) => property.name === name)
		.map(({ displayOptions }) => displayOptions?.show);

describe('the properties made of operations', () => {
	it('hold a field that two operations share once', () => {
		const client = field('client');
		const properties = propertiesOf([
			resource('message', [operation('send', [client])]),
			resource('deal', [operation('create', [client])]),
		]);

		expect(shown(properties, 'client')).toEqual([
			{ resource: ['message', 'deal'], operation: ['send', 'create'] },
		]);
	});

	it('hold it twice where once would show it for an operation that does not have it', () => {
		const client = field('client');
		const properties = propertiesOf([
			resource('message', [operation('send', [client]), operation('getAll', [])]),
			resource('deal', [operation('getAll', [client])]),
		]);

		expect(shown(properties, 'client')).toEqual([
			{ resource: ['message'], operation: ['send'] },
			{ resource: ['deal'], operation: ['getAll'] },
		]);
	});

	it('begin with the first operation, or with the one that is named', () => {
		const operations = [operation('assign', []), operation('getAll', [])];
		const [client, deal] = propertiesOf([
			{ ...resource('client', operations), initial: operations[1] },
			resource('deal', operations),
		]);

		expect([client.default, deal.default]).toEqual(['getAll', 'assign']);
	});

	it("keep a field's own conditions", () => {
		const text = field('text', { displayOptions: { show: { content: ['text'] } } });
		const properties = propertiesOf([resource('message', [operation('send', [text])])]);

		expect(shown(properties, 'text')).toEqual([
			{ resource: ['message'], operation: ['send'], content: ['text'] },
		]);
	});

	it('stand in the order of each operation', () => {
		const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => field(name));
		const properties = propertiesOf([
			resource('message', [
				operation('one', [a, c]),
				operation('two', [a, b, c]),
				operation('three', [d, c]),
			]),
		]);
		const order = properties.map(({ name }) => name);

		expect(order.filter((name) => 'ac'.includes(name))).toEqual(['a', 'c']);
		expect(order.filter((name) => 'abc'.includes(name))).toEqual(['a', 'b', 'c']);
		expect(order.filter((name) => 'dc'.includes(name))).toEqual(['d', 'c']);
	});
});

/** The fields of a form, and those inside them. */
const everyField = (fields: INodeProperties[]): INodeProperties[] =>
	fields.flatMap((one) => [
		one,
		...(one.options ?? []).flatMap((option) => {
			if ('values' in option) return everyField(option.values);
			return 'displayName' in option ? everyField([option as INodeProperties]) : [];
		}),
	]);

describe('the description of the Mavibot node', () => {
	const { properties } = new Mavibot().description;

	it('shows no property twice for the same operation and choice', () => {
		const shownFor = properties
			.filter(({ name }) => name !== 'operation')
			.flatMap(({ name, displayOptions }) => {
				const {
					resource: resources = [],
					operation: operations = [],
					...rest
				} = displayOptions?.show ?? {};
				return resources.flatMap((r) => operations.map((o) => JSON.stringify([name, r, o, rest])));
			});

		expect(shownFor).toEqual([...new Set(shownFor)]);
	});

	it.each(
		resources.flatMap(({ value, operations }) =>
			operations.map(({ option, fields }) => [value, option.value, fields] as const),
		),
	)(
		'shows the fields of %s: %s in the order of its file',
		(resourceName, operationName, fields) => {
			const visible = properties.filter(
				({ name, displayOptions }) =>
					name !== 'operation' &&
					displayOptions?.show?.resource?.includes(resourceName) &&
					displayOptions.show.operation?.includes(operationName),
			);

			expect(visible.map(({ name, displayName }) => [name, displayName])).toEqual(
				fields.map(({ name, displayName }) => [name, displayName]),
			);
		},
	);

	it.each([
		['action node', properties],
		['trigger', new MavibotTrigger().description.properties],
	])('takes no expression in a dropdown that other fields of the %s depend on', (_node, all) => {
		const fields = everyField(all);
		const switches = new Set(
			fields.flatMap(({ displayOptions: { show = {}, hide = {} } = {} }) =>
				Object.keys({ ...show, ...hide }).map((name) => name.replace('/', '')),
			),
		);
		const dropdowns = fields.filter(({ name, type }) => type === 'options' && switches.has(name));

		expect(dropdowns).not.toEqual([]);
		expect(dropdowns.filter(({ noDataExpression }) => noDataExpression !== true)).toEqual([]);
	});

	it('asks for required fields before optional ones, but for choices that lead to them', () => {
		const operations = properties.filter(({ name }) => name === 'operation');
		for (const { displayOptions, options = [] } of operations) {
			const [resourceValue] = displayOptions?.show?.resource ?? [];
			for (const option of options) {
				if (!('value' in option)) continue;
				const form = properties.filter(
					({ displayOptions: conditions }) =>
						conditions?.show?.resource?.includes(String(resourceValue)) &&
						conditions.show.operation?.includes(String(option.value)),
				);
				const kinds = form
					.filter(
						({ displayOptions: conditions }) => Object.keys(conditions?.show ?? {}).length === 2,
					)
					.filter(({ type }) => type !== 'notice' && type !== 'options' && type !== 'boolean')
					.map(({ required }) => required === true);
				expect([resourceValue, option.value, kinds]).toEqual([
					resourceValue,
					option.value,
					[...kinds].sort((left, right) => Number(right) - Number(left)),
				]);
			}
		}
	});
});
