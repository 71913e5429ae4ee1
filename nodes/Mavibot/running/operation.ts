import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
	type INodePropertyOptions,
	type INodePropertyRouting,
	type INodeType,
} from 'n8n-workflow';
import type { Field, Routing } from '../fields/field';
import { eachItem } from './eachItem';

interface Described {
	name: string;
	value: string;
	action: string;
	description: string;
	displayOptions?: INodePropertyOptions['displayOptions'];
}

/** One entry of the Operation dropdown: its routing, and the fields of its form in their order. */
interface ItemOperation {
	option: Described & { routing?: Routing };
	fields: Field[];
	execute?: never;
}

/** What runs by itself where many items become few requests, or one item very many: see `inBulk` and `inPages`. */
export interface ExecutedOperation {
	/** For all items of a run. */
	execute: (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;
	/** For one item, where n8n runs a tool by its routing. */
	routing: INodePropertyRouting;
}

interface SelfRunningOperation extends Pick<ExecutedOperation, 'execute'> {
	option: Described & Pick<ExecutedOperation, 'routing'>;
	fields: Field[];
}

export type Operation = ItemOperation | SelfRunningOperation;

/** One entry of the Resource dropdown, with its operations in the order of the dropdown. */
export interface Resource {
	name: string;
	value: string;
	operations: Operation[];
	/** What the dropdown shows before anybody has chosen; default: its first entry. */
	initial?: Operation;
}

/** The Resource dropdown, but for what there is to choose. */
const RESOURCE: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	options: [],
	default: '',
	// Where n8n runs the routing, it leaves every request to `byRouting`.
	routing: { send: { paginate: true } },
};

/** What the Operation dropdowns of all resources have in common. */
const OPERATION: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	options: [],
	default: '',
};

/**
 * Turns resources into the properties of a node.
 *
 * @returns the Resource dropdown, the Operation dropdown of each, then the fields of each operation in their order
 */
export function propertiesOf(resources: Resource[]): INodeProperties[] {
	const resourceDropdown: INodeProperties = {
		...RESOURCE,
		options: resources.map(({ name, value }) => ({ name, value })),
		default: resources[0].value,
	};
	const operationDropdowns = resources.map(
		({ value, operations, initial = operations[0] }): INodeProperties => ({
			...OPERATION,
			displayOptions: { show: { resource: [value] } },
			options: operations.map(({ option }) => option),
			default: initial.option.value,
		}),
	);
	const fields = resources.flatMap(({ value: resource, operations }) =>
		operations.flatMap(({ option, fields }) =>
			updateDisplayOptions({ show: { resource: [resource], operation: [option.value] } }, fields),
		),
	);
	return [resourceDropdown, ...operationDropdowns, ...fields];
}

/** What the editor, and only that, works out to show below the name of a node, as in "Send: Message". */
export function subtitleOf(resources: Resource[]): string {
	const words = resources.flatMap(({ name, value, operations }) =>
		operations.map(({ option }) => [`${value}:${option.value}`, `${option.name}: ${name}`]),
	);
	// Flat, since two closing braces would end the expression.
	const inWords = JSON.stringify(Object.fromEntries(words));
	return `={{ (${inWords})[$parameter["resource"] + ":" + $parameter["operation"]] }}`;
}

/** What runs in place of n8n's routing, in the form that n8n looks it up in; agents before version 3 run a tool by routing. */
export function customOperationsOf(resources: Resource[]): INodeType['customOperations'] {
	return Object.fromEntries(
		resources.map(({ value, operations }) => [
			value,
			Object.fromEntries(
				operations.map((operation) => [
					operation.option.value,
					operation.execute ?? eachItem(operation.option.routing, operation.fields),
				]),
			),
		]),
	);
}
