import type { Field } from '../../fields/field';
import { putClientId } from '../../answers/ids';
import { asItemContent } from '../../answers/output';
import type { BulkRequests } from '../../running/bulkRequests';
import { inBulk } from '../../running/inBulk';
import { choiceField, chosen, type Choice } from '../../fields/choice';
import { clientId, clientIds } from '../../fields/client';
import {
	CLIENT_ID,
	mappingFields,
	matchesColumns,
	requiredColumnsAsVariables,
	variableColumnFields,
} from '../../fields/mapping';
import { asSaved, saveTo } from '../../fields/saveTo';
import { plainVariableFields, requiredVariablesOf } from '../../fields/variables';
import { includeInputFields } from '../../fields/results';
import type { Operation } from '../../running/operation';
import type { GetParameter } from '../../input/parameters';
import { requiredCell } from '../../input/columns';
import { requiredIdList } from '../../input/idList';
import { clientIdOf } from '../../input/ids';

const SET_FOR: Choice<'clientId' | 'clients'> = {
	displayName: 'Set For',
	name: 'setFor',
	options: [
		{ name: 'One Client', value: 'clientId' },
		{
			name: 'Several Clients',
			value: 'clients',
			description: 'The same variables for each of them',
		},
	],
	default: 'clientId',
	description: 'Whose variables to set. Input items with the same variables share requests.',
};

/** As the resource says, unless the deal is chosen; shown for fields and columns alike. */
const saveToField = saveTo('client');

const oneClient: Field = {
	...clientId,
	displayOptions: { show: { setFor: ['clientId'] } },
};

const severalClients: Field = {
	...clientIds,
	displayOptions: { show: { setFor: ['clients'] } },
};

function clientsOf(get: GetParameter): string[] {
	return chosen(get, SET_FOR) === 'clients'
		? requiredIdList(get('clients'), 'Client IDs', clientIdOf)
		: [clientIdOf(get('clientId', '', { extractValue: true }), 'Client')];
}

/** The requests that save the same variables of many clients, or of one. */
export const saving: BulkRequests<string> = {
	method: 'save_variables',
	body: (clients, rest) =>
		clients.length === 1 ? { client_id: clients[0], ...rest } : { clients, ...rest },
	results: (answer, clients) =>
		clients.map((clientId) => [putClientId({ ...asItemContent(answer) }, clientId)]),
};

const { execute, routing } = inBulk({
	...saving,
	read: (get, _timeZone, row) =>
		matchesColumns(get)
			? {
					values: [clientIdOf(requiredCell(row, CLIENT_ID), 'Client ID')],
					rest: { variables: requiredColumnsAsVariables(get, row, [CLIENT_ID]) },
				}
			: { values: clientsOf(get), rest: { variables: asSaved(get, requiredVariablesOf(get)) } },
});

/** Method `save_variables`: sets variables of one client or of many. */
export const setVariables: Operation = {
	option: {
		name: 'Set Variables',
		value: 'setVariables',
		action: 'Set variables of clients',
		description: 'Save variables of clients, or of their deals; up to 500 clients make one request',
		routing,
	},
	fields: [
		...mappingFields(
			'Takes the client from the column <b>Client ID</b> (or client_id), which is the ID in Mavibot. Every other column is saved as a variable of its name.',
			[choiceField(SET_FOR), oneClient, severalClients, saveToField, ...plainVariableFields],
			variableColumnFields(saveToField),
		),
		includeInputFields,
	],
	execute,
};
