import type { INodeProperties, INodePropertyTypeOptions } from 'n8n-workflow';
import { MESSENGERS } from '../shared/messengers';
import { simplify } from '../shared/fields/simplify';

const forMessages = { show: { source: ['projectWebhook'] } };
const forBlocks = { show: { source: ['botBlock'] } };

const source: INodeProperties = {
	displayName: 'Started By',
	name: 'source',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Messages of the Project',
			value: 'projectWebhook',
			description: 'Mavibot posts every message of the project to the URL in its settings',
		},
		{
			name: 'A Block of the Bot',
			value: 'botBlock',
			description: 'A block of the bot calls the URL with any JSON and may use the answer',
		},
	],
	default: 'projectWebhook',
	description: 'What calls the URL of this trigger',
};

const urlNotice: INodeProperties = {
	displayName:
		'Open <b>Webhook URLs</b> above and copy the production URL into Mavibot: <b>Project Settings > Main settings > webhook URL</b>. Mavibot has room for one URL. The test URL works only while n8n listens for a test event.',
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
const lineToRead: INodePropertyTypeOptions = { loadOptionsMethod: 'getConnection' };

const connection: INodeProperties = {
	displayName: 'Connection',
	name: 'connection',
	type: 'options',
	noDataExpression: true,
	typeOptions: lineToRead,
	default: '',
	displayOptions: forMessages,
	description:
		'Shows whether messages reach this n8n with this credential. There is nothing to choose. If none comes: is the URL in Mavibot the one above, is the workflow published (in n8n 1: active), and can Mavibot reach this n8n from the internet?',
};

const events: INodeProperties = {
	displayName: 'Events',
	name: 'events',
	type: 'multiOptions',
	required: true,
	options: [
		{
			name: 'Client Message',
			value: 'clientMessage',
			description: 'A client wrote to a bot of the project',
		},
		{
			name: 'Delivery Failed',
			value: 'deliveryFailed',
			description: 'A message of a bot or an employee could not be sent',
		},
		{
			name: 'Employee Message',
			value: 'employeeMessage',
			description: 'An employee wrote to a client, or the API sent a text',
		},
		{
			name: 'Outgoing Bot Message',
			value: 'botMessage',
			description: 'A block of the bot sent a message',
		},
		{
			name: 'Service Event',
			value: 'serviceEvent',
			description: 'A member joined or left, a link was pressed, and such',
		},
	],
	default: ['clientMessage'],
	displayOptions: forMessages,
	description: 'What starts the workflow',
};

const loopNotice: INodeProperties = {
	displayName:
		'Take care: a workflow that starts on outgoing messages and sends one starts itself again, without end. Mavibot does not say which messages came from n8n. Let such a workflow send nothing to clients.',
	name: 'loopNotice',
	type: 'notice',
	default: '',
	displayOptions: {
		show: {
			source: ['projectWebhook'],
			events: ['botMessage', 'employeeMessage', 'deliveryFailed'],
		},
	},
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

const textFilter: INodeProperties = {
	displayName: 'Text',
	name: 'text',
	type: 'fixedCollection',
	placeholder: 'Add Condition',
	default: {},
	description: 'What the text of the message has to be. Only its first 4096 characters count.',
	options: [
		{
			displayName: 'Condition',
			name: 'condition',
			values: [
				{
					displayName: 'Comparison',
					name: 'operator',
					type: 'options',
					options: [
						{ name: 'Contains', value: 'contains' },
						{ name: 'Equals', value: 'equals' },
						{ name: 'Matches Regular Expression', value: 'regex' },
						{ name: 'Starts With', value: 'startsWith' },
					],
					default: 'contains',
					description:
						'How the text is compared. A regular expression is checked when the workflow is published; it may not refer back to groups, nor look ahead or behind.',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: 'e.g. price',
					description: 'What the text is compared with',
				},
				{
					displayName: 'Case Sensitive',
					name: 'caseSensitive',
					type: 'boolean',
					default: false,
					description: 'Whether capital and small letters are different',
				},
			],
		},
	],
};

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	displayOptions: forMessages,
	description:
		'A message starts the workflow only if it passes every filter. One that does not is answered and dropped.',
	options: [
		{
			displayName: 'Attachments',
			name: 'attachments',
			type: 'options',
			options: [
				{ name: 'Only Messages With Attachments', value: 'with' },
				{ name: 'Only Messages Without Attachments', value: 'without' },
			],
			default: 'with',
			description: 'Whether messages with or without attachments pass',
		},
		{
			displayName: 'Block Names or IDs',
			name: 'blocks',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: 'getBlocks' },
			displayOptions: { show: { '/events': ['botMessage', 'deliveryFailed', 'serviceEvent'] } },
			default: [],
			description:
				'Only messages that these blocks sent pass, so no message of a client does. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		{
			displayName: 'Bot Names or IDs',
			name: 'bots',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: 'getBots' },
			default: [],
			description:
				'Only messages of these bots pass. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		{
			displayName: 'Client Tags',
			name: 'clientTags',
			type: 'string',
			default: '',
			placeholder: 'e.g. summer, newsletter',
			description: 'Only clients with one of these tags pass, with commas between them',
		},
		{
			displayName: 'Messengers',
			name: 'messengers',
			type: 'multiOptions',
			options: Object.entries(MESSENGERS)
				.map(([number, name]) => ({ name, value: Number(number) }))
				.sort((one, other) => one.name.localeCompare(other.name)),
			default: [],
			description: 'Only messages of these messengers pass',
		},
		textFilter,
	],
};

