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

/** What stands in place of an id where there is none; "NONE" was seen for an internal id (the contract's `ClientVariables`). */
export const isNoId = (value: unknown): boolean =>
	isEmpty(value) ||
	value === false ||
	/^\s*(0|none|null|false)\s*$/i.test(String(value)) ||
	(Array.isArray(value) && value.every(isNoId));

/** Whether a body that is no object says that there is nothing: empty, `[]`, `false`, or a text such as "not found". */
const isNothing = (body: unknown): boolean =>
	isNoId(body) || (typeof body === 'string' && saysNotFound({ status: body }));

/** What was found, from an answer that has its id in this field; an answer of another form is passed on. */
const foundId = (field: string): AfterAnswer =>
	found((body) => {
		if (!isObject(body)) return isNothing(body) ? [] : [body];
		return isNothing(body[field]) ? [] : [statusLeftOut(body)];
	});

/** The client that was found: `{ client_id }`. */
export const foundClientId = foundId('client_id');

/** The deal that was found: `{ order_id }`. */
export const foundDealId = foundId('order_id');

/** The clients that were found: a `{ client_id }` for each, from an answer with `client_ids`, or a bare list. */
export const foundClientIds = found((body) => {
	const given = isObject(body) ? body.client_ids : body;
	if (isNothing(given)) return [];
	if (!isObject(body) && !Array.isArray(body)) return [body];
	return [given].flat().map((client_id, index) => {
		if (isNoId(client_id)) throw unreadableEntry(index);
		return isObject(client_id) ? client_id : { client_id };
	});
});
