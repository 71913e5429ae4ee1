import type { Client, ClientTable } from './clients';

/** A link with its kind, or whatever a test or a webhook event carries. */
export type Attachment = string | Record<string, unknown>;

/** A button as the contract's schema `Button` names it. */
export interface Button {
	text: string;
	type?: 'reply' | 'inline' | 'location' | 'phone' | 'web_app';
	url?: string;
	web_app?: string;
	color?: string;
	line?: number;
	index_in_line?: number;
	one_time?: 0 | 1;
}

/** The buttons of a message, as sent (contract, schema `Buttons`). */
export type Buttons = Button[] | { hint?: string; buttons: Button[] };

/** One entry of a client's correspondence: the fields of `HistoryMessage`, and how it came about. */
export interface Message {
	id: number;
	client_id: number;
	text: string | null;
	attachments: Attachment[] | null;
	buttons: Buttons | null;
	/** From the client. */
	client_replica: boolean;
	/** Whether the client sees it; a callback is recorded and not shown. */
	shown: boolean;
	/** The block that sent it. */
	message_id: number | null;
	/** 0 normal, 1 sent through the API, 3 callback (contract, schema `HistoryMessage`). */
	message_from_outside: number;
	/** Unix seconds. */
	created_at: number;
	answered: boolean;
	delivered: boolean;
	error_message: string | null;
	manager_id: number | null;
	manager_email: string | null;
	/** Seconds; when set, `send_time` was ignored (contract, schema `TimeShift`). */
	time_shift: number | null;
	/** YYYY-MM-DD HH:MM:SS on the project's clock. */
	send_time: string | null;
	/** The API method it came from, or null if the client wrote it. */
	action: string | null;
}

/** A deal, which the API calls order. */
export interface Deal {
	id: number;
	client_id: number;
	/** 0 active, 1 won, 2 lost (contract, get_orders). */
	status: 0 | 1 | 2;
	state_id: number;
	name: string | null;
	description: string | null;
	budget: number | string | null;
	variables: Record<string, unknown>;
}

/** A block of the bot's scheme (contract, schema `Block`). */
export interface Block {
	id: number;
	/** The name that its author gave it. */
	description: string | null;
	/** The text that it sends. */
	answer: string | null;
	/** The text that starts it. */
	condition: string | null;
	/** 0 a message, 4 a request, 5 one that an event starts, 6 a reminder, 8 a note. */
	message_type: number;
}

/** A bot as connected_channels shows it. */
export interface Channel {
	id: number;
	name?: string;
	short_name?: string;
	uri?: string;
	group?: string;
	enabled?: boolean;
	group_id: string | number;
	/** WhatsApp only: 0 not started, 1 started, 2 asleep, 3 stopped. */
	status?: 0 | 1 | 2 | 3;
}

/** Everything that the local Mavibot remembers. Tests may read and change it. */
export interface MavibotState {
	projectId: number;
	clients: ClientTable;
	/** In the order in which they came; a scheduled one is delivered at once, so that tests see it. */
	messages: Message[];
	deals: Map<number, Deal>;
	lists: Map<number, Set<number>>;
	blocks: Block[];
	/** Bots by messenger. */
	channels: Record<string, Channel[]>;
	/** The funnel's states in their order. */
	funnelStates: number[];
	/** What load_clients makes of a client that is there already: the contract does not say. */
	knownClients: 'given' | 'refused' | 'given without an ID';
	/** Numbers (digits only) for which check_whatsapp answers false. */
	numbersWithoutWhatsApp: Set<string>;
	nextClientId: number;
	/** Above 2^32, as the contract's webhook message shows. */
	nextMessageId: number;
	nextDealId: number;
}

/** What the methods work on. */
export interface Project {
	state: MavibotState;
	/** Stores a message; unless it is hidden from the client, chat page and webhook learn of it. */
	record(client: Client, fields: Partial<Message>): void;
}

/** Unix seconds, the API's unit. */
const nowInSeconds = (): number => Math.floor(Date.now() / 1000);

/** Adds a client; what is not given is filled in. */
export function addClient(
	state: MavibotState,
	fields: Partial<Client> & Pick<Client, 'platform_id' | 'client_type' | 'group'>,
): Client {
	const now = nowInSeconds();
	const id = fields.id ?? state.nextClientId;
	state.nextClientId = Math.max(state.nextClientId, id + 1);
	const client: Client = {
		name: null,
		avatar: null,
		message_id: null,
		project_id: state.projectId,
		created_at: now,
		updated_at: now,
		custom_answer: null,
		tag: null,
		operator_start_dialog: null,
		variables: {},
		assigned_to: null,
		...fields,
		id,
	};
	state.clients.set(id, client);
	return client;
}

/** Adds a deal; what is not given is filled in. */
export function addDeal(
	state: MavibotState,
	fields: Partial<Deal> & Pick<Deal, 'client_id'>,
): Deal {
	const id = fields.id ?? state.nextDealId;
	state.nextDealId = Math.max(state.nextDealId, id + 1);
	const deal: Deal = {
		status: 0,
		state_id: state.funnelStates[0] ?? 0,
		name: null,
		description: null,
		budget: null,
		variables: {},
		...fields,
		id,
	};
	state.deals.set(id, deal);
	return deal;
}

/** Stores a message; what is not given is filled in. */
export function storeMessage(
	state: MavibotState,
	client: Client,
	fields: Partial<Message>,
): Message {
	const message: Message = {
		text: null,
		attachments: null,
		buttons: null,
		client_replica: false,
		shown: true,
		message_id: null,
		message_from_outside: 0,
		created_at: nowInSeconds(),
		answered: false,
		delivered: true,
		error_message: null,
		manager_id: null,
		manager_email: null,
		time_shift: null,
		send_time: null,
		action: null,
		...fields,
		id: state.nextMessageId++,
		client_id: client.id,
	};
	state.messages.push(message);
	client.updated_at = message.created_at;
	client.message_id = message.message_id ?? client.message_id;
	return message;
}
