/** What the editor shows below the name of a node, worked out as the editor does. */
import { Workflow, type INode, type INodeTypes } from 'n8n-workflow';
import { Mavibot } from '../../../nodes/Mavibot/Mavibot.node';
import { resources } from '../../../nodes/Mavibot/resources';

const { description } = new Mavibot();

function subtitleOf(resource: string, operation: string): unknown {
	const node: INode = {
		...{ id: '1', name: 'Mavibot', type: 'any', typeVersion: 1, position: [0, 0] },
		parameters: { resource, operation },
	};
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: {
			getByName: () => undefined,
			getByNameAndVersion: () => ({ description }),
			getKnownTypes: () => ({}),
		} as unknown as INodeTypes,
	});
	return workflow.expression.getSimpleParameterValue(
		node,
		description.subtitle,
		'internal',
		{},
		undefined,
		'none',
	);
}

const all = resources.flatMap(({ name, value, operations }) =>
	operations.map(({ option }) => ({
		resource: value,
		operation: option.value,
		words: `${option.name}: ${name}`,
	})),
);

it.each(all)('of $resource and $operation is "$words"', ({ resource, operation, words }) => {
	expect(subtitleOf(resource, operation)).toBe(words);
});

it('of sending says so in words', () => {
	expect(subtitleOf('message', 'sendAndWait')).toBe('Send and Wait for Response: Message');
	expect(subtitleOf('message', 'getAll')).not.toEqual(expect.any(String));
});
