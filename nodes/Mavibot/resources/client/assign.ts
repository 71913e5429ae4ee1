import type { INodeProperties } from 'n8n-workflow';
import { asOptional } from '../../shared/fields/checks';
import { clientId } from '../../shared/fields/client';
import type { Operation } from '../../shared/operation';
import { emailOf } from '../../shared/values/ids';

const email: INodeProperties = {
	displayName: 'Employee Email',
	name: 'email',
	type: 'string',
	default: '',
	placeholder: 'e.g. name@example.com',
	description: 'The email of the employee; left empty, Mavibot picks one',
	routing: {
		send: {
			type: 'body',
			property: 'email',
			preSend: [asOptional('email', 'Employee Email', 'email', emailOf)],
		},
	},
};

/** Method `assign_to_user`. */
export const assign: Operation = {
	option: {
		name: 'Assign',
		value: 'assign',
		action: 'Assign client to employee',
		description: 'Assign a client to an employee of the project',
		routing: { request: { method: 'POST', url: '/assign_to_user' } },
	},
	fields: [clientId, email],
};
