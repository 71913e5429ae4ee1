import type { INodeProperties } from 'n8n-workflow';

/** What an operation does that finds nothing; read by the request wrapper. */
export const ifNothingFound: INodeProperties = {
	displayName: 'If Nothing Is Found',
	name: 'ifNothingFound',
	type: 'options',
	options: [
		{
			name: 'Go On Without an Item',
			value: 'noItem',
			description: 'The nodes behind this one get nothing for this item',
		},
		{
			name: 'Return an Item That Says So',
			value: 'item',
			description: 'The item has a field "found" that is false',
		},
		{ name: 'Stop With an Error', value: 'error' },
	],
	default: 'error',
	description: 'What to do when nothing fits',
};
