import type { Field } from '../../fields/field';
import { buttonFields } from '../../fields/buttons';
import { contentFields } from '../../fields/content';
import { sendWhenFields } from '../../fields/sendWhen';
import { onceForAll } from '../../running/onceForAll';
import type { Operation } from '../../running/operation';
import { beforeSending } from '../../input/beforeSending';
import { requiredNumber } from '../../input/scalars';
import { ALL_ITEMS, audienceFields } from './audience';
import { checkRecipients, mostRecipients } from './mostRecipients';

const broadcastOptions: Field = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	description: 'What can be set besides',
	options: [
		mostRecipients,
		{
			displayName: 'Seconds Between Messages',
			name: 'shift',
			type: 'number',
			typeOptions: { minValue: 0, numberPrecision: 2 },
			default: 0.2,
			description: 'How long Mavibot pauses between two clients',
			routing: {
				send: {
					type: 'body',
					property: 'shift',
					preSend: [
						beforeSending((body) => {
							body.shift = requiredNumber(body.shift, 'Seconds Between Messages', { min: 0 });
						}),
					],
				},
			},
		},
	],
};

const fields = [
	...audienceFields,
	...contentFields,
	...buttonFields,
	...sendWhenFields,
	broadcastOptions,
];

const { execute, routing } = onceForAll('broadcast', fields, {
	isChosen: ({ audience }) => audience === ALL_ITEMS,
	elements: 'clients',
	element: 'client_id',
	labels: {
		message: 'Text',
		attachment_type: 'File Type',
		attachment_url: 'File URL',
		message_id: 'Block',
		buttons: 'Buttons',
		time_shift: 'Delay',
		send_time: 'Time',
		shift: 'Seconds Between Messages',
	},
	check: checkRecipients,
	adviceIfDifferent:
		'For a message of its own to each client, use the operation Send. For several broadcasts, choose the audience Clients.',
	adviceByRouting: 'Choose the audience Clients, or use an AI Agent of version 3.',
});

/** Method `broadcast`: sends one message to many clients. */
export const broadcast: Operation = {
	option: {
		name: 'Broadcast',
		value: 'broadcast',
		action: 'Broadcast message to many clients',
		description:
			'Send one message to many people at once: to a list, to clients, or to all input items',
		routing,
	},
	fields,
	execute,
};
