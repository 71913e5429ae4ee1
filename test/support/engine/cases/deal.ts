import { byId } from '../mavibot';
import { casesOf } from './types';

const ANNA = { clientId: byId('101') };
const DEAL = { ...ANNA, orderId: '40632' };
const DEAL_SENT = { client_id: '101', order_id: '40632' };
const needsClient = { field: 'clientId', inWords: 'Client is empty' };
const needsDeal = { field: 'orderId', inWords: 'Deal ID is empty' };

export const dealCases = casesOf('deal', {
	create: {
		action: 'create_order',
		smallest: { parameters: ANNA, body: { client_id: '101' } },
		fullest: {
			parameters: {
				findClientBy: 'email',
				email: 'dora@example.com',
				additionalFields: {
					name: 'Order 17',
					description: 'Two kinds of tea',
					budget: 12.5,
					stateId: '37',
				},
			},
			body: {
				email: 'dora@example.com',
				name: 'Order 17',
				description: 'Two kinds of tea',
				budget: 12.5,
				state_id: '37',
			},
		},
		output: [{ order_id: expect.any(Number) }],
		needs: needsClient,
	},
	getCurrent: {
		action: 'get_current_order_id',
		smallest: { parameters: ANNA, query: { client_id: '101' } },
		fullest: {
			parameters: { ...ANNA, ifNothingFound: 'noItem' },
			query: { client_id: '101' },
		},
		output: [{ order_id: 40632 }],
		needs: needsClient,
	},
	getAll: {
		action: 'get_orders',
		smallest: { parameters: ANNA, query: { client_id: '101', order_status: '0' } },
		fullest: {
			parameters: { ...ANNA, orderStatus: 2 },
			query: { client_id: '101', order_status: '2' },
		},
		output: [{ order_id: 40632 }],
		needs: needsClient,
	},
	getVariables: {
		action: 'get_order_vars',
		smallest: { parameters: DEAL, body: DEAL_SENT },
		fullest: {
			parameters: { ...DEAL, variableNames: 'tea, сумма заказа' },
			body: { ...DEAL_SENT, variables: ['tea', 'сумма заказа'] },
		},
		output: [expect.any(Object)],
		needs: needsDeal,
	},
	setVariables: {
		action: 'set_order_vars',
		smallest: {
			parameters: { ...DEAL, variables: { variable: [{ name: 'tea', value: 'green' }] } },
			body: { ...DEAL_SENT, variables: { tea: 'green' } },
		},
		fullest: {
			parameters: { ...DEAL, specifyVariables: 'json', variablesJson: '{ "a.b": 1, "c d": "e" }' },
			body: { ...DEAL_SENT, variables: { 'a.b': 1, 'c d': 'e' } },
		},
		output: [{ status: 'success' }],
		needs: needsDeal,
	},
	getState: {
		action: 'get_order_state',
		smallest: { parameters: ANNA, query: { client_id: '101' } },
		fullest: { parameters: DEAL, query: DEAL_SENT },
		output: [{ state_id: 37 }],
		needs: needsClient,
	},
	setState: {
		action: 'set_order_state',
		smallest: {
			parameters: { ...ANNA, stateId: '38' },
			body: { client_id: '101', state_id: '38' },
		},
		fullest: {
			parameters: { ...ANNA, stateId: '={{ 38 }}' },
			body: { client_id: '101', state_id: '38' },
		},
		output: [{ status: 'success' }],
		needs: { field: 'stateId', inWords: 'State ID is empty' },
	},
	moveToNextState: {
		action: 'move_order_to_next_state',
		smallest: { parameters: DEAL, body: DEAL_SENT },
		fullest: { parameters: DEAL, body: DEAL_SENT },
		output: [{ state_id: expect.any(Number) }],
		needs: needsDeal,
	},
});
