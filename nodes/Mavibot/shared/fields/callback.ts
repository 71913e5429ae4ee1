import type { INodeProperties } from 'n8n-workflow';
import { requiredBoolean, requiredText } from '../values/scalars';
import { asOptional, asRequired } from './checks';

/** The text that starts the flow, where the API does not insist on one. */
export const optionalCallbackText: INodeProperties = {
	displayName: 'Callback Text',
	name: 'message',
	type: 'string',
	default: '',
	placeholder: 'e.g. order_paid',
	description:
		"The text that the bot's scheme waits for. The bot gets it as if the client had written it; the client does not see it.",
	routing: {
		send: {
			type: 'body',
			property: 'message',
			preSend: [asOptional('message', 'Callback Text', 'message', requiredText)],
		},
	},
};

/** What a callback can be told besides. */
export const callbackOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	description: 'What can be set besides',
	options: [
		{
			displayName: 'Take Bot Off Pause',
			name: 'resumeBot',
			type: 'boolean',
			default: true,
			description:
				'Whether a bot that was paused for this client, by an employee for example, goes on',
			routing: {
				send: {
					type: 'body',
					property: 'resume_bot',
					preSend: [asRequired('resume_bot', 'Take Bot Off Pause', requiredBoolean)],
				},
			},
		},
	],
};
