import type { IExecuteSingleFunctions, INodeProperties } from 'n8n-workflow';
import { InputProblem, prepare } from '../../shared/prepare';
import type { Operation } from '../../shared/operation';
import { callbackOptions, optionalCallbackText } from '../../shared/fields/callback';
import { clientId } from '../../shared/fields/client';
import { sendWhenFields } from '../../shared/fields/sendWhen';
import { callbackVariableFields } from '../../shared/fields/variables';
import { kindOf } from '../../shared/values/scalars';
import { asRequiredText } from '../../shared/fields/checks';

function checkChoice(this: IExecuteSingleFunctions): void {
	const findBy = this.getNodeParameter('findBy');
	if (['clientId', 'clientPhone', 'clientEmail'].includes(String(findBy))) return;
	throw new InputProblem(
		`Find Client By has to be clientId, clientPhone or clientEmail, and is ${kindOf(findBy)}`,
	);
}

const findBy: INodeProperties = {
	displayName: 'Find Client By',
	name: 'findBy',
	type: 'options',
	options: [
		{ name: 'Client', value: 'clientId', description: 'From the list, or by the ID in Mavibot' },
		{ name: 'Email', value: 'clientEmail' },
		{ name: 'Phone', value: 'clientPhone' },
	],
	default: 'clientId',
	description: 'What is known of the client',
	routing: { send: { preSend: [prepare(checkChoice)] } },
};

const chosenClient: INodeProperties = {
	...clientId,
	displayOptions: { show: { findBy: ['clientId'] } },
};

const clientPhone: INodeProperties = {
	displayName: 'Phone',
	name: 'clientPhone',
	type: 'string',
	required: true,
	displayOptions: { show: { findBy: ['clientPhone'] } },
	default: '',
	placeholder: 'e.g. 15550100',
	description: 'The phone number of the client',
	routing: {
		send: {
			type: 'body',
			property: 'client_phone',
			preSend: [asRequiredText('client_phone', 'Phone')],
		},
	},
};

const clientEmail: INodeProperties = {
	displayName: 'Email',
	name: 'clientEmail',
	type: 'string',
	required: true,
	displayOptions: { show: { findBy: ['clientEmail'] } },
	default: '',
	placeholder: 'e.g. name@example.com',
	description: 'The email of the client',
	routing: {
		send: {
			type: 'body',
			property: 'client_email',
			preSend: [asRequiredText('client_email', 'Email')],
		},
	},
};

/** Method `callback`: starts the bot's flow for a client found by ID, phone or e-mail. */
export const start: Operation = {
	option: {
		name: 'Start',
		value: 'start',
		action: 'Start bot for client',
		description: "Start the bot's flow for a client. The client does not see the callback text.",
		routing: { request: { method: 'POST', url: '/callback' } },
	},
	fields: [
		findBy,
		chosenClient,
		clientPhone,
		clientEmail,
		optionalCallbackText,
		...callbackVariableFields,
		...sendWhenFields,
		callbackOptions,
	],
};
