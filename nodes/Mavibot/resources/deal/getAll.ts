import type { INodeProperties } from 'n8n-workflow';
import { listOutput } from '../../shared/answer';
import { clientId } from '../../shared/fields/client';
import type { Operation } from '../../shared/operation';
import { prepare } from '../../shared/prepare';
import { isObject } from '../../shared/values/objects';
import { requiredChoice } from '../../shared/values/scalars';

const orderStatus: INodeProperties = {
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
				prepare((body) => {
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
		description: "Get the IDs of a client's deals of one status",
		routing: {
			request: { method: 'GET', url: '/get_orders' },
			output: {
				postReceive: [
					listOutput((body) =>
						isObject(body) && Array.isArray(body.order_id)
							? body.order_id.map((order_id) => ({ order_id }))
							: body,
					),
				],
			},
		},
	},
	fields: [clientId, orderStatus],
};
