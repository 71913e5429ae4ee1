import type { INodeProperties } from 'n8n-workflow';
import { asRequired } from '../../shared/fields/checks';
import { ifNothingFound } from '../../shared/fields/ifNothingFound';
import { foundClientId } from '../../shared/found';
import type { Operation } from '../../shared/operation';
import { emailOf } from '../../shared/values/ids';

const email: INodeProperties = {
	displayName: 'Email',
	name: 'email',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. name@example.com',
	description: 'The email to look for in the variables of clients',
	routing: {
		send: { type: 'body', property: 'email', preSend: [asRequired('email', 'Email', emailOf)] },
	},
};

/** Method `find_client_id_by_email`. */
export const findByEmail: Operation = {
	option: {
		name: 'Find by Email',
		value: 'findByEmail',
		action: 'Find client by email',
		description: 'Find the ID of a client by an email in a variable',
		routing: {
			request: { method: 'GET', url: '/find_client_id_by_email' },
			output: { postReceive: [foundClientId] },
		},
	},
	fields: [email, ifNothingFound],
};
