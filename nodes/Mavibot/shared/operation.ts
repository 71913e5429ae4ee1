import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
	INodeType,
} from 'n8n-workflow';
import { UnexpectedError } from 'n8n-workflow';
import { refuseRefusals } from './answer';
import { eachItem } from './eachItem';
import { methodOf } from './request';

/** One entry of the Operation dropdown: its routing, and the fields of its form in their order. */
export interface Operation {
	option: INodePropertyOptions & { value: string; action: string; description: string };
	fields: INodeProperties[];
	/** Runs where many items become few requests, or one item very many; otherwise each item is a request. */
	execute?: (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;
}

/** One entry of the Resource dropdown, with its operations in the order of the dropdown. */
export interface Resource {
	name: string;
	value: string;
	operations: Operation[];
	/** What the dropdown shows before anybody has chosen; default: its first entry. */
	initial?: Operation;
}

interface Use {
	resource: string;
	operation: string;
}

const unique = (values: string[]) => [...new Set(values)];

/**
 * Splits the uses of one field into groups that n8n's conditions can express: a property is shown for
 * every combination of its resources and its operations, so a group is full when each combination of
 * it that exists is a use.
 */
function expressibleGroups(uses: Use[], resources: Resource[]): Use[][] {
	const exists = ({ resource, operation }: Use) =>
		resources.some(
			({ value, operations }) =>
				value === resource && operations.some(({ option }) => option.value === operation),
		);
	const isUsed = (use: Use) =>
		uses.some(
			({ resource, operation }) => resource === use.resource && operation === use.operation,
		);
	const isExpressible = (group: Use[]) =>
		unique(group.map(({ resource }) => resource)).every((resource) =>
			unique(group.map(({ operation }) => operation)).every(
				(operation) => !exists({ resource, operation }) || isUsed({ resource, operation }),
			),
		);

	const groups: Use[][] = [];
	for (const use of uses) {
		const group = groups.find((candidate) => isExpressible([...candidate, use]));
		if (group) group.push(use);
		else groups.push([use]);
	}
	return groups;
}

/**
 * All fields of all operations, each once, so ordered that every operation finds its own in their order.
 *
 * @throws UnexpectedError where two operations want the same fields in contrary orders
 */
function fieldsInOrder(resources: Resource[]): INodeProperties[] {
	const precursors = new Map<INodeProperties, Set<INodeProperties>>();
	for (const { fields } of resources.flatMap(({ operations }) => operations)) {
		fields.forEach((field, index) => {
			const known = precursors.get(field) ?? new Set();
			precursors.set(field, index === 0 ? known : known.add(fields[index - 1]));
		});
	}
	const ordered = new Set<INodeProperties>();
	while (ordered.size < precursors.size) {
		const next = [...precursors].find(
			([field, before]) => !ordered.has(field) && [...before].every((one) => ordered.has(one)),
		);
		if (!next) throw new UnexpectedError('Two operations want the same fields in contrary orders');
		ordered.add(next[0]);
	}
	return [...ordered];
}

/** What the Operation dropdowns of all resources have in common. */
const OPERATION: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	options: [],
	default: '',
};

/** An operation's entry in its dropdown, for n8n's routing: each answer is checked before anything else is made of it. */
function checked({ routing = {}, ...option }: Operation['option']): INodePropertyOptions {
	const check = refuseRefusals(methodOf(routing.request?.url));
	const postReceive = [check, ...(routing.output?.postReceive ?? [])];
	return { ...option, routing: { ...routing, output: { ...routing.output, postReceive } } };
}

/**
 * Turns resources into the properties of a node. A field that several operations name (the same object)
 * becomes one property, since n8n's routing goes through all of them for every item.
 *
 * @returns the Operation dropdown of each resource, then the fields
 */
export function propertiesOf(resources: Resource[]): INodeProperties[] {
	const operationDropdowns = resources.map(
		({ value, operations, initial = operations[0] }): INodeProperties => ({
			...OPERATION,
			displayOptions: { show: { resource: [value] } },
			options: operations.map(({ option }) => checked(option)),
			default: initial.option.value,
		}),
	);
	const fields = fieldsInOrder(resources).flatMap((field) => {
		const uses = resources.flatMap(({ value: resource, operations }) =>
			operations
				.filter((operation) => operation.fields.includes(field))
				.map(({ option }) => ({ resource, operation: option.value })),
		);
		return expressibleGroups(uses, resources).map((group) => ({
			...field,
			displayOptions: {
				...field.displayOptions,
				show: {
					resource: unique(group.map(({ resource }) => resource)),
					operation: unique(group.map(({ operation }) => operation)),
					...field.displayOptions?.show,
				},
			},
		}));
	});
	return [...operationDropdowns, ...fields];
}

/** What runs in place of n8n's routing, in the form that n8n looks it up in; agents before version 3 run a tool by routing. */
export function customOperationsOf(resources: Resource[]): INodeType['customOperations'] {
	return Object.fromEntries(
		resources.map(({ value, operations }) => [
			value,
			Object.fromEntries(
				operations.map(({ option, fields, execute }) => [
					option.value,
					execute ?? eachItem(option, fields),
				]),
			),
		]),
	);
}
