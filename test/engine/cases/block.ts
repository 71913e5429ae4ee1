import type { OperationCase } from './types';

export const blockCases: OperationCase[] = [
	{
		resource: 'block',
		operation: 'getAll',
		action: 'get_messages',
		smallest: { parameters: {}, query: {} },
		fullest: { parameters: {}, query: {} },
		output: [201, 202, 203].map((id) => expect.objectContaining({ id })),
	},
];
