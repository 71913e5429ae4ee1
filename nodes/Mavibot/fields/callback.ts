import { requiredBoolean, requiredText } from '../input/scalars';
import { type Field, sendOptional, sendRequired } from './field';

/** The text that starts the flow, where the API does not insist on one. */
export const optionalCallbackText: Field = {
	displayName: 'Text for the Bot',
	name: 'message',
	type: 'string',
	default: '',
	placeholder: 'e.g. order_paid',
	description:
		"The text that a block of the bot waits for, in Mavibot's words a callback. The bot gets it as if the client had written it; the client does not see it.",
	routing: sendOptional('message', 'Text for the Bot', 'message', requiredText),
};

/** What a callback can be told besides. */
export const callbackOptions: Field = {
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
			routing: sendRequired('resume_bot', 'Take Bot Off Pause', requiredBoolean),
		},
	],
};
