import { requestOf } from '../../api/methods';
import { phone } from '../../fields/client';
import { withDetails } from '../../fields/details';
import { ifNothingFound, includeInputFields } from '../../fields/results';
import { foundClientId } from '../../answers/nothingFound';
import { addDetails } from '../../running/clientDetails';
import type { Operation } from '../../running/operation';

/** Method `find_client_id_by_phone`: the client with this number, among WhatsApp clients and in variables. */
export const findByPhone: Operation = {
	option: {
		name: 'Find by Phone',
		value: 'findByPhone',
		action: 'Find client by phone',
		description:
			'Find the ID of a client by a phone number, among WhatsApp clients and in variables',
		routing: {
			request: requestOf('find_client_id_by_phone'),
			output: { postReceive: [foundClientId, addDetails] },
		},
	},
	fields: [phone, withDetails, ifNothingFound, includeInputFields],
};
