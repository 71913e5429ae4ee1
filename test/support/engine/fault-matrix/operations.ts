import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { MavibotApi } from '../../mavibot-api';
import { byId } from '../mavibot';

/** One kind of operation: the node's parameters, and what its request does at Mavibot. */
export interface Kind {
	/** The name of its column. */
	name: string;
	/** The method of the API. */
	action: string;
	parameters: INodeParameters;
	/** The content of the input item; an empty one by default. */
	item?: IDataObject;
	/** Whether an AI agent uses it: then n8n's own routing sends the request. */
	asTool?: boolean;
	/** How often its work was done, for the client to whom it was done most often; undefined for a read. */
	timesDone?: (api: MavibotApi, action: string) => number;
}

/** The most messages or callbacks that one client got by a method of the API. */
function mostToOneClient({ state }: MavibotApi, action: string): number {
	const counts = new Map<number, number>();
	for (const message of state.messages) {
		if (message.action !== action) continue;
		counts.set(message.client_id, (counts.get(message.client_id) ?? 0) + 1);
	}
	return Math.max(0, ...counts.values());
}

const timesRun = ({ journal }: MavibotApi, action: string): number =>
	journal.filter((entry) => entry.action === action && entry.processed).length;

const GET_VARIABLES: Kind = {
	name: 'Get Variables',
	action: 'get_variables',
	parameters: { resource: 'client', operation: 'getVariables', clientId: byId('101') },
};

const SEND: Kind = {
	name: 'Send',
	action: 'message',
	parameters: { resource: 'message', operation: 'send', clientId: byId('101'), message: 'Hello' },
	timesDone: mostToOneClient,
};

/** Every way in which the node sends a request: for each item, gathered, in pages, as a tool; to read or to change. */
export const KINDS: Kind[] = [
	GET_VARIABLES,
	{ ...GET_VARIABLES, name: 'Get Variables (tool)', asTool: true },
	{
		name: 'Get Many',
		action: 'get_clients',
		// As many as there are, so that it is one page.
		parameters: { resource: 'client', operation: 'getAll', limit: 3 },
	},
	{
		name: 'Find by Phone',
		action: 'find_client_id_by_phone',
		parameters: {
			...{ resource: 'client', operation: 'findByPhone', phone: '15550101' },
			ifNothingFound: 'error',
		},
	},
	SEND,
	{ ...SEND, name: 'Send (tool)', asTool: true },
	{
		name: 'Add to List',
		action: 'add_to_list',
		parameters: { resource: 'list', operation: 'add', listId: '5', clients: '101, 103' },
		timesDone: timesRun,
	},
	{
		name: 'Start for Many',
		action: 'send_callback_by_platform_id',
		parameters: {
			resource: 'bot',
			operation: 'startMany',
			platformIds: '777000101, 15550102',
			callbackText: 'order_paid',
		},
		timesDone: mostToOneClient,
	},
	{
		name: 'Broadcast',
		action: 'broadcast',
		parameters: { resource: 'message', operation: 'broadcast', list: '5', message: 'Hello' },
		timesDone: mostToOneClient,
	},
	{
		name: 'Clear History',
		action: 'clear_history',
		parameters: { resource: 'message', operation: 'clearHistory', clientId: byId('101') },
		timesDone: timesRun,
	},
	{
		name: 'Pass On Data',
		action: 'whatsapp_message',
		parameters: {
			resource: 'bot',
			operation: 'forward',
			forwardTo: 'whatsapp_message',
			...{ valuePhone: 'buyer.phone', valueMessage: 'event' },
		},
		item: { event: 'Your order is paid', buyer: { phone: '15550102' } },
		timesDone: mostToOneClient,
	},
];
