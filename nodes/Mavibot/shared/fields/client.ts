import type { INodeProperties } from 'n8n-workflow';
import { clientIdOf } from '../values/ids';
import { asRequired } from './checks';

/** The one client that an operation is about. */
export const clientId: INodeProperties = {
	displayName: 'Client',
	name: 'clientId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'The client, by the ID in Mavibot (not the one in the messenger)',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a client...',
			typeOptions: { searchListMethod: 'searchClients', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 12345678',
		},
	],
	routing: {
		send: {
			type: 'body',
			property: 'client_id',
			preSend: [asRequired('client_id', 'Client', clientIdOf)],
		},
	},
};
