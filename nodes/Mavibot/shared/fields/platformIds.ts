import type { INodeProperties } from 'n8n-workflow';

/** The messenger ids of a bulk operation; the input items of a run are gathered into as few requests as can be. */
export const platformIds: INodeProperties = {
	displayName: 'Messenger IDs',
	name: 'platformIds',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 777000101, 777000102',
	description:
		'One ID in the messenger, IDs with commas between them, or a list from an expression. The IDs of all input items go to Mavibot together.',
};
