import type { IDataObject } from 'n8n-workflow';
import { isEmpty } from '../input/objects';

/**
 * Puts the ID of the client into the content of an item, in place, so that `client_id` is the same client behind every
 * operation. What an answer has under that name and is another one, such as a variable that is called so, is kept as
 * `client_id_in_answer`: a message that is sent to `client_id` must not reach somebody else.
 *
 * @param clientId as it was sent, or as Mavibot gave it under another name; nothing changes where there is none
 */
export function putClientId(content: IDataObject, clientId: IDataObject[string]): IDataObject {
	if (isEmpty(clientId)) return content;
	const own = content.client_id;
	// The same ID stays as Mavibot wrote it, a number or text.
	if (!isEmpty(own) && String(own) === String(clientId)) return content;
	if (!isEmpty(own)) content.client_id_in_answer = own;
	content.client_id = clientId;
	return content;
}
