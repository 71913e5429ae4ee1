import { requestOf } from '../../api/methods';
import { type Field, sendOptional, sendRequired } from '../../fields/field';
import { withDetails } from '../../fields/details';
import { ifNothingFound, includeInputFields } from '../../fields/results';
import { foundClientId } from '../../answers/nothingFound';
import { addDetails } from '../../running/clientDetails';
import type { Operation } from '../../running/operation';
import { messengerIdOf } from '../../input/ids';
import { requiredText } from '../../input/scalars';

const recipient: Field = {
	displayName: 'Recipient',
	name: 'recipient',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. {{ $json.recipient_id }}',
	hint: 'On the page with the chat, the value of SaleBotPro.recipient_id',
	description: "The dialogue's ID on the page: the JavaScript property SaleBotPro.recipient_id",
	routing: sendRequired('recipient', 'Recipient', messengerIdOf),
};

const options: Field = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	description: 'What can be set besides',
	options: [
		{
			displayName: 'Set Name',
			name: 'name',
			type: 'string',
			default: '',
			placeholder: 'e.g. Nathan',
			description: 'A name to give the client on the way',
			routing: sendOptional('name', 'Set Name', 'options.name', requiredText),
		},
		{
			displayName: 'Set Tag',
			name: 'tag',
			type: 'string',
			default: '',
			placeholder: 'e.g. newsletter',
			description: 'A tag to give the client on the way',
			routing: sendOptional('tag', 'Set Tag', 'options.tag', requiredText),
		},
	],
};

/** Method `online_chat_client_id`: can also set the client's tag and name. */
export const findByOnlineChat: Operation = {
	option: {
		name: 'Find by Online Chat',
		value: 'findByOnlineChat',
		action: 'Find client by online chat',
		description: "Find the ID of a client by a dialogue in the site's online chat",
		routing: {
			request: requestOf('online_chat_client_id'),
			output: { postReceive: [foundClientId, addDetails] },
		},
	},
	fields: [recipient, withDetails, ifNothingFound, includeInputFields, options],
};
