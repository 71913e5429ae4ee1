import { requestOf } from '../../api/methods';
import type { Field } from '../../fields/field';
import { listOutput } from '../../answers/output';
import { clientId } from '../../fields/client';
import { includeInputFields } from '../../fields/results';
import type { Operation } from '../../running/operation';
import { beforeSending } from '../../input/beforeSending';
import { isObject } from '../../input/objects';
import { requiredChoice } from '../../input/scalars';
import { addDetails, withDetails } from './details';

const orderStatus: Field = {
	displayName: 'Deal Status',
	name: 'orderStatus',
	type: 'options',
	options: [
		{ name: 'Active', value: 0 },
		{ name: 'Lost', value: 2 },
		{ name: 'Won', value: 1 },
	],
	default: 0,
	description: 'Which deals to return',
	routing: {
		send: {
			type: 'body',
			property: 'order_status',
			preSend: [
				beforeSending((body) => {
					body.order_status = requiredChoice(
						body.order_status,
						'Deal Status',
						[0, 1, 2],
						'0 is active, 1 is won, 2 is lost.',
					);
				}),
			],
		},
	},
};

/** Method `get_orders`: the ids come as an array under a singular name, and become an item each. */
export const getAll: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many deals of client',
		description: "Get a client's deals of one status: IDs and, on request, states and variables",
		routing: {
			request: requestOf('get_orders'),
			output: {
				postReceive: [
					listOutput((body) =>
						isObject(body) && Array.isArray(body.order_id)
							? body.order_id.map((order_id) => ({ order_id }))
							: body,
					),
					addDetails,
				],
			},
		},
	},
	fields: [clientId, orderStatus, withDetails, includeInputFields],
};
