import { mappingFields } from '../../fields/mapping';
import { inBulk } from '../../running/inBulk';
import type { Operation } from '../../running/operation';
import { clientFields, clientFieldsOfAll, clientToLoad } from './clientToLoad';
import { loading } from './loading';

const { execute, routing } = inBulk({
	...loading,
	read: async (get, _timeZone, row, ask) => ({
		values: [await clientToLoad(get, row, ask)],
		rest: {},
	}),
});

/** Method `load_clients`: each client gets its own status and id back. */
export const importClients: Operation = {
	option: {
		name: 'Import',
		value: 'import',
		action: 'Import clients',
		description:
			'Load clients into Mavibot by their IDs in a messenger; up to 500 of them make one request',
		routing,
	},
	fields: mappingFields(
		'Looks for the columns <b>Messenger ID</b> (or platform_id; for WhatsApp and telephony also Phone, for email also Email), <b>Messenger</b> (or client_type; its name or number) and <b>Bot</b> (or group_id; its ID), in capitals or not. Others are left alone.',
		clientFields,
		clientFieldsOfAll,
	),
	execute,
};
