import { phone } from '../../shared/fields/phone';
import { ifNothingFound } from '../../shared/fields/ifNothingFound';
import { foundClientId } from '../../shared/found';
import type { Operation } from '../../shared/operation';

/** Method `find_client_id_by_phone`: the client with this number, among WhatsApp clients and in variables. */
export const findByPhone: Operation = {
	option: {
		name: 'Find by Phone',
		value: 'findByPhone',
		action: 'Find client by phone',
		description:
			'Find the ID of a client by a phone number, among WhatsApp clients and in variables',
		routing: {
			request: { method: 'GET', url: '/find_client_id_by_phone' },
			output: { postReceive: [foundClientId] },
		},
	},
	fields: [phone, ifNothingFound],
};
