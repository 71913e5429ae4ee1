import type { INodeProperties } from 'n8n-workflow';
import { asOptional, asRequired } from '../../shared/fields/checks';
import { ifNothingFound } from '../../shared/fields/ifNothingFound';
import { foundClientId } from '../../shared/found';
import type { Operation } from '../../shared/operation';
import { messengerIdOf } from '../../shared/values/ids';
import { requiredText } from '../../shared/values/scalars';

const recipient: INodeProperties = {
	displayName: 'Recipient',
	name: 'recipient',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. {{ $json.recipient_id }}',
	hint: 'On the page with the chat, the value of SaleBotPro.recipient_id',
	description: "The dialogue's ID on the page: the JavaScript property SaleBotPro.recipient_id",
	routing: {
		send: {
			type: 'body',
			property: 'recipient',
			preSend: [asRequired('recipient', 'Recipient', messengerIdOf)],
		},
	},
};

const options: INodeProperties = {
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
			routing: {
				send: {
					type: 'body',
					property: 'name',
					preSend: [asOptional('name', 'Set Name', 'options.name', requiredText)],
				},
			},
		},
		{
			displayName: 'Set Tag',
			name: 'tag',
			type: 'string',
			default: '',
			placeholder: 'e.g. newsletter',
			description: 'A tag to give the client on the way',
			routing: {
				send: {
					type: 'body',
					property: 'tag',
					preSend: [asOptional('tag', 'Set Tag', 'options.tag', requiredText)],
				},
			},
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
			request: { method: 'GET', url: '/online_chat_client_id' },
			output: { postReceive: [foundClientId] },
		},
	},
	fields: [recipient, ifNothingFound, options],
};
