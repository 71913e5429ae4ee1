import type { INodeProperties, INodePropertyTypeOptions } from 'n8n-workflow';
import { simplify } from '../fields/results';
import { filters, forMessages } from './filterFields';
import { BLOCK_CALL, EVENT_NAMES } from './message/event';
import { options } from './optionFields';

const forBlocks = { show: { events: [BLOCK_CALL] } };

const urlNotice: INodeProperties = {
	displayName:
		'Open <b>Webhook URLs</b> above and copy the production URL into Mavibot: <b>Project Settings > Main settings > webhook URL</b>. Mavibot has room for one URL; further workflows get the messages by <b>Options > Pass On To</b>. The test URL works only while n8n listens for a test event.',
	name: 'webhookNotice',
	type: 'notice',
	default: '',
	displayOptions: forMessages,
};

const blockNotice: INodeProperties = {
	displayName:
		'Open <b>Webhook URLs</b> above and put the production URL into the request of a block. Mavibot signs nothing, so anybody who knows the URL can call it: set a <b>Secret</b> under Options.',
	name: 'blockNotice',
	type: 'notice',
	default: '',
	displayOptions: forBlocks,
};

/**
 * n8n's rules want "Name or ID" in the name of every list that is loaded. This one holds a single line that
 * tells something; there is nothing in it to name or to give an ID of.
 */
const lineToRead: INodePropertyTypeOptions = {
	loadOptionsMethod: 'getConnection',
	loadOptionsDependsOn: ['events', 'filters', 'options'],
};

const connection: INodeProperties = {
	displayName: 'Connection',
	name: 'connection',
	type: 'options',
	noDataExpression: true,
	typeOptions: lineToRead,
	default: '',
	displayOptions: forMessages,
	description:
		'Shows which URLs of workflows with this credential have received messages since n8n was started; open the list to see why the last ones started nothing. There is nothing to choose. If none comes: is the URL in Mavibot the one above, is the workflow published (in n8n 1: active), and can Mavibot reach this n8n from the internet?',
};

const events: INodeProperties = {
	displayName: 'Events',
	name: 'events',
	type: 'multiOptions',
	required: true,
	noDataExpression: true,
	options: [
		{
			name: EVENT_NAMES.callback,
			value: 'callback',
			description:
				'A callback started a bot, such as that of Bot: Start. Mavibot is not known to mark them all.',
		},
		{
			name: EVENT_NAMES.clientMessage,
			value: 'clientMessage',
			description: 'A client wrote to a bot of the project',
		},
		{
			name: EVENT_NAMES.deliveryFailed,
			value: 'deliveryFailed',
			description: 'A message of a bot or an employee could not be sent',
		},
		{
			name: EVENT_NAMES.employeeMessage,
			value: 'employeeMessage',
			description: 'An employee wrote to a client, or the API sent a text',
		},
		{
			name: EVENT_NAMES.botMessage,
			value: 'botMessage',
			description: 'A block of the bot sent a message',
		},
		{
			name: EVENT_NAMES.serviceEvent,
			value: 'serviceEvent',
			description: 'A member joined or left, a link was pressed, a payment came, and such',
		},
		{
			name: EVENT_NAMES.blockCall,
			value: BLOCK_CALL,
			action: 'Called by a bot block',
			description:
				'A block of the bot calls the URL with any JSON and may use the answer. Choose it alone.',
		},
	],
	default: ['clientMessage'],
	description: 'What starts the workflow',
};

const loopNotice: INodeProperties = {
	displayName:
		'Take care: a workflow that starts on outgoing messages and sends one starts itself again, without end. Mavibot does not say which messages came from n8n. Let such a workflow send nothing to clients.',
	name: 'loopNotice',
	type: 'notice',
	default: '',
	displayOptions: {
		show: { events: ['botMessage', 'callback', 'employeeMessage', 'deliveryFailed'] },
	},
};

const callbackNotice: INodeProperties = {
	displayName:
		"If this workflow starts a bot, add the callback's text to <b>Options > Further Service Texts</b>: Mavibot may post it like a message of the client, and the workflow would start itself without end.",
	name: 'callbackNotice',
	type: 'notice',
	default: '',
	displayOptions: { show: { events: ['clientMessage'] } },
};

const responseMode: INodeProperties = {
	displayName: 'Answer the Block',
	name: 'responseMode',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'At Once',
			value: 'onReceived',
			description: 'The block does not wait, and learns only that the workflow has started',
		},
		{
			name: 'When the Last Node Finishes',
			value: 'lastNode',
			description: 'The block gets the first item of the last node, as JSON',
		},
		{
			name: 'With a Respond to Webhook Node',
			value: 'responseNode',
			description:
				'That node says what the block gets. It has to be of version 1, which the documentation has for pasting.',
		},
	],
	default: 'lastNode',
	displayOptions: forBlocks,
	description: 'When and with what the block is answered. See the documentation for saved values.',
};

/** The form of the trigger. */
export const properties: INodeProperties[] = [
	events,
	urlNotice,
	blockNotice,
	connection,
	loopNotice,
	callbackNotice,
	responseMode,
	{ ...simplify, displayOptions: forMessages },
	filters,
	options,
];
