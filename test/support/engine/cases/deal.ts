import { byId } from '../mavibot';
import { casesOf } from './types';

const ANNA = { clientId: byId('101') };
const DEAL = { ...ANNA, whichDeal: 'orderId', orderId: '40632' };
const needsClient = { clientId: 'Client' };
const needsDeal = { orderId: 'Deal ID' };

export const dealCases = casesOf('deal', {
	create: {
		action: 'create_order',
		smallest: ANNA,
		fullest: {
			findClientBy: 'email',
			email: 'dora@example.com',
			includeInputFields: true,
			name: 'Order 17',
			description: 'Two kinds of tea',
			budget: '12.5',
			stateId: '37',
		},
		fullestSent: { budget: 12.5 },
		output: [{ order_id: expect.any(Number), client_id: '101' }],
		needs: needsClient,
	},
	getCurrent: {
		action: 'get_current_order_id',
		isGet: true,
		smallest: ANNA,
		fullest: { ...ANNA, details: 'none', ifNothingFound: 'noItem', includeInputFields: true },
		output: [{ order_id: 40632, client_id: '101' }],
		needs: needsClient,
	},
	getAll: {
		action: 'get_orders',
		isGet: true,
		smallest: ANNA,
		smallestSent: { order_status: 0 },
		fullest: { ...ANNA, orderStatus: 2, details: 'none', includeInputFields: true },
		output: [{ order_id: 40632, client_id: '101' }],
		needs: needsClient,
	},
	getVariables: {
		action: 'get_order_vars',
		smallest: DEAL,
		fullest: { ...DEAL, variableNames: 'tea, сумма заказа', includeInputFields: true },
		fullestSent: { variables: ['tea', 'сумма заказа'] },
		output: [{ product: 'Green tea', client_id: '101', order_id: '40632' }],
		needs: needsDeal,
	},
	setVariables: {
		action: 'set_order_vars',
		smallest: { ...DEAL, variables: { variable: [{ name: 'tea', value: 'green' }] } },
		smallestSent: { variables: { tea: 'green' } },
		fullest: {
			...DEAL,
			specifyVariables: 'json',
			variablesJson: '{ "a.b": 1, "c d": "e" }',
			includeInputFields: true,
		},
		fullestSent: { variables: { 'a.b': 1, 'c d': 'e' } },
		output: [{ status: 'success', client_id: '101', order_id: '40632' }],
		needs: needsDeal,
	},
	getState: {
		action: 'get_order_state',
		isGet: true,
		smallest: ANNA,
		fullest: { ...DEAL, includeInputFields: true },
		output: [{ state_id: 37, client_id: '101' }],
		needs: needsClient,
	},
	setState: {
		action: 'set_order_state',
		smallest: { ...ANNA, stateId: '38' },
		fullest: { ...ANNA, stateId: '={{ 38 }}', includeInputFields: true },
		fullestSent: { state_id: '38' },
		output: [{ status: 'success', client_id: '101' }],
		needs: { stateId: 'State ID' },
	},
	moveToNextState: {
		action: 'move_order_to_next_state',
		smallest: DEAL,
		fullest: { ...DEAL, includeInputFields: true },
		output: [{ state_id: expect.any(Number), client_id: '101', order_id: '40632' }],
		needs: needsDeal,
	},
});