const forDownloads = { show: { '/source': ['projectWebhook'], downloadAttachments: [true] } };

/** Options of the messages of a project; a call from a block has neither kind nor attachments. */
const messageOptions: INodeProperties[] = [
	{
		displayName: 'Allow Local Network',
		name: 'allowLocalNetwork',
		type: 'boolean',
		displayOptions: forDownloads,
		default: false,
		description:
			'Whether attachments may be downloaded from addresses and names of the local network. Turn it on only if your files are kept there.',
	},
	{
		displayName: 'Download Attachments',
		name: 'downloadAttachments',
		type: 'boolean',
		default: false,
		description:
			'Whether to put the files themselves into the item, as attachment_0 and so on. A file that fails is named in the item and stops nothing.',
	},
	{
		displayName: 'Download Timeout',
		name: 'downloadTimeout',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 120 },
		displayOptions: forDownloads,
		default: 10,
		description:
			'Seconds that one file may take, with its wait for other downloads where there are many at once',
	},
	{
		displayName: 'Further Service Texts',
		name: 'serviceTexts',
		type: 'string',
		default: '',
		placeholder: 'e.g. new_chat_title, pinned_message',
		description:
			'Texts that are service events in your messengers, with commas between them. A message with exactly this text is a service event, whoever wrote it.',
	},
	{
		displayName: 'Leave Out API Messages',
		name: 'leaveOutApiMessages',
		type: 'boolean',
		displayOptions: {
			show: {
				'/source': ['projectWebhook'],
				'/events': ['botMessage', 'employeeMessage', 'deliveryFailed'],
			},
		},
		default: false,
		description:
			'Whether to drop outgoing messages that Mavibot marks as sent through its API. It is not known to mark them all, so this alone does not prevent a loop.',
	},
	{
		displayName: 'Leave Out Repeated Events',
		name: 'leaveOutRepeats',
		type: 'boolean',
		default: false,
		description:
			'Whether to drop an event that has come before, as a proxy can cause. The last 500 are remembered; with several webhook processes, two that come at the same moment can both pass.',
	},
	{
		displayName: 'Max File Size',
		name: 'maxFileSize',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 200 },
		displayOptions: forDownloads,
		default: 20,
		description:
			'Megabytes that one downloaded file may have. All files of one message together may have 200; one that would pass that is left out.',
	},
	{
		displayName: 'Max Files',
		name: 'maxFiles',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 20 },
		displayOptions: forDownloads,
		default: 5,
		description:
			'How many attachments of one message are downloaded, as long as they have no more than 200 megabytes together',
	},
];

/** Options that keep out callers. */
const callerOptions: INodeProperties[] = [
	{
		displayName: 'Allowed Addresses',
		name: 'allowedAddresses',
		type: 'string',
		default: '',
		placeholder: 'e.g. 203.0.113.7, 2001:db8::/32',
		description:
			'IP addresses and ranges that may call, with commas between them. Behind a proxy, n8n has to know of it (N8N_PROXY_HOPS).',
	},
	{
		displayName: 'Secret',
		name: 'secret',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		placeholder: 'e.g. tea4everybody',
		description:
			'If set, put ?secret= and this text after the URL in Mavibot. A call without it is refused. Use letters and digits only.',
	},
];

const byName = (one: INodeProperties, other: INodeProperties) =>
	one.displayName.localeCompare(other.displayName);

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		...callerOptions,
		...messageOptions.map((option) => ({
			displayOptions: { show: { '/source': ['projectWebhook'] } },
			...option,
		})),
	].sort(byName),
};

/** The form of the trigger. */
export const properties: INodeProperties[] = [
	source,
	urlNotice,
	blockNotice,
	connection,
	events,
	loopNotice,
	responseMode,
	{ ...simplify, displayOptions: forMessages },
	filters,
	options,
];
