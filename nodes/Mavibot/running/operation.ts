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
 * @returns the Operation dropdown of each resource, then the fields of each operation in their order
 */
export function propertiesOf(resources: Resource[]): INodeProperties[] {
	const dropdowns = resources.map(
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
	return [...dropdowns, ...fields];
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
