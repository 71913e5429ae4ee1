import { byId } from '../support/mavibot';
import type { OperationCase } from './types';

export const clientCases: OperationCase[] = [
	{
		resource: 'client',
		operation: 'getVariables',
		action: 'get_variables',
		smallest: { parameters: { clientId: byId('101') }, query: { client_id: '101' } },
		fullest: { parameters: { clientId: byId('101') }, query: { client_id: '101' } },
		output: [expect.any(Object)],
		needs: { field: 'clientId', inWords: 'Client is empty' },
	},
	{
		resource: 'client',
		operation: 'setVariables',
		action: 'save_variables',
		smallest: {
			parameters: {
				clientId: byId('101'),
				variables: { variable: [{ name: 'client.phone', value: '15550101' }] },
			},
			body: { client_id: '101', variables: { 'client.phone': '15550101' } },
		},
		fullest: {
			parameters: {
				clientId: byId('101'),
				specifyVariables: 'json',
				variablesJson: '{ "client.phone": "15550101", "сумма заказа": 12.5, "a b": true }',
			},
			body: {
				client_id: '101',
				variables: { 'client.phone': '15550101', 'сумма заказа': 12.5, 'a b': true },
			},
		},
		output: [expect.objectContaining({ status: 'success' })],
		needs: { field: 'clientId', inWords: 'Client is empty' },
	},
	{
		resource: 'client',
		operation: 'findByPhone',
		action: 'find_client_id_by_phone',
		smallest: { parameters: { phone: '15550102' }, query: { phone: '15550102' } },
		fullest: {
			parameters: { phone: '15550102', ifNothingFound: 'noItem' },
			query: { phone: '15550102' },
		},
		output: [expect.objectContaining({ client_id: 102 })],
		needs: { field: 'phone', inWords: 'Phone is empty' },
	},
];
