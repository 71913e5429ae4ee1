import type { INodeProperties } from 'n8n-workflow';
import { output } from '../../shared/answer';
import { clientId } from '../../shared/fields/client';
import type { Operation } from '../../shared/operation';
import { InputProblem, prepare } from '../../shared/prepare';
import { isObject } from '../../shared/values/objects';
import { kindOf } from '../../shared/values/scalars';

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
					if (['0', '1', '2'].includes(String(body.order_status))) return;
					throw new InputProblem(
						`Deal Status has to be 0 (active), 1 (won) or 2 (lost), and is ${kindOf(body.order_status)}`,
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
					output((body) =>
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
