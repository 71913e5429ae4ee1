import { requestOf } from '../../api/methods';
import { type Field, sendRequired } from '../../fields/field';
import { withDetails } from '../../fields/details';
import { ifNothingFound, includeInputFields } from '../../fields/results';
import { foundClientId } from '../../answers/nothingFound';
import { addDetails } from '../../running/clientDetails';
import type { Operation } from '../../running/operation';
import { emailOf } from '../../input/ids';

const email: Field = {
	displayName: 'Email',
	name: 'email',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. name@example.com',
	description: 'The email to look for in the variables of clients',
	routing: sendRequired('email', 'Email', emailOf),
};

/** Method `find_client_id_by_email`. */
export const findByEmail: Operation = {
	option: {
		name: 'Find by Email',
		value: 'findByEmail',
		action: 'Find client by email',
		description: 'Find the ID of a client by an email in a variable',
		routing: {
			request: requestOf('find_client_id_by_email'),
			output: { postReceive: [foundClientId, addDetails] },
		},
	},
	fields: [email, withDetails, ifNothingFound, includeInputFields],
};
