import type { MavibotApi } from '../../support/mavibot-api';

/** The bodies of the requests to a method, in the order in which they came. */
export function requestsTo({ journal }: MavibotApi, action: string): unknown[] {
	return journal.filter((entry) => entry.action === action).map(({ body }) => body);
}

/** The methods of the requests that change something, in the order in which they came. */
export function changesIn({ journal }: MavibotApi): string[] {
	return journal.filter(({ method }) => method === 'POST').map(({ action }) => action);
}
