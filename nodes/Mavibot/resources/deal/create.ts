import { requestOf } from '../../api/methods';
import { withoutStatus } from '../../answers/output';
import { type Field, sendOptional, sendRequired } from '../../fields/field';
import { findClientByFields } from '../../fields/findClientBy';
import type { Operation } from '../../running/operation';
import { stateIdOf } from '../../input/ids';
import { requiredNumber, requiredText } from '../../input/scalars';

const additionalFields: Field = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	description: 'What else is known of the deal',
	options: [
		{
			displayName: 'Budget',
			name: 'budget',
			type: 'number',
			default: 0,
			description: 'The budget of the deal',
			routing: sendOptional('budget', 'Budget', 'additionalFields.budget', requiredNumber),
		},
		{
			displayName: 'Deal Name',
			name: 'name',
			type: 'string',
			default: '',
			placeholder: 'e.g. Order 17',
			description: 'The name of the deal',
			routing: sendOptional('name', 'Deal Name', 'additionalFields.name', requiredText),
		},
		{
			displayName: 'Description',
			name: 'description',
			type: 'string',
			default: '',
			placeholder: 'e.g. Two packs of green tea',
			description: 'What the deal is about',
			routing: sendOptional(
				'description',
				'Description',
				'additionalFields.description',
				requiredText,
			),
		},
		{
			displayName: 'State ID',
			name: 'stateId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 37',
			description: 'The ID of the funnel state that the deal starts in',
			routing: sendRequired('state_id', 'State ID', stateIdOf),
		},
	],
};

/** Method `create_order`: an unknown phone or e-mail creates a client. */
export const create: Operation = {
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create deal for client',
		description: 'Create a deal. An unknown phone or email creates a client as well.',
		routing: {
			request: requestOf('create_order'),
			output: { postReceive: [withoutStatus] },
		},
	},
	fields: [...findClientByFields('phone', 'email'), additionalFields],
};
