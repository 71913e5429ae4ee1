import type { IDataObject } from 'n8n-workflow';
import { requestOf } from '../../api/methods';
import { clientId } from '../../fields/client';
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
import { optionalCell, requiredCell } from '../../input/columns';
import { clientIdOf, dealIdOf } from '../../input/ids';
import { parametersOf, type GetParameter } from '../../input/parameters';
import { InputProblem } from '../../input/problem';
import { isCurrent, whichDeal, whichDealChoice } from './whichDeal';

/**
 * The deal that a row names; nothing where the form says that it is the client's current one.
 *
 * @throws InputProblem also where both say something, since it cannot be told which one is meant
 */
function dealOfRow(get: GetParameter, row: IDataObject): IDataObject {
	if (!isCurrent(get)) {
		return { order_id: dealIdOf(requiredCell(row, DEAL_ID), DEAL_ID.label) };
	}
	if (optionalCell(row, DEAL_ID) === undefined) return {};
	throw new InputProblem(
		'The row has a deal of its own, and Which Deal says the current one',
		'Choose Which Deal: By ID, or take the column Deal ID out before this node, with Edit Fields.',
	);
}

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
						body.client_id = clientIdOf(requiredCell(row, CLIENT_ID), CLIENT_ID.label);
						Object.assign(body, dealOfRow(get, row));
						body.variables = requiredColumnsAsVariables(get, row, [CLIENT_ID, DEAL_ID]);
					}),
				],
			},
		},
	},
	fields: [
		...mappingFields(
			'Takes the client from the column <b>Client ID</b> (or client_id) and, if the deal is chosen by its ID, the deal from <b>Deal ID</b> (or order_id); both are IDs in Mavibot. Every other column is saved as a variable of its name.',
			[clientId, ...whichDeal, ...variableFields],
			[whichDealChoice, ...variableColumnFields(saveTo('deal'))],
		),
		includeInputFields,
	],
};
