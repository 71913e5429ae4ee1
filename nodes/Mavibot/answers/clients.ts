import type { IDataObject } from 'n8n-workflow';
import { messengerName } from '../api/messengers';
import { isObject } from '../input/objects';
import { isoOfUnixSeconds } from '../input/time';
import { putClientId } from './ids';

/** The clients in a page of `get_clients`, as they stand there; undefined where an answer is no page. */
export function clientsOf(page: unknown): unknown[] | undefined {
	const clients = isObject(page) ? page.clients : page;
	return Array.isArray(clients) ? clients : undefined;
}

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
const ADDED: Record<string, { of: string; shown: (value: unknown) => string | null | undefined }> =
	{
		messenger: { of: 'client_type', shown: messengerName },
		created_at_iso: { of: 'created_at', shown: isoOfUnixSeconds },
		updated_at_iso: { of: 'updated_at', shown: isoOfUnixSeconds },
	};

/**
 * Adds the ID as `client_id`, the messenger's name and ISO dates to a client out of an answer, and gives it back. A copy would
 * take ten times as long, which among 300,000 clients is more than a second.
 */
export function addNamesAndDates(client: IDataObject): IDataObject {
	for (const [name, { of, shown }] of Object.entries(ADDED)) {
		if (of in client) client[name] = shown(client[of]);
	}
	return putClientId(client, client.id);
}

/** The same with the fields that most workflows want, in a new object. */
export function simpleClient(client: IDataObject): IDataObject {
	const simple: IDataObject = {};
	for (const field of SIMPLE_FIELDS) {
		const added = ADDED[field];
		if (!added && field in client) simple[field] = client[field];
		if (added && added.of in client) simple[field] = added.shown(client[added.of]);
	}
	return putClientId(simple, client.id);
}
