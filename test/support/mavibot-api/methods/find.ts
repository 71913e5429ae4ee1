import { fail, notFound, ok, type Answer, type Handler } from '../answer';
import type { Client } from '../clients';
import {
	clientTypes,
	findByEmail,
	findByPhone,
	findByPlatformId,
	findByWhatsApp,
	type Id,
} from '../lookup';
import type { MavibotState } from '../state';

type Values = Record<string, unknown>;

function one(client: Client | undefined): Answer {
	return client ? ok({ client_id: client.id }) : notFound;
}

function many(ids: Iterable<number>): Answer {
	const client_ids = [...ids];
	if (client_ids.length === 0) return fail('clients not found');
	return ok({ status: 'success', client_ids });
}

const find_client_id_by_platform_id: Handler = (request, { state }) => {
	const { platform_ids, group_id } = request.body as { platform_ids: Id[]; group_id: Id };
	const clients = new Set(platform_ids.flatMap((id) => findByPlatformId(state, id, group_id)));
	return ok(
		[...clients].map(
			({ id, tag, created_at, name, avatar, platform_id, group, variables }: Client) => ({
				id,
				tag,
				created_at,
				name,
				avatar,
				platform_id,
				group,
				variables,
			}),
		),
	);
};

const online_chat_client_id: Handler = (request, { state }) => {
	const { recipient, tag, name } = request.query as {
		recipient: string;
		tag?: string;
		name?: string;
	};
	const client = findByPlatformId(state, recipient).find(
		(each) => each.client_type === clientTypes.onlineChat,
	);
	if (client) {
		client.tag = tag ?? client.tag;
		client.name = name ?? client.name;
	}
	return one(client);
};

const whatsapp_client_id: Handler = (request, { state }) => {
	const { phone, group_id } = request.query as { phone: string; group_id?: Id };
	return one(findByWhatsApp(state, phone, group_id));
};

const find_client_id_by_phone: Handler = (request, { state }) =>
	one(findByPhone(state, request.query.phone));

const find_client_id_by_email: Handler = (request, { state }) =>
	one(findByEmail(state, request.query.email));

/** Values are compared as text, so that 5 and "5" are one. */
function same(value: unknown, wanted: unknown): boolean {
	return value !== undefined && String(value) === String(wanted);
}

function* matching(
	state: MavibotState,
	inDeals: boolean,
	matches: (variables: Values) => boolean,
): Generator<number> {
	if (!inDeals) {
		for (const client of state.clients.values()) if (matches(client.variables)) yield client.id;
		return;
	}
	for (const deal of state.deals.values()) {
		if (state.clients.has(deal.client_id) && matches(deal.variables)) yield deal.client_id;
	}
}

interface ByVariable {
	var: string;
	val: string;
	group_id?: Id;
	search_in?: 'order';
}

const find_client_id_by_var: Handler = (request, { state }) => {
	const { var: name, val, group_id, search_in } = request.query as unknown as ByVariable;
	const ids = matching(state, search_in === 'order', (values) => same(values[name], val));
	for (const id of ids) {
		const client = state.clients.get(id);
		if (group_id === undefined || client?.group === String(group_id)) return one(client);
	}
	return notFound;
};

/** Clients with a variable of this value, "client's or deal's" (contract, find_latest_client_id_by_var). */
function byEither(state: MavibotState, name: string, value: string): Set<number> {
	const matches = (values: Values) => same(values[name], value);
	return new Set([...matching(state, false, matches), ...matching(state, true, matches)]);
}

const find_latest_client_id_by_var: Handler = (request, { state }) => {
	const { var: name, val } = request.query as unknown as ByVariable;
	let latest: Client | undefined;
	for (const id of byEither(state, name, val)) {
		const client = state.clients.get(id);
		if (client && (!latest || client.created_at >= latest.created_at)) latest = client;
	}
	return one(latest);
};

const find_all_client_id_by_var: Handler = (request, { state }) => {
	const { var: name, val } = request.query as unknown as ByVariable;
	return many(new Set(matching(state, false, (values) => same(values[name], val))));
};

const find_all_client_id_by_several_vars: Handler = (request, { state }) => {
	const wanted = Object.entries(request.query.variables as Values);
	const matches = (values: Values) => wanted.every(([name, value]) => same(values[name], value));
	return many(new Set(matching(state, false, matches)));
};

type Condition = (value: unknown) => boolean;

/** A condition of find_clients: a value, or one operator object; text if the operator is not known. */
function condition(wanted: unknown): Condition | string {
	if (typeof wanted !== 'object' || wanted === null) return (value) => same(value, wanted);
	const [[operator, operand] = [], ...more] = Object.entries(wanted as Values);
	if (operator === undefined || more.length > 0) return 'a condition takes one operator';
	const isIn = (value: unknown) => [operand].flat().some((each) => same(value, each));
	if (operator === '_in') return isIn;
	if (operator === '_not_in') return (value) => !isIn(value);
	if (operator === '_not') return (value) => !same(value, operand);
	return `unknown operator ${operator}`;
}

const find_clients: Handler = (request, { state }) => {
	const body = request.body as { q: Values; search_in?: 'order'; include_all?: boolean };
	const conditions: Array<[string, Condition]> = [];
	for (const [name, wanted] of Object.entries(body.q)) {
		const each = condition(wanted);
		if (typeof each === 'string') return fail(`${name}: ${each}`);
		conditions.push([name, each]);
	}
	const matches = (values: Values) =>
		body.include_all === false
			? conditions.some(([name, holds]) => holds(values[name]))
			: conditions.every(([name, holds]) => holds(values[name]));
	return many(new Set(matching(state, body.search_in === 'order', matches)));
};

export const findMethods: Record<string, Handler> = {
	find_client_id_by_platform_id,
	online_chat_client_id,
	whatsapp_client_id,
	find_client_id_by_phone,
	find_client_id_by_email,
	find_client_id_by_var,
	find_latest_client_id_by_var,
	find_all_client_id_by_var,
	find_all_client_id_by_several_vars,
	find_clients,
};
