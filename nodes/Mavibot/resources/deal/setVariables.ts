import { clientId } from '../../shared/fields/client';
import { orderId } from '../../shared/fields/deal';
import {
	requiredVariablesOf,
	specifyVariables,
	variables,
	variablesJson,
} from '../../shared/fields/variables';
import type { Operation } from '../../shared/operation';
import { parametersOf } from '../../shared/parameters';

/** Method `set_order_vars`. */
export const setVariables: Operation = {
	option: {
		name: 'Set Variables',
		value: 'setVariables',
		action: 'Set variables of deal',
		description: 'Save variables of a deal',
		routing: { request: { method: 'POST', url: '/set_order_vars' } },
	},
	fields: [
		clientId,
		orderId,
		specifyVariables(function (body) {
			body.variables = requiredVariablesOf(parametersOf(this));
		}),
		variables,
		variablesJson,
	],
};
