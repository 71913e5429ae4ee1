import type { INodeProperties } from 'n8n-workflow';
import { asItemContent } from '../../shared/answer';
import { inBulk } from '../../shared/bulk';
import { clientId } from '../../shared/fields/client';
import { clientIds } from '../../shared/fields/clientIds';
import { requiredVariablesOf, variableFields } from '../../shared/fields/variables';
import type { Operation } from '../../shared/operation';
import type { GetParameter } from '../../shared/parameters';
import { InputProblem } from '../../shared/prepare';
import { requiredIdList } from '../../shared/values/idList';
import { kindOf, requiredId } from '../../shared/values/scalars';

const setFor: INodeProperties = {
	displayName: 'Set For',
	name: 'setFor',
	type: 'options',
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

const oneClient: INodeProperties = {
	...clientId,
	displayOptions: { show: { setFor: ['clientId'] } },
};

const severalClients: INodeProperties = {
	...clientIds,
	displayOptions: { show: { setFor: ['clients'] } },
};

function clientsOf(get: GetParameter): Array<string | number> {
	const chosen = get('setFor');
	switch (chosen) {
		case 'clientId':
			return [requiredId(get('clientId', '', { extractValue: true }), 'Client')];
		case 'clients':
			return requiredIdList(get('clients'), 'Client IDs');
		default:
			throw new InputProblem(`Set For has to be clientId or clients, and is ${kindOf(chosen)}`);
	}
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
	fields: [setFor, oneClient, severalClients, ...variableFields],
	execute,
};
