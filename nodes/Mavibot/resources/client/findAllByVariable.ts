import { ifNothingFound } from '../../shared/fields/ifNothingFound';
import { variableAndValue } from '../../shared/fields/variableAndValue';
import { foundClientIds } from '../../shared/found';
import type { Operation } from '../../shared/operation';

/** Method `find_all_client_id_by_var`. */
export const findAllByVariable: Operation = {
	option: {
		name: 'Find Many by Variable',
		value: 'findAllByVariable',
		action: 'Find many clients by variable',
		description: 'Find the IDs of all clients that have a variable with a value',
		routing: {
			request: { method: 'GET', url: '/find_all_client_id_by_var' },
			output: { postReceive: [foundClientIds] },
		},
	},
	fields: [...variableAndValue, ifNothingFound],
};
