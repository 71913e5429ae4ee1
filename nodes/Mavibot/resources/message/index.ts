import type { Resource } from '../../running/operation';
import { broadcast } from './broadcast';
import { clearHistory } from './clearHistory';
import { getHistory } from './getHistory';
import { send } from './send';
import { sendAndWait } from './sendAndWait';
import { sendWhatsApp } from './sendWhatsApp';

export const message: Resource = {
	name: 'Message',
	value: 'message',
	operations: [send, sendAndWait, sendWhatsApp, broadcast, getHistory, clearHistory],
};
