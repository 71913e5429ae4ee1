import { emailOf, phoneOf } from '../input/ids';
import { type Field, sendRequired } from './field';
import type { GetParameter } from '../input/parameters';
import { choiceField, chosen, type Choice } from './choice';
import { clientId } from './client';

const FIND_CLIENT_BY: Choice<'clientId' | 'email' | 'phone'> = {
	displayName: 'Find Client By',
	name: 'findClientBy',
	options: [
		{ name: 'Client', value: 'clientId', description: 'From the list, or by the ID in Mavibot' },
		{ name: 'Email', value: 'email' },
		{ name: 'Phone', value: 'phone' },
	],
	default: 'clientId',
	description: 'What is known of the client; one of the three, so that Mavibot need not choose',
};

/** The dropdown alone. */
export const findClientBy = choiceField(FIND_CLIENT_BY);

/** What was chosen in it. */
export const chosenFindClientBy = (get: GetParameter) => chosen(get, FIND_CLIENT_BY);

const chosenClient: Field = {
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
): Field[] => [
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
		routing: sendRequired(phoneKey, 'Phone', phoneOf),
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
		routing: sendRequired(emailKey, 'Email', emailOf),
	},
];
