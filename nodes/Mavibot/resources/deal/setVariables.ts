import { requestOf } from '../../api/methods';
import { clientId } from '../../fields/client';
import { orderId } from '../../fields/deal';
import { requiredVariablesOf, variableFields } from '../../fields/variables';
import type { Operation } from '../../running/operation';
import { beforeSending } from '../../input/beforeSending';
import { parametersOf } from '../../input/parameters';

/** Method `set_order_vars`. */
export const setVariables: Operation = {
	option: {
		name: 'Set Variables',
		value: 'setVariables',
		action: 'Set variables of deal',
		description: 'Save variables of a deal',
		routing: {
			request: requestOf('set_order_vars'),
			send: {
				preSend: [
					beforeSending(function (body) {
						body.variables = requiredVariablesOf(parametersOf(this));
					}),
				],
			},
		},
	},
	fields: [clientId, orderId, ...variableFields],
};
