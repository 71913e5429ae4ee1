import { clientIdOf, phoneOf } from '../input/ids';
import { requiredText } from '../input/scalars';
import { type Field, sendOptional, sendRequired } from './field';

/** The one client that an operation is about. */
export const clientId: Field = {
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
	routing: sendRequired('client_id', 'Client', clientIdOf),
};

/** The clients of a bulk operation; the input items of a run are gathered into as few requests as can be. */
export const clientIds: Field = {
	displayName: 'Client IDs',
	name: 'clients',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 101, 102',
	description:
		'One ID, IDs with commas between them, or a list from an expression. The IDs of all input items go to Mavibot together.',
};

/** The messenger ids of a bulk operation; the input items of a run are gathered into as few requests as can be. */
export const platformIds: Field = {
	displayName: 'Messenger IDs',
	name: 'platformIds',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 777000101, 777000102',
	description:
		'One ID in the messenger, IDs with commas between them, or a list from an expression. The IDs of all input items go to Mavibot together.',
};

/** A phone number that the operation cannot do without. */
export const phone: Field = {
	displayName: 'Phone',
	name: 'phone',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 15550100',
	description: 'The phone number, with the code of the country',
	routing: sendRequired('phone', 'Phone', phoneOf),
};

/** The name of a client that the operation may create. */
export const contactName: Field = {
	displayName: 'Client Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Nathan',
	description: 'The name of the client, if known',
	routing: sendOptional('name', 'Client Name', 'name', requiredText),
};
