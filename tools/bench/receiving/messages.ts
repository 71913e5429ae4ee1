import type { IDataObject } from 'n8n-workflow';
import { postedMessage } from '../../../test/support/posted-message';

let lastId = 22563045582;

/** A message that a client wrote, as Mavibot posts it, with an id of its own. */
export function newMessage(fields: IDataObject = {}): string {
	const id = ++lastId;
	return JSON.stringify(postedMessage({ id, message: `event ${id}`, ...fields }));
}

/** As many, each with an id of its own. */
export const newMessages = (length: number, fields: IDataObject = {}): string[] =>
	Array.from({ length }, () => newMessage(fields));
