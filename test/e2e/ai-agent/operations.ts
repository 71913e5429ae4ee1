import {
	NodeHelpers,
	type INodeParameters,
	type INodeProperties,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { resources } from '../../../nodes/Mavibot/resources';
import { fromModel, runAgent, toolName, type Tool } from './agent';
import type { OfferedTool } from './model';
import type { SharedWithModel } from './setup';

/** Those that reach many people, and those that cannot be undone, with the words that say so. */
const DANGEROUS: Record<string, RegExp> = {
	'message: broadcast': /to many clients/,
	'bot: startMany': /for many clients/,
	'client: delete': /permanently/,
	'message: clearHistory': /permanently/,
};

const OBJECT = /\b(bots?|blocks|channels|clients?|deals?|messages?|phone number)\b/;

/** The types of field that the editor lets the model define, with the type of the argument. */
const ARGUMENT_TYPES: Record<string, string> = {
	boolean: 'boolean',
	dateTime: 'string',
	json: 'json',
	number: 'number',
	resourceLocator: 'string',
	string: 'string',
};

interface OperationAsTool extends Tool {
	/** As in `message: send`. */
	operation: string;
	/** The names of its arguments. */
	keys: string[];
}

/** An operation that leaves all its fields to the model. */
function asTool(type: INodeTypeDescription, resource: string, operation: string): OperationAsTool {
	const chosen = { resource, operation, descriptionType: 'auto' };
	const shown = { name: '', typeVersion: 1 };
	const defaults =
		NodeHelpers.getNodeParameters(type.properties, chosen, true, false, shown, type) ?? chosen;
	const left = type.properties.filter(
		(property) =>
			property.type in ARGUMENT_TYPES &&
			!property.noDataExpression &&
			NodeHelpers.displayParameter(defaults, property, shown, type),
	);
	return {
		name: NodeHelpers.makeNodeName(chosen, type),
		operation: `${resource}: ${operation}`,
		keys: left.map(keyOf),
		parameters: {
			...chosen,
			...Object.fromEntries(left.map((property) => [property.name, leftToModel(property)])),
		},
	};
}

/** The name of an argument as the editor makes it, of the field's name. */
const keyOf = ({ displayName }: INodeProperties) =>
	displayName.replace(/[^a-zA-Z0-9-]/g, '_').slice(0, 63);

function leftToModel(property: INodeProperties): INodeParameters[string] {
	const value = fromModel(keyOf(property), '', ARGUMENT_TYPES[property.type]);
	return property.type === 'resourceLocator' ? { __rl: true, mode: 'id', value } : value;
}

/** Every operation of the node at one agent, as n8n describes it to the model. */
export function testsOfOperations(shared: () => SharedWithModel): void {
	let operations: OperationAsTool[];
	let offered: Map<string, OfferedTool>;

	const offeredFor = ({ name }: OperationAsTool) => offered.get(toolName(name));
	const descriptions = () =>
		operations.map((tool) => [tool.operation, offeredFor(tool)?.description ?? ''] as const);

	beforeAll(async () => {
		const types = await shared().client.nodeTypes();
		const type = types.find(({ name }) => name === 'n8n-nodes-mavibot.mavibotTool');
		if (type === undefined) throw new Error('n8n has made no tool of the Mavibot node');
		operations = resources.flatMap((resource) =>
			resource.operations.map(({ option }) => asTool(type, resource.value, option.value)),
		);
		const result = await runAgent(shared(), { tools: operations, replies: ['Hello!'] });
		expect(result.output).toBe('Hello!');
		offered = new Map(result.offered.map((tool) => [tool.name, tool]));
	});

	test('each is a tool of its own', () => {
		expect([...offered.keys()].sort()).toEqual(operations.map(({ name }) => toolName(name)).sort());
	});

	test('each is described by a sentence with its object, and says what cannot be undone', () => {
		const found = descriptions();
		for (const [operation, description] of found) {
			for (const words of [
				/^[A-Z][a-z]+( [A-Za-z]+){1,6} in Mavibot$/,
				OBJECT,
				DANGEROUS[operation] ?? /^/,
			]) {
				expect([operation, description]).toEqual([operation, expect.stringMatching(words)]);
			}
		}
		const names = found.map(([operation]) => operation);
		expect(names).toEqual(expect.arrayContaining(Object.keys(DANGEROUS)));
	});

	test('each takes the fields of its form as arguments', () => {
		for (const tool of operations) {
			const properties = offeredFor(tool)?.parameters.properties ?? {};
			expect([tool.operation, Object.keys(properties).sort()]).toEqual([
				tool.operation,
				[...tool.keys].sort(),
			]);
		}
	});
}
