import { clientNotFound, fail, ok, success, type Answer, type Handler } from '../answer';
import type { Client } from '../clients';
import {
	clientTypes,
	currentDeal,
	dealsOf,
	digitsOf,
	findByEmail,
	findByPhone,
	findClient,
	type Id,
} from '../lookup';
import { addClient, addDeal, type Deal, type MavibotState } from '../state';

/** Contract: "the reason, as in {"status":"order 12345 not found"}", and "order not found" without an id. */
function dealNotFound(id?: Id): Answer {
	return ok({ status: id === undefined ? 'order not found' : `order ${id} not found` });
}

function findDeal(state: MavibotState, client: Client, id: Id): Deal | undefined {
	const deal = state.deals.get(Number(id));
	return deal?.client_id === client.id ? deal : undefined;
}

/** A state's id, or undefined. Any number is one here, so that tests need not know the funnel. */
function stateId(value: Id): number | undefined {
	const number = Number(value);
	return String(value).trim() !== '' && Number.isInteger(number) ? number : undefined;
}

const get_current_order_id: Handler = (request, { state }) => {
	const client = findClient(state, request.query.client_id);
	if (!client) return clientNotFound;
	const deal = currentDeal(state, client.id);
	return deal ? ok({ status: 'success', order_id: deal.id }) : dealNotFound();
};

const get_orders: Handler = (request, { state }) => {
	const client = findClient(state, request.query.client_id);
	if (!client) return clientNotFound;
	const status = Number(request.query.order_status);
	const found = dealsOf(state, client.id).filter((deal) => deal.status === status);
	return ok({ status: 'success', order_id: found.map((deal) => deal.id) });
};

interface NewDeal {
	client_id?: Id;
	phone?: string;
	email?: string;
	name?: string;
	description?: string;
	budget?: number | string;
	state_id?: Id;
}

/** "If several are given the first in that order is used. An unknown phone or e-mail creates a client." */
function dealClient(state: MavibotState, { client_id, phone, email }: NewDeal): Client | undefined {
	if (client_id !== undefined) return findClient(state, client_id);
	if (phone !== undefined) {
		const digits = digitsOf(phone);
		return (
			findByPhone(state, digits) ??
			addClient(state, {
				client_type: clientTypes.whatsapp,
				platform_id: `${digits}@s.whatsapp.net`,
				group: String(state.channels.whatsapp?.[0]?.group_id ?? ''),
				variables: { phone: digits },
			})
		);
	}
	if (email === undefined) return undefined;
	return (
		findByEmail(state, email) ??
		addClient(state, {
			client_type: clientTypes.email,
			platform_id: email,
			group: String(state.channels.email?.[0]?.group_id ?? ''),
			variables: { email },
		})
	);
}

const create_order: Handler = (request, { state }) => {
	const body = request.body as NewDeal;
	const number = body.state_id === undefined ? undefined : stateId(body.state_id);
	if (body.state_id !== undefined && number === undefined) {
		return fail(`state ${body.state_id} not found`);
	}
	const client = dealClient(state, body);
	if (!client) return clientNotFound;
	const deal = addDeal(state, {
		client_id: client.id,
		name: body.name ?? null,
		description: body.description ?? null,
		budget: body.budget ?? null,
		...(number === undefined ? {} : { state_id: number }),
	});
	return ok({ status: 'success', order_id: deal.id });
};

interface DealReference {
	client_id: Id;
	order_id: Id;
}

const get_order_vars: Handler = (request, { state }) => {
	const body = request.body as DealReference & { variables?: string[] };
	const client = findClient(state, body.client_id);
	if (!client) return clientNotFound;
	const deal = findDeal(state, client, body.order_id);
	if (!deal) return dealNotFound(body.order_id);
	const wanted = Object.entries(deal.variables).filter(
		([name]) => body.variables === undefined || body.variables.includes(name),
	);
	return ok({ status: 'success', result: Object.fromEntries(wanted) });
};

const set_order_vars: Handler = (request, { state }) => {
	const body = request.body as DealReference & { variables: Record<string, unknown> };
	const client = findClient(state, body.client_id);
	if (!client) return clientNotFound;
	const deal = findDeal(state, client, body.order_id);
	if (!deal) return dealNotFound(body.order_id);
	Object.assign(deal.variables, body.variables);
	return success;
};

const get_order_state: Handler = (request, { state }) => {
	const { client_id, order_id } = request.query as { client_id: Id; order_id?: Id };
	const client = findClient(state, client_id);
	if (!client) return clientNotFound;
	const deal =
		order_id === undefined ? currentDeal(state, client.id) : findDeal(state, client, order_id);
	return deal ? ok({ status: 'success', state_id: deal.state_id }) : dealNotFound(order_id);
};

const set_order_state: Handler = (request, { state }) => {
	const { client_id, state_id } = request.body as { client_id: Id; state_id: Id };
	const client = findClient(state, client_id);
	if (!client) return clientNotFound;
	const deal = currentDeal(state, client.id);
	if (!deal) return dealNotFound();
	const number = stateId(state_id);
	if (number === undefined) return ok({ status: `state ${state_id} not found` });
	deal.state_id = number;
	return success;
};

// The next state is the next greater id of the funnel: the contract does not say.
const move_order_to_next_state: Handler = (request, { state }) => {
	const { client_id, order_id } = request.body as DealReference;
	const client = findClient(state, client_id);
	if (!client) return clientNotFound;
	const deal = findDeal(state, client, order_id);
	if (!deal) return dealNotFound(order_id);
	const next = state.funnelStates.find((each) => each > deal.state_id);
	if (next === undefined) return ok({ status: 'next state not found' });
	deal.state_id = next;
	return ok({ status: 'success', state_id: next });
};

export const dealMethods: Record<string, Handler> = {
	get_current_order_id,
	get_orders,
	create_order,
	get_order_vars,
	set_order_vars,
	get_order_state,
	set_order_state,
	move_order_to_next_state,
};
