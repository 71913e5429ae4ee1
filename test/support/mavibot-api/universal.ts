import type { Method } from './contract';

type Fields = Record<string, unknown>;

/** Which body field of a method a universal-webhook query field fills. */
function targets(method: Method): Record<string, string> {
	const phone = 'phone' in method.bodyFields ? 'phone' : 'client_phone';
	const email = 'email' in method.bodyFields ? 'email' : 'client_email';
	return {
		value_client_id: 'client_id',
		value_phone: phone,
		value_email: email,
		value_user_id: 'user_id',
		value_group_id: 'group_id',
		value_message: 'message',
		delimiter_value_client_id: 'client_id',
		delimiter_value_phone: phone,
	};
}

function at(body: Fields, path: string[]): unknown {
	let value: unknown = body;
	for (const key of path) {
		if (typeof value !== 'object' || value === null) return undefined;
		value = (value as Fields)[key];
	}
	return value;
}

/**
 * Puts what the query points at into the method's own fields (contract: "a third party's payload is
 * passed on as it is, and these say where things are in it").
 *
 * A field that is pointed at and not there leaves the body as it is. A number becomes text, because
 * the fields of a third party are not typed as the API's are: the local server's choice.
 */
export function readUniversal(method: Method, query: Fields, body: Fields): Fields {
	const filled: Fields = { ...body };
	const delimiter = query.delimiter;
	for (const [name, target] of Object.entries(targets(method))) {
		const place = query[name];
		if (typeof place !== 'string') continue;
		const nested = name.startsWith('delimiter_');
		if (nested && typeof delimiter !== 'string') continue;
		const value = at(body, nested ? place.split(String(delimiter)) : [place]);
		if (value === undefined || value === null) continue;
		filled[target] = typeof value === 'object' ? value : String(value);
	}
	return filled;
}

/** The further fields of a body, which the contract says are saved as variables. */
export function furtherFields(method: Method, body: Fields): Fields {
	const known = new Set([...Object.keys(method.bodyFields), ...Object.values(targets(method))]);
	return Object.fromEntries(Object.entries(body).filter(([name]) => !known.has(name)));
}
