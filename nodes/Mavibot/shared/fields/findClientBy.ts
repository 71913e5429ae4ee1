import type { INodeProperties } from 'n8n-workflow';
import { emailOf, phoneOf } from '../values/ids';
import { asRequired } from './checks';
import { choiceField } from './choice';
import { clientId } from './client';

const findClientBy = choiceField({
	displayName: 'Find Client By',
	name: 'findClientBy',
	options: [
		{ name: 'Client', value: 'clientId', description: 'From the list, or by the ID in Mavibot' },
		{ name: 'Email', value: 'email' },
		{ name: 'Phone', value: 'phone' },
	],
	default: 'clientId',
	description: 'What is known of the client; one of the three, so that Mavibot need not choose',
});

const chosenClient: INodeProperties = {
	...clientId,
	displayOptions: { show: { findClientBy: ['clientId'] } },
};

/**
 * The one client of an operation, by ID, phone or e-mail.
 *
 * @param phoneKey the API's name for the phone, which differs between methods, as `emailKey` does
 */
export const findClientByFields = (
	phoneKey: 'phone' | 'client_phone',
	emailKey: 'email' | 'client_email',
): INodeProperties[] => [
	findClientBy,
	chosenClient,
	{
		displayName: 'Phone',
		name: phoneKey === 'phone' ? 'phone' : 'clientPhone',
		type: 'string',
		required: true,
		displayOptions: { show: { findClientBy: ['phone'] } },
		default: '',
		placeholder: 'e.g. 15550100',
		description: 'The phone number of the client',
		routing: {
			send: { type: 'body', property: phoneKey, preSend: [asRequired(phoneKey, 'Phone', phoneOf)] },
		},
	},
	{
		displayName: 'Email',
		name: emailKey === 'email' ? 'email' : 'clientEmail',
		type: 'string',
		required: true,
		displayOptions: { show: { findClientBy: ['email'] } },
		default: '',
		placeholder: 'e.g. name@example.com',
		description: 'The email of the client',
		routing: {
			send: { type: 'body', property: emailKey, preSend: [asRequired(emailKey, 'Email', emailOf)] },
		},
	},
];
