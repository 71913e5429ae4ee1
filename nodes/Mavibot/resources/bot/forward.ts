import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';
import { requestOf } from '../../api/methods';
import type { Field } from '../../fields/field';
import { choiceField, chosen, type Choice } from '../../fields/choice';
import type { Operation } from '../../running/operation';
import { isExpression, parametersOf } from '../../input/parameters';
import { beforeSending } from '../../input/beforeSending';
import { InputProblem } from '../../input/problem';
import { settingsOf } from '../../input/collections';
import { payloadFor } from '../../input/ownFields';
import { pointedAt, universalQuery } from '../../input/universalWebhook';

/** Sends the item's JSON as it is, and tells Mavibot where things are in it. */
function putPayload(
	this: IExecuteSingleFunctions,
	_body: IDataObject,
	options: { body?: unknown; qs?: IDataObject },
): void {
	const payload = this.getInputData().json;
	if (Object.keys(payload).length === 0) {
		throw new InputProblem('The item is empty, so there is nothing to pass on');
	}
	const get = parametersOf(this);
	const method = chosen(get, FORWARD_TO);
	const places = settingsOf(get('places', {}), 'Where Things Are');
	const pointed = pointedAt(payload, places, (field) => isExpression(get, `places.${field}`));
	options.qs = universalQuery(payload, pointed);
	options.body = payloadFor(method, payload, pointed);
}

const notice: Field = {
	displayName:
		'The item goes to Mavibot as it is, and its fields become variables. Under <b>Where Things Are</b>, say which of them hold the client and what else is needed.',
	name: 'forwardNotice',
	type: 'notice',
	default: '',
};

const FORWARD_TO: Choice<string> = {
	displayName: 'Pass On To',
	name: 'forwardTo',
	options: [
		{
			name: 'Send Message',
			value: 'message',
			description: 'Send the text in the item to the client',
			routing: { request: requestOf('message') },
		},
		{
			name: 'Send WhatsApp Message',
			value: 'whatsapp_message',
			description: 'Send the text in the item to a WhatsApp number',
			routing: { request: requestOf('whatsapp_message') },
		},
		{
			name: 'Start Bot',
			value: 'callback',
			description: "Start the bot's flow for a client in the item",
			routing: { request: requestOf('callback') },
		},
		{
			name: 'Start Email Bot',
			value: 'email_callback',
			description: "Start the email bot's flow for an address in the item",
			routing: { request: requestOf('email_callback') },
		},
		{
			name: 'Start Telegram Bot',
			value: 'tg_callback',
			description: "Start a Telegram bot's flow for a user in the item",
			routing: { request: requestOf('tg_callback') },
		},
		{
			name: 'Start WhatsApp Bot',
			value: 'whatsapp_callback',
			description: "Start a WhatsApp bot's flow for a number in the item",
			routing: { request: requestOf('whatsapp_callback') },
		},
	],
	default: 'callback',
	description: 'What Mavibot does with the data. All fields of the item become variables.',
};

const forwardTo: Field = {
	...choiceField(FORWARD_TO),
	routing: { send: { preSend: [beforeSending(putPayload)] } },
};

/** @param documented where a source names it (the contract has the others as x-unsourced): sent all the same */
const atTheTop = (documented: string): string =>
	`The field of the item that holds it, at the top of the item. ${documented}.`;
const atAnyDepth = (documented: string): string =>
	`The field of the item that holds it; a dot leads into an object, as in order.buyer.phone. ${documented}.`;
const NOWHERE = 'Mavibot documents it for none of these, and may look past it';

const places: Field = {
	displayName: 'Where Things Are',
	name: 'places',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	description: 'In which fields of the item Mavibot finds what it needs',
	options: [
		{
			displayName: 'Bot or Group ID Is In',
			name: 'valueGroupId',
			type: 'string',
			default: '',
			placeholder: 'e.g. bot',
			description: atTheTop(NOWHERE),
		},
		{
			displayName: 'Client ID Is In',
			name: 'valueClientId',
			type: 'string',
			default: '',
			placeholder: 'e.g. order.buyer.mavibotId',
			description: atAnyDepth(
				'Mavibot documents it at the top for Start Bot, Start WhatsApp Bot and Send Message, in an object for all',
			),
		},
		{
			displayName: 'Email Is In',
			name: 'valueEmail',
			type: 'string',
			default: '',
			placeholder: 'e.g. email',
			description: atTheTop('Mavibot documents it for Start Bot and Start WhatsApp Bot'),
		},
		{
			displayName: 'Messenger User ID Is In',
			name: 'valueUserId',
			type: 'string',
			default: '',
			placeholder: 'e.g. telegramId',
			description: atTheTop(NOWHERE),
		},
		{
			displayName: 'Phone Is In',
			name: 'valuePhone',
			type: 'string',
			default: '',
			placeholder: 'e.g. order.buyer.phone',
			description: atAnyDepth(
				'Mavibot documents it at the top for Start Bot, Start WhatsApp Bot and Send WhatsApp Message, in an object for all',
			),
		},
		{
			displayName: 'Text Is In',
			name: 'valueMessage',
			type: 'string',
			default: '',
			placeholder: 'e.g. event',
			description: atTheTop(
				'Mavibot documents it for all but Start Telegram Bot and Start Email Bot',
			),
		},
	],
};

/** The universal webhook: an item's own JSON, with query fields that say where things are in it. */
export const forward: Operation = {
	option: {
		name: 'Pass On Data',
		value: 'forward',
		action: 'Pass on data to bot',
		description:
			"Pass an item's data on as it is, such as a shop's order, and say in which fields Mavibot finds the client",
	},
	fields: [notice, forwardTo, places],
};
