import type { INodeProperties } from 'n8n-workflow';
import { prepare } from '../prepare';
import { requiredChoice } from '../values/scalars';
import { asRequiredText } from './checks';
import { clientId } from './client';

const CHOICES = ['clientId', 'phone', 'email'];

const findClientBy: INodeProperties = {
	displayName: 'Find Client By',
	name: 'findClientBy',
	type: 'options',
	options: [
		{ name: 'Client', value: 'clientId', description: 'From the list, or by the ID in Mavibot' },
		{ name: 'Email', value: 'email' },
		{ name: 'Phone', value: 'phone' },
	],
	default: 'clientId',
	description: 'What is known of the client; one of the three, so that Mavibot need not choose',
	routing: {
		send: {
			preSend: [
				prepare(function () {
					requiredChoice(this.getNodeParameter('findClientBy'), 'Find Client By', CHOICES);
				}),
			],
		},
	},
};

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
			send: { type: 'body', property: phoneKey, preSend: [asRequiredText(phoneKey, 'Phone')] },
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
			send: { type: 'body', property: emailKey, preSend: [asRequiredText(emailKey, 'Email')] },
		},
	},
];
