import { ATTACHMENT_TYPES, fileLink } from '../input/links';
import { blockIdOf } from '../input/ids';
import { requiredChoice, requiredText } from '../input/scalars';
import { type Field, sendOptional, sendRequired } from './field';
import { choiceField } from './choice';

const content = choiceField({
	displayName: 'Content',
	name: 'content',
	options: [
		{ name: 'Block', value: 'block', description: 'A block of the bot, with all that is in it' },
		{ name: 'File', value: 'file', description: 'A picture or another file, with or without text' },
		{ name: 'Text', value: 'text' },
	],
	default: 'text',
	description: 'What the client gets',
});

const message: Field = {
	displayName: 'Text',
	name: 'message',
	type: 'string',
	typeOptions: { rows: 4 },
	required: true,
	displayOptions: { show: { content: ['text'] } },
	default: '',
	placeholder: 'e.g. Your order is on its way',
	description: 'The text of the message',
	routing: sendRequired('message', 'Text', requiredText),
};

const attachmentType: Field = {
	displayName: 'File Type',
	name: 'attachmentType',
	type: 'options',
	displayOptions: { show: { content: ['file'] } },
	options: [
		{ name: 'Audio', value: 'audio' },
		{ name: 'File', value: 'file' },
		{ name: 'Image', value: 'image' },
		{ name: 'Link', value: 'link' },
		{ name: 'Video', value: 'video' },
	],
	default: 'image',
	description: 'How the messenger shows the file',
	routing: sendRequired('attachment_type', 'File Type', (value, name) =>
		requiredChoice(value, name, ATTACHMENT_TYPES),
	),
};

const attachmentUrl: Field = {
	displayName: 'File URL',
	name: 'attachmentUrl',
	type: 'string',
	required: true,
	displayOptions: { show: { content: ['file'] } },
	default: '',
	placeholder: 'e.g. https://example.com/picture.png',
	description: 'Where Mavibot finds the file. It has to be reachable from the internet.',
	routing: sendRequired('attachment_url', 'File URL', fileLink),
};

const caption: Field = {
	displayName: 'Text Beside the File',
	name: 'message',
	type: 'string',
	typeOptions: { rows: 2 },
	displayOptions: { show: { content: ['file'] } },
	default: '',
	placeholder: 'e.g. Here is your invoice',
	description: 'A text that goes with the file, if any',
	routing: sendOptional('message', 'Text Beside the File', 'message', requiredText),
};

const messageId: Field = {
	displayName: 'Block',
	name: 'messageId',
	type: 'resourceLocator',
	required: true,
	displayOptions: { show: { content: ['block'] } },
	default: { mode: 'list', value: '' },
	description: "The block of the bot's scheme to send",
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a block...',
			typeOptions: { searchListMethod: 'searchBlocks', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 1234567' },
	],
	routing: sendRequired('message_id', 'Block', blockIdOf),
};

/** What a message holds: text, a file with or without text, or a block of the bot. */
export const contentFields = [content, message, attachmentType, attachmentUrl, caption, messageId];
