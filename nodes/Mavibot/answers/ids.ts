import type { IDataObject } from 'n8n-workflow';
import { isEmpty } from '../input/objects';

/**
 * Puts an ID into the content of an item, in place, so that its name is the same thing behind every operation. What an
 * answer has under that name and is another one, such as a variable that is called so, is kept as `…_in_answer`: a
 * message that is sent to `client_id` must not reach somebody else.
 *
 * @param id as it was sent, or as Mavibot gave it under another name; nothing changes where there is none
 */
function putId(
	content: IDataObject,
	name: 'client_id' | 'order_id',
	id: IDataObject[string],
): IDataObject {
	if (isEmpty(id)) return content;
	const own = content[name];
	// The same ID stays as Mavibot wrote it, a number or text.
	if (!isEmpty(own) && String(own) === String(id)) return content;
	if (!isEmpty(own)) content[`${name}_in_answer`] = own;
	content[name] = id;
	return content;
}

/** Puts the ID of the client into the content of an item, as `client_id`; gives the content back. */
export const putClientId = (content: IDataObject, id: IDataObject[string]): IDataObject =>
	putId(content, 'client_id', id);

/** Puts the ID of the deal into the content of an item, as `order_id`, as the API calls it; gives the content back. */
export const putDealId = (content: IDataObject, id: IDataObject[string]): IDataObject =>
	putId(content, 'order_id', id);
