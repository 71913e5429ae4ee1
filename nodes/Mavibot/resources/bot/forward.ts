import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';
import { requestOf } from '../../api/methods';
import type { Field } from '../../fields/field';
import { choiceField, chosen, type Choice } from '../../fields/choice';
import type { Operation } from '../../running/operation';
import { isExpression, parametersOf } from '../../input/parameters';
import { beforeSending } from '../../input/beforeSending';
import { InputProblem } from '../../input/problem';
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
	// A workflow from elsewhere may hold more than the form offers for the choice.
	const offered = places.filter(
		({ displayOptions }) => displayOptions?.show?.forwardTo?.includes(method) ?? true,
	);
	const given = Object.fromEntries(offered.map(({ name }) => [name, get(name, '')]));
	const pointed = pointedAt(payload, given, (field) => isExpression(get, field));
	options.qs = universalQuery(payload, pointed);
	options.body = payloadFor(method, payload, pointed);
}

const notice: Field = {
	displayName:
		'The item goes to Mavibot as it is, and its fields become variables. Write below what those are called that hold the client and what else is needed; one that has the name of the API already, such as <b>client_id</b>, need not be named.',
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

const AT_THE_TOP = 'The name of the field of the item that holds it, at the top of the item';
const AT_ANY_DEPTH =
	'The name of the field of the item that holds it; a dot leads into an object, as in order.buyer.phone';
const NOWHERE_DOCUMENTED = 'Mavibot does not document this, and may look past it';

/** Each where Mavibot documents it, or the method cannot do without it. */
const places: Field[] = [
	{
		displayName: 'Field With Client ID',
		name: 'valueClientId',
		type: 'string',
		displayOptions: { show: { forwardTo: ['callback', 'message', 'whatsapp_callback'] } },
		default: '',
		placeholder: 'e.g. order.buyer.mavibotId',
		description: AT_ANY_DEPTH,
	},
	{
		displayName: 'Field With Phone',
		name: 'valuePhone',
		type: 'string',
		displayOptions: {
			show: { forwardTo: ['callback', 'whatsapp_callback', 'whatsapp_message'] },
		},
		default: '',
		placeholder: 'e.g. order.buyer.phone',
		description: AT_ANY_DEPTH,
	},
	{
		displayName: 'Field With Email',
		name: 'valueEmail',
		type: 'string',
		displayOptions: { show: { forwardTo: ['callback', 'email_callback', 'whatsapp_callback'] } },
		default: '',
		placeholder: 'e.g. email',
		description: `${AT_THE_TOP}. For Start Email Bot, ${NOWHERE_DOCUMENTED}.`,
	},
	{
		displayName: 'Field With Telegram User ID',
		name: 'valueUserId',
		type: 'string',
		displayOptions: { show: { forwardTo: ['tg_callback'] } },
		default: '',
		placeholder: 'e.g. telegramId',
		description: `${AT_THE_TOP}. ${NOWHERE_DOCUMENTED}.`,
	},
	{
		displayName: 'Field With Telegram Bot',
		name: 'valueGroupId',
		type: 'string',
		displayOptions: { show: { forwardTo: ['tg_callback'] } },
		default: '',
		placeholder: 'e.g. bot',
		description: `${AT_THE_TOP}. ${NOWHERE_DOCUMENTED}.`,
	},
	{
		displayName: 'Field With Text',
		name: 'valueMessage',
		type: 'string',
		default: '',
		placeholder: 'e.g. event',
		description: `${AT_THE_TOP}. For Start Telegram Bot and Start Email Bot, ${NOWHERE_DOCUMENTED}.`,
	},
];

/** The universal webhook: an item's own JSON, with query fields that say where things are in it. */
export const forward: Operation = {
	option: {
		name: 'Pass On Data',
		value: 'forward',
		action: 'Pass on data to bot',
		description:
			"Pass an item's data on as it is, such as a shop's order, and say in which fields Mavibot finds the client",
	},
	fields: [notice, forwardTo, ...places],
};
