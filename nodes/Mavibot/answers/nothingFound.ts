import type { INodeExecutionData } from 'n8n-workflow';
import { NothingFound, Refusal } from './failures';
import { asItems, statusLeftOut, type AfterAnswer } from './output';
import { canMeanNobody, saysNotFound } from './refusals';
import { unreadableEntry } from './entries';
import { isEmpty, isObject } from '../input/objects';

/** Whether a finding operation's failure means that there is nothing to find. */
export function meansNothingFound(error: unknown): boolean {
	if (error instanceof NothingFound) return true;
	if (!(error instanceof Refusal)) return false;
	const { statusCode, body } = error;
	return statusCode === 404 ? canMeanNobody(body) : statusCode < 400 && saysNotFound(body);
}

/**
 * What goes on in place of a result that was not found, as the person chose.
 *
 * @param choice the value of the field `ifNothingFound`
 * @returns undefined where the choice is to stop with an error
 */
export function itemsForNothing(choice: unknown): INodeExecutionData[] | undefined {
	switch (choice) {
		case 'noItem':
			return [];
		case 'item':
			return [{ json: { found: false } }];
		default:
			return undefined;
	}
}

/** Makes a `postReceive` of what picks the found things out of a body; nothing picked is NothingFound. */
const found = (pick: (body: unknown) => unknown[]): AfterAnswer =>
	async function (_items, response) {
		const things = pick(response.body);
		if (things.length === 0) throw new NothingFound();
		return asItems(things);
	};

const isEmptyList = (body: unknown): boolean => Array.isArray(body) && body.length === 0;

/** What was found, from an answer that has its id in this field. */
const foundId = (field: string): AfterAnswer =>
	found((body) => {
		if (!isObject(body)) return isEmpty(body) || isEmptyList(body) ? [] : [body];
		return isEmpty(body[field]) ? [] : [statusLeftOut(body)];
	});

/** The client that was found: `{ client_id }`. */
export const foundClientId = foundId('client_id');

/** The deal that was found: `{ order_id }`. */
export const foundDealId = foundId('order_id');

/** The clients that were found: a `{ client_id }` for each, from an answer with `client_ids`, or a bare list. */
export const foundClientIds = found((body) => {
	const ids = isObject(body) ? body.client_ids : body;
	if (!Array.isArray(ids)) return [];
	return ids.map((client_id, index) => {
		if (isEmpty(client_id)) throw unreadableEntry(index);
		return isObject(client_id) ? client_id : { client_id };
	});
});
