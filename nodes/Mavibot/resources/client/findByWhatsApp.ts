import { requestOf } from '../../api/methods';
import { botLocator } from '../../fields/bot';
import { sendOptional } from '../../fields/field';
import { withDetails } from '../../fields/details';
import { ifNothingFound, includeInputFields } from '../../fields/results';
import { phone } from '../../fields/client';
import { foundClientId } from '../../answers/nothingFound';
import { addDetails } from '../../running/clientDetails';
import type { Operation } from '../../running/operation';
import { botIdOf } from '../../input/ids';

const groupId = botLocator({
	displayName: 'WhatsApp Bot',
	name: 'groupId',
	searchListMethod: 'searchWhatsAppBots',
	placeholder: 'e.g. 34810',
	description: 'Look among the clients of this bot only; left empty, among those of all',
	routing: sendOptional('group_id', 'WhatsApp Bot', 'groupId', botIdOf),
});

/** Method `whatsapp_client_id`. */
export const findByWhatsApp: Operation = {
	option: {
		name: 'Find by WhatsApp Number',
		value: 'findByWhatsApp',
		action: 'Find client by WhatsApp number',
		description: 'Find the ID of a client by a WhatsApp number',
		routing: {
			request: requestOf('whatsapp_client_id'),
			output: { postReceive: [foundClientId, addDetails] },
		},
	},
	fields: [phone, groupId, withDetails, ifNothingFound, includeInputFields],
};
