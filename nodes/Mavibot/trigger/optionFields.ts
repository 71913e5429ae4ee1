import type { INodeProperties } from 'n8n-workflow';
import { BLOCK_CALL } from './message/event';

const forMessages = { hide: { '/events': [BLOCK_CALL] } };
const forDownloads = { show: { downloadAttachments: [true] }, ...forMessages };

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
			'Texts that are service events in your messengers, or callbacks of your workflows, with commas between them. Put a text that has a comma in double quotes. A message with exactly this text is a service event, whoever wrote it.',
	},
	{
		displayName: 'Leave Out API Messages',
		name: 'leaveOutApiMessages',
		type: 'boolean',
		displayOptions: {
			show: { '/events': ['botMessage', 'employeeMessage', 'deliveryFailed'] },
			...forMessages,
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
	{
		displayName: 'Pass On To',
		name: 'passOn',
		type: 'string',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Address' },
		default: [],
		placeholder: 'e.g. https://n8n.example/webhook/…/webhook',
		description:
			'URLs that get each message as well, as Mavibot posted it, whether or not it starts this workflow: of other Mavibot Triggers, here or in another n8n, also their test URLs. At most ten.',
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

/** All options, by name. */
export const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		...callerOptions,
		...messageOptions.map((option) => ({
			displayOptions: forMessages,
			...option,
		})),
	].sort(byName),
};
