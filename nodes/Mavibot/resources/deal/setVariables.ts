import { clientId } from '../../shared/fields/client';
import { orderId } from '../../shared/fields/deal';
import { requiredVariablesOf, variableFields } from '../../shared/fields/variables';
import type { Operation } from '../../shared/operation';
import { prepare } from '../../shared/prepare';
import { parametersOf } from '../../shared/parameters';

/** Method `set_order_vars`. */
export const setVariables: Operation = {
	option: {
		name: 'Set Variables',
		value: 'setVariables',
		action: 'Set variables of deal',
		description: 'Save variables of a deal',
		routing: {
			request: { method: 'POST', url: '/set_order_vars' },
			send: {
				preSend: [
					prepare(function (body) {
						body.variables = requiredVariablesOf(parametersOf(this));
					}),
				],
			},
		},
	},
	fields: [clientId, orderId, ...variableFields],
};
