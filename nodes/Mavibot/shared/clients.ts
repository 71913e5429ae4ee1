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

/** What is shown beside a client's own fields: the messenger's name, and ISO dates for Unix seconds. */
const ADDED: ReadonlyArray<
	[name: string, of: string, shown: (value: unknown) => string | undefined]
> = [
	['messenger', 'client_type', messengerName],
	['created_at_iso', 'created_at', isoOfUnixSeconds],
	['updated_at_iso', 'updated_at', isoOfUnixSeconds],
];

/**
 * Adds the messenger's name and ISO dates to a client out of an answer, and gives it back. A copy would
 * take ten times as long, which among 300,000 clients is more than a second.
 */
export function addNamesAndDates(client: IDataObject): IDataObject {
	for (const [name, of, shown] of ADDED) {
		if (of in client) client[name] = shown(client[of]);
	}
	return client;
}

/** A client with the fields that most workflows want, out of an answer that nobody else reads. */
export function simpleClient(client: IDataObject): IDataObject {
	const whole = addNamesAndDates(client);
	const simple: IDataObject = {};
	for (const field of SIMPLE_FIELDS) if (field in whole) simple[field] = whole[field];
	return simple;
}
