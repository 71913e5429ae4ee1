import type { IDataObject } from 'n8n-workflow';
import { messengerName } from './messengers';
import { isoOfUnixSeconds } from './values/time';

/** What most workflows want of a client; the rest is there without Simplify. */
const SIMPLE_FIELDS = [
	'id',
	'name',
	'messenger',
	'platform_id',
	'group',
	'tag',
	'created_at',
	'created_at_iso',
];

/** A client with the messenger's name beside its number, and ISO dates beside Unix seconds. */
export function withNamesAndDates(client: IDataObject): IDataObject {
	return {
		...client,
		...('client_type' in client ? { messenger: messengerName(client.client_type) } : {}),
		...('created_at' in client ? { created_at_iso: isoOfUnixSeconds(client.created_at) } : {}),
		...('updated_at' in client ? { updated_at_iso: isoOfUnixSeconds(client.updated_at) } : {}),
	};
}

/** The same, with the fields that most workflows want. */
export function simpleClient(client: IDataObject): IDataObject {
	const whole = withNamesAndDates(client);
	return Object.fromEntries(
		SIMPLE_FIELDS.filter((field) => field in whole).map((field) => [field, whole[field]]),
	);
}
