import { ifNothingFound } from '../../shared/fields/ifNothingFound';
import { variableAndValue } from '../../shared/fields/variableAndValue';
import { foundClientId } from '../../shared/found';
import type { Operation } from '../../shared/operation';

/** Method `find_latest_client_id_by_var`: the last created client. */
export const findLatestByVariable: Operation = {
	option: {
		name: 'Find Latest by Variable',
		value: 'findLatestByVariable',
		action: 'Find latest client by variable',
		description:
			"Find the ID of the client created last, by the value of a client's or a deal's variable",
		routing: {
			request: { method: 'GET', url: '/find_latest_client_id_by_var' },
			output: { postReceive: [foundClientId] },
		},
	},
	fields: [...variableAndValue, ifNothingFound],
};
