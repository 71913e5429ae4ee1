import { requestOf } from '../../api/methods';
import { withDetails } from '../../fields/details';
import { ifNothingFound, includeInputFields } from '../../fields/results';
import { variableAndValue } from '../../fields/searchByVariable';
import { foundClientIds } from '../../answers/nothingFound';
import { addDetails } from '../../running/clientDetails';
import type { Operation } from '../../running/operation';

/** Method `find_all_client_id_by_var`. */
export const findAllByVariable: Operation = {
	option: {
		name: 'Find Many by Variable',
		value: 'findAllByVariable',
		action: 'Find many clients by variable',
		description: 'Find the IDs of all clients that have a variable with a value',
		routing: {
			request: requestOf('find_all_client_id_by_var'),
			output: { postReceive: [foundClientIds, addDetails] },
		},
	},
	fields: [...variableAndValue, withDetails, ifNothingFound, includeInputFields],
};
