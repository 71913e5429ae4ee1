/** What is taken from answers, to ask with and to look at. It is kept in memory and never shown. */
export type Fields = Record<string, unknown>;

export const isFields = (value: unknown): value is Fields =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

export const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {});

/** The records of an answer: those under a name of it, or the answer itself. */
export function recordsIn(body: unknown, name?: string): Fields[] {
	const list = name === undefined ? body : fieldsOf(body)[name];
	return Array.isArray(list) ? list.filter(isFields) : [];
}

/** The variables of an answer, which are the answer itself or under the one name beside its status. */
export function variablesIn(body: unknown): { fields: Fields; under?: string } {
	const { status, ...rest } = fieldsOf(body);
	const [[under, inner] = [], ...more] = Object.entries(rest);
	if (status === 'success' && more.length === 0 && isFields(inner)) return { fields: inner, under };
	return { fields: fieldsOf(body) };
}

/** Variables of Mavibot's own that integrations saw among a client's (contract, response `ClientVariables`). */
const BUILT_IN = ['avatar', 'main_client_id', 'message_id'];

export interface Variable {
	name: string;
	value: string;
}

/** Variables that a client can be looked for by: those that a person has given. */
export const usable = (fields: Fields): Variable[] =>
	Object.entries(fields)
		.filter(([name]) => !BUILT_IN.includes(name))
		.filter(([, value]) => typeof value === 'string' || typeof value === 'number')
		.map(([name, value]) => ({ name, value: String(value) }))
		.filter(({ value }) => value.trim() !== '' && value.length <= 100);
