import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { MavibotApi } from '../../mavibot-api';
import { byId } from '../support/mavibot';

/** One kind of operation: the node's parameters, and what its request does at Mavibot. */
export interface Kind {
	/** The name of its column. */
	name: string;
	parameters: INodeParameters;
	/** The content of the input item; an empty one by default. */
	item?: IDataObject;
	/** How often its work was done, for the client to whom it was done most often; undefined for a read. */
	timesDone?: (api: MavibotApi) => number;
}

/** The most messages or callbacks that one client got by a method of the API. */
const mostToOneClient =
	(action: string) =>
	({ state }: MavibotApi): number => {
		const counts = new Map<number, number>();
		for (const message of state.messages) {
			if (message.action !== action) continue;
			counts.set(message.client_id, (counts.get(message.client_id) ?? 0) + 1);
		}
		return Math.max(0, ...counts.values());
	};

const timesRun =
	(action: string) =>
	({ journal }: MavibotApi): number =>
		journal.filter((entry) => entry.action === action && entry.processed).length;

/** Every way in which the node sends a request: by n8n's routing or by itself, to read or to change. */
export const KINDS: Kind[] = [
	{
		name: 'Get Variables',
		parameters: { resource: 'client', operation: 'getVariables', clientId: byId('101') },
	},
	{
		name: 'Get Many',
		parameters: { resource: 'client', operation: 'getAll', returnAll: true },
	},
	{
		name: 'Find by Phone',
		parameters: { resource: 'client', operation: 'findByPhone', phone: '15550101' },
	},
	{
		name: 'Send',
		parameters: {
			resource: 'message',
			operation: 'send',
			clientId: byId('101'),
			message: 'Hello',
		},
		timesDone: mostToOneClient('message'),
	},
	{
		name: 'Add to List',
		parameters: { resource: 'list', operation: 'add', listId: '5', clients: '101, 103' },
		timesDone: timesRun('add_to_list'),
	},
	{
		name: 'Start for Many',
		parameters: {
			resource: 'bot',
			operation: 'startMany',
			platformIds: '777000101, 15550102',
			callbackText: 'order_paid',
		},
		timesDone: mostToOneClient('send_callback_by_platform_id'),
	},
	{
		name: 'Broadcast',
		parameters: { resource: 'message', operation: 'broadcast', list: '5', message: 'Hello' },
		timesDone: mostToOneClient('broadcast'),
	},
	{
		name: 'Clear History',
		parameters: { resource: 'message', operation: 'clearHistory', clientId: byId('101') },
		timesDone: timesRun('clear_history'),
	},
	{
		name: 'Pass On Data',
		parameters: {
			resource: 'bot',
			operation: 'forward',
			forwardTo: 'message',
			places: { valueClientId: 'buyer.id', valueMessage: 'event' },
		},
		item: { event: 'Your order is paid', buyer: { id: 101 } },
		timesDone: mostToOneClient('message'),
	},
];
