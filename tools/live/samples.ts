/** What is taken from answers to ask with, kept in memory and never shown. */
import { isFields } from './shape';

/** Unlikely to be a client's id anywhere, and small enough for any database. */
export const NOBODY = 2_147_483_647;

export interface Client {
	id: number;
	type: unknown;
	platformId: string | undefined;
	group: string | undefined;
}

export interface Variable {
	name: string;
	value: string;
}

/** The elements of an array under a name of an answer, as far as there is one. */
export function listIn(body: unknown, name: string): unknown[] {
	const list = isFields(body) ? body[name] : undefined;
	return Array.isArray(list) ? list : [];
}

const text = (value: unknown): string | undefined =>
	typeof value === 'string' && value !== '' ? value : undefined;

/** The clients of a page of get_clients that have an id. */
export function clientsIn(body: unknown): Client[] {
	return listIn(body, 'clients').flatMap((each) => {
		if (!isFields(each) || !Number.isSafeInteger(each.id)) return [];
		return [
			{
				id: each.id as number,
				type: each.client_type,
				platformId: text(each.platform_id),
				group: text(each.group),
			},
		];
	});
}

/** A few clients to look at: the one that was named, then one of each messenger. */
export function few(clients: Client[], named: number | undefined, most: number): Client[] {
	const unknown: Client[] =
		named === undefined
			? []
			: [{ id: named, type: undefined, platformId: undefined, group: undefined }];
	const first = clients.filter(({ id }) => id === named);
	const chosen = first.length > 0 ? first : unknown;
	const types = new Set(chosen.map(({ type }) => type));
	for (const client of clients) {
		if (types.has(client.type)) continue;
		types.add(client.type);
		chosen.push(client);
	}
	const rest = clients.filter((client) => !chosen.includes(client) && client.id !== named);
	return [...chosen, ...rest].slice(0, most);
}

/** The label of a question that was asked about the first client of the sample already. */
export const another = ([first]: Client[], client: Client): string | undefined =>
	client === first ? undefined : 'another client';

/** The variables of an answer, which are the answer itself or under the one name beside its status. */
export function variablesIn(body: unknown): { fields: Record<string, unknown>; under?: string } {
	if (!isFields(body)) return { fields: {} };
	const { status, ...rest } = body;
	const [[under, inner] = [], ...more] = Object.entries(rest);
	if (status === 'success' && more.length === 0 && isFields(inner)) return { fields: inner, under };
	return { fields: body };
}

/** Variables that a client can be looked for by. */
export function usable(fields: Record<string, unknown>): Variable[] {
	return Object.entries(fields).flatMap(([name, value]) => {
		if (typeof value !== 'string' && typeof value !== 'number') return [];
		const variable = { name, value: String(value) };
		return variable.value.trim() === '' || variable.value.length > 100 ? [] : [variable];
	});
}

export function phoneIn(variables: Variable[]): string | undefined {
	return variables.find(
		({ name, value }) =>
			/phone|tel/i.test(name) && /^\d{7,15}$/.test(value.replace(/[\s()+-]/g, '')),
	)?.value;
}

export function emailIn(variables: Variable[]): string | undefined {
	return variables.find(({ value }) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value))?.value;
}

const WHATSAPP = 6;

/** The number of a WhatsApp client, without what can stand behind it (contract, schema `PlatformId`). */
export function whatsAppNumber({ type, platformId }: Client): string | undefined {
	const digits = platformId?.replace('@s.whatsapp.net', '');
	return type === WHATSAPP && digits !== undefined && /^\d{7,15}$/.test(digits)
		? digits
		: undefined;
}
