import { requestOf } from '../../api/methods';
import { clientId } from '../../fields/client';
import { orderId } from '../../fields/deal';
import {
	CLIENT_ID,
	DEAL_ID,
	mappingFields,
	matchesColumns,
	requiredColumnsAsVariables,
	variableColumnFields,
} from '../../fields/mapping';
import { saveTo } from '../../fields/saveTo';
import { requiredVariablesOf, variableFields } from '../../fields/variables';
import { includeInputFields } from '../../fields/results';
import type { Operation } from '../../running/operation';
import { beforeSending } from '../../input/beforeSending';
import { requiredCell } from '../../input/columns';
import { clientIdOf, dealIdOf } from '../../input/ids';
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
						const get = parametersOf(this);
						if (!matchesColumns(get)) {
							body.variables = requiredVariablesOf(get);
							return;
						}
						const row = this.getInputData().json;
						body.client_id = clientIdOf(requiredCell(row, CLIENT_ID), 'Client ID');
						body.order_id = dealIdOf(requiredCell(row, DEAL_ID), 'Deal ID');
						body.variables = requiredColumnsAsVariables(get, row, [CLIENT_ID, DEAL_ID]);
					}),
				],
			},
		},
	},
	fields: [
		...mappingFields(
			'Takes the deal from the columns <b>Client ID</b> (or client_id) and <b>Deal ID</b> (or order_id), which are the IDs in Mavibot. Every other column is saved as a variable of its name.',
			[clientId, orderId, ...variableFields],
			variableColumnFields(saveTo('deal')),
		),
		includeInputFields,
	],
};
