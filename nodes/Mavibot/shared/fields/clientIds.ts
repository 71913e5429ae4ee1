import type { INodeProperties } from 'n8n-workflow';

/** The clients of a bulk operation; the input items of a run are gathered into as few requests as can be. */
export const clientIds: INodeProperties = {
	displayName: 'Client IDs',
	name: 'clients',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 101, 102',
	description:
		'One ID, IDs with commas between them, or a list from an expression. The IDs of all input items go to Mavibot together.',
};
