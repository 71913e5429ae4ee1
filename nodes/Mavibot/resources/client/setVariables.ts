import type { INodeProperties } from 'n8n-workflow';
import { asItemContent } from '../../shared/answer';
import { inBulk } from '../../shared/bulk';
import { choiceField, chosen, type Choice } from '../../shared/fields/choice';
import { clientId } from '../../shared/fields/client';
import { clientIds } from '../../shared/fields/clientIds';
import { requiredVariablesOf, variableFields } from '../../shared/fields/variables';
import type { Operation } from '../../shared/operation';
import type { GetParameter } from '../../shared/parameters';
import { requiredIdList } from '../../shared/values/idList';
import { clientIdOf } from '../../shared/values/ids';

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

const notice: INodeProperties = {
	displayName:
		"A plain name is saved with the client's deal. To save it with the client, put <b>client.</b> before it, as in client.phone.",
	name: 'setVariablesNotice',
	type: 'notice',
	default: '',
};

const oneClient: INodeProperties = {
	...clientId,
	displayOptions: { show: { setFor: ['clientId'] } },
};

const severalClients: INodeProperties = {
	...clientIds,
	displayOptions: { show: { setFor: ['clients'] } },
};

function clientsOf(get: GetParameter): string[] {
	return chosen(get, SET_FOR) === 'clients'
		? requiredIdList(get('clients'), 'Client IDs', clientIdOf)
		: [clientIdOf(get('clientId', '', { extractValue: true }), 'Client')];
}

const { execute, routing } = inBulk({
	method: 'save_variables',
	// The vendor sets no limit on this method; this is that of the other bulk methods.
	limit: 500,
	read: (get) => ({ values: clientsOf(get), rest: { variables: requiredVariablesOf(get) } }),
	body: (clients, rest) =>
		clients.length === 1 ? { client_id: clients[0], ...rest } : { clients, ...rest },
	results: (answer, clients) =>
		clients.map((client_id) => [{ ...asItemContent(answer), client_id }]),
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
	fields: [notice, choiceField(SET_FOR), oneClient, severalClients, ...variableFields],
	execute,
};
