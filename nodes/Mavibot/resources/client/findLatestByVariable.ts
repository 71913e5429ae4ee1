import { requestOf } from '../../api/methods';
import { withDetails } from '../../fields/details';
import { ifNothingFound, includeInputFields } from '../../fields/results';
import { variableAndValue } from '../../fields/searchByVariable';
import { foundClientId } from '../../answers/nothingFound';
import { addDetails } from '../../running/clientDetails';
import type { Operation } from '../../running/operation';

/** Method `find_latest_client_id_by_var`: the last created client. */
export const findLatestByVariable: Operation = {
	option: {
		name: 'Find Latest by Variable',
		value: 'findLatestByVariable',
		action: 'Find latest client by variable',
		description:
			"Find the ID of the client created last, by the value of a client's or a deal's variable",
		routing: {
			request: requestOf('find_latest_client_id_by_var'),
			output: { postReceive: [foundClientId, addDetails] },
		},
	},
	fields: [...variableAndValue, withDetails, ifNothingFound, includeInputFields],
};
