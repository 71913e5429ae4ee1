import { requestOf } from '../../api/methods';
import { type Field, sendOptional } from '../../fields/field';
import { clientId } from '../../fields/client';
import type { Operation } from '../../running/operation';
import { emailOf } from '../../input/ids';

const email: Field = {
	displayName: 'Employee Email',
	name: 'email',
	type: 'string',
	default: '',
	placeholder: 'e.g. name@example.com',
	description: 'The email of the employee; left empty, Mavibot picks one',
	routing: sendOptional('email', 'Employee Email', 'email', emailOf),
};

/** Method `assign_to_user`. */
export const assign: Operation = {
	option: {
		name: 'Assign',
		value: 'assign',
		action: 'Assign client to employee',
		description: 'Assign a client to an employee of the project',
		routing: { request: requestOf('assign_to_user') },
	},
	fields: [clientId, email],
};
