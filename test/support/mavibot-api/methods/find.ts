import { fail, Refusal } from '../answer';
import type { Client } from '../clients';
import { clientTypes, findByEmail, findByPhone, findByWhatsApp, type Id } from '../lookup';
import type { MavibotState, Project } from '../state';

type Values = Record<string, unknown>;

/**
 * @throws Refusal where there is none: 404, which the contract has for whatsapp_client_id and tolerates for the
 * others. The body is the local server's choice.
 */
function one(client: Client | undefined) {
	if (!client) throw new Refusal(404, { status: 'fail', message: 'client not found' });
	return { client_id: client.id };
}

/** Nobody found is an empty list, as the vendor shows it (contract, find_clients). */
const many = (clients: Client[]) => ({
	status: 'success',
	client_ids: [...new Set(clients)].map(({ id }) => id),
});

/** Values are compared as text, so that 5 and "5" are one. */
const same = (value: unknown, wanted: unknown): boolean =>
	value !== undefined && String(value) === String(wanted);

const ofClients = ({ clients }: MavibotState, matches: (variables: Values) => boolean): Client[] =>
	[...clients.values()].filter(({ variables }) => matches(variables));

const ofDeals = (
	{ clients, deals }: MavibotState,
	matches: (variables: Values) => boolean,
): Client[] =>
	[...deals.values()]
		.filter(({ variables }) => matches(variables))
		.flatMap(({ client_id }) => clients.get(client_id) ?? []);

interface ByVariable {
	var: string;
	val: string;
	group_id?: Id;
	search_in?: 'order';
}

/** A condition of find_clients: a value, or one operator object. */
function condition(name: string, wanted: unknown): (values: Values) => boolean {
	if (typeof wanted !== 'object' || wanted === null) return (values) => same(values[name], wanted);
	const [[operator, operand] = [], ...more] = Object.entries(wanted as Values);
	if (operator === undefined || more.length > 0) fail(`${name}: a condition takes one operator`);
	const isIn = (values: Values) => [operand].flat().some((each) => same(values[name], each));
	if (operator === '_in') return isIn;
	if (operator === '_not_in') return (values) => !isIn(values);
	if (operator === '_not') return (values) => !same(values[name], operand);
	return fail(`${name}: unknown operator ${operator}`);
}

export const findMethods = {
	find_client_id_by_platform_id(
		{ platform_ids, group_id }: { platform_ids: Id[]; group_id: Id },
		{ state }: Project,
	) {
		const find = (id: Id) => state.clients.withPlatformId(id, group_id);
		return [...new Set(platform_ids.flatMap(find))].map(
			({ id, tag, created_at, name, avatar, platform_id, group, variables }) => {
				return { id, tag, created_at, name, avatar, platform_id, group, variables };
			},
		);
	},

	online_chat_client_id(
		{ recipient, tag, name }: { recipient: string; tag?: string; name?: string },
		{ state }: Project,
	) {
		const client = state.clients
			.withPlatformId(recipient)
			.find(({ client_type }) => client_type === clientTypes.onlineChat);
		if (client) {
			client.tag = tag ?? client.tag;
			client.name = name ?? client.name;
		}
		return one(client);
	},

	whatsapp_client_id: (query: { phone: string; group_id?: Id }, { state }: Project) =>
		one(findByWhatsApp(state, query.phone, query.group_id)),

	find_client_id_by_phone: ({ phone }: { phone: string }, { state }: Project) =>
		one(findByPhone(state, phone)),

	find_client_id_by_email: ({ email }: { email: string }, { state }: Project) =>
		one(findByEmail(state, email)),

	find_client_id_by_var(query: ByVariable, { state }: Project) {
		const find = query.search_in === 'order' ? ofDeals : ofClients;
		const { group_id } = query;
		return one(
			find(state, (values) => same(values[query.var], query.val)).find(
				({ group }) => group_id === undefined || group === String(group_id),
			),
		);
	},

	/** Of clients with a variable of this value, "client's or deal's" (contract). */
	find_latest_client_id_by_var(query: ByVariable, { state }: Project) {
		const matches = (values: Values) => same(values[query.var], query.val);
		const found = [...ofClients(state, matches), ...ofDeals(state, matches)];
		return one(found.sort((first, second) => first.created_at - second.created_at).at(-1));
	},

	find_all_client_id_by_var: (query: ByVariable, { state }: Project) =>
		many(ofClients(state, (values) => same(values[query.var], query.val))),

	find_all_client_id_by_several_vars({ variables }: { variables: Values }, { state }: Project) {
		const wanted = Object.entries(variables);
		return many(
			ofClients(state, (values) => wanted.every(([name, value]) => same(values[name], value))),
		);
	},

	find_clients(
		body: { q: Values; search_in?: 'order'; include_all?: boolean },
		{ state }: Project,
	) {
		const conditions = Object.entries(body.q).map(([name, wanted]) => condition(name, wanted));
		const find = body.search_in === 'order' ? ofDeals : ofClients;
		return many(
			find(state, (values) =>
				body.include_all === false
					? conditions.some((holds) => holds(values))
					: conditions.every((holds) => holds(values)),
			),
		);
	},
};
