import { fail, failAs, success } from '../answer';
import type { Client } from '../clients';
import {
	addByEmail,
	addByPhone,
	currentDeal,
	dealsOf,
	digitsOf,
	findByEmail,
	findByPhone,
	theClient,
	type Id,
} from '../lookup';
import { addDeal, type Deal, type MavibotState, type Project } from '../state';

interface OfClient {
	client_id: Id;
}

/**
 * The deal of this client, or its current one.
 * @throws Refusal: "the reason, as in {"status":"order 12345 not found"}", and "order not found" without an
 * id (contract)
 */
function theDeal(state: MavibotState, { client_id, order_id }: OfClient & { order_id?: Id }): Deal {
	const client = theClient(state, client_id);
	if (order_id === undefined) return currentDeal(state, client.id) ?? failAs('order not found');
	const deal = state.deals.get(Number(order_id));
	return deal?.client_id === client.id ? deal : failAs(`order ${order_id} not found`);
}

/** A state's id, or undefined. Any number is one here, so that tests need not know the funnel. */
function stateId(value: Id): number | undefined {
	const number = Number(value);
	return String(value).trim() !== '' && Number.isInteger(number) ? number : undefined;
}

interface NewDeal extends Pick<Partial<Deal>, 'name' | 'description' | 'budget'> {
	client_id?: Id;
	phone?: string;
	email?: string;
	state_id?: Id;
}

/** "If several are given the first in that order is used. An unknown phone or e-mail creates a client." */
function dealClient(state: MavibotState, { client_id, phone, email }: NewDeal): Client {
	const groupOf = (messenger: string) => state.channels[messenger]?.[0]?.group_id ?? '';
	if (client_id === undefined && phone !== undefined) {
		return findByPhone(state, phone) ?? addByPhone(state, digitsOf(phone), groupOf('whatsapp'));
	}
	if (client_id === undefined && email !== undefined) {
		return findByEmail(state, email) ?? addByEmail(state, email, groupOf('email'));
	}
	return theClient(state, client_id);
}

export const dealMethods = {
	get_current_order_id: (deal: OfClient, { state }: Project) => ({
		status: 'success',
		order_id: theDeal(state, deal).id,
	}),

	get_orders(query: OfClient & { order_status: Id }, { state }: Project) {
		const { id: clientId } = theClient(state, query.client_id);
		const status = Number(query.order_status);
		const found = dealsOf(state, clientId).filter((deal) => deal.status === status);
		return { status: 'success', order_id: found.map(({ id }) => id) };
	},

	create_order(body: NewDeal, { state }: Project) {
		const { name = null, description = null, budget = null } = body;
		const state_id =
			body.state_id === undefined
				? state.funnelStates[0]
				: (stateId(body.state_id) ?? fail(`state ${body.state_id} not found`));
		const { id: client_id } = dealClient(state, body);
		const deal = addDeal(state, { client_id, name, description, budget, state_id });
		return { status: 'success', order_id: deal.id };
	},

	get_order_vars(body: OfClient & { order_id: Id; variables?: string[] }, { state }: Project) {
		const { variables } = theDeal(state, body);
		const wanted = Object.entries(variables).filter(
			([name]) => body.variables?.includes(name) ?? true,
		);
		return { status: 'success', result: Object.fromEntries(wanted) };
	},

	set_order_vars(body: OfClient & { order_id: Id; variables: object }, { state }: Project) {
		Object.assign(theDeal(state, body).variables, body.variables);
		return success;
	},

	get_order_state: (deal: OfClient & { order_id?: Id }, { state }: Project) => ({
		status: 'success',
		state_id: theDeal(state, deal).state_id,
	}),

	set_order_state({ client_id, state_id }: OfClient & { state_id: Id }, { state }: Project) {
		const deal = theDeal(state, { client_id });
		deal.state_id = stateId(state_id) ?? failAs(`state ${state_id} not found`);
		return success;
	},

	// The next state is the next greater id of the funnel: the contract does not say.
	move_order_to_next_state(body: OfClient & { order_id?: Id }, { state }: Project) {
		const deal = theDeal(state, body);
		const next = state.funnelStates.find((each) => each > deal.state_id);
		deal.state_id = next ?? failAs('next state not found');
		return { status: 'success', state_id: next };
	},
};
