import type { INodeProperties } from 'n8n-workflow';
import { botsFilter, messengersFilter } from '../fields/triggerFilters';
import { BLOCK_CALL } from './message/event';

/** What a field is shown for that is about the messages of a project. */
export const forMessages = { hide: { events: [BLOCK_CALL] } };

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
					description: 'What the text is compared with. White space around it does not count.',
				},
				{
					displayName: 'Case Sensitive',
					name: 'caseSensitive',
					type: 'boolean',
					default: false,
					description:
						'Whether capital and small letters are different. If not, the Turkish letters ı and İ are the same as i and I, but for a regular expression.',
				},
			],
		},
	],
};

/** Which messages start the workflow; `message/filters.ts` reads it. */
export const filters: INodeProperties = {
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
		botsFilter('messages'),
		{
			displayName: 'Client Tags',
			name: 'clientTags',
			type: 'string',
			default: '',
			placeholder: 'e.g. summer, newsletter',
			description:
				'Only clients with one of these tags pass, with commas between them. Put a tag that has a comma in double quotes.',
		},
		messengersFilter('messages'),
		textFilter,
	],
};
