import type { INodeExecutionData } from 'n8n-workflow';
import { putClientId } from '../answers/clientId';
import { methodOf } from '../api/methods';
import type { MavibotRequest } from '../transport/request';
import { clientOf } from './inOrder';

/** Of a history, each message says whose it is, but those for a model, which are to hold nothing else. */
const SAYS_CLIENT_ITSELF = 'get_history';

/** The items that came of a request, with what they hold besides its answer: the client that it was for. */
export function withWhatIsKnown(
	items: INodeExecutionData[],
	request: MavibotRequest,
): INodeExecutionData[] {
	if (methodOf(request.url) === SAYS_CLIENT_ITSELF) return items;
	const clientId = clientOf(request);
	for (const { json } of items) putClientId(json, clientId);
	return items;
}
