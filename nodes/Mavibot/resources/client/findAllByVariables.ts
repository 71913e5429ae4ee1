import type { IDataObject } from 'n8n-workflow';
import { requestOf } from '../../api/methods';
import { withDetails } from '../../fields/details';
import { ifNothingFound, includeInputFields } from '../../fields/results';
import { requiredVariablesOf, wantedVariableFields } from '../../fields/variables';
import { foundClientIds } from '../../answers/nothingFound';
import { addDetails } from '../../running/clientDetails';
import type { Operation } from '../../running/operation';
import { parametersOf } from '../../input/parameters';
import { beforeSending } from '../../input/beforeSending';
import { InputProblem } from '../../input/problem';
import { quoted, requiredText } from '../../input/scalars';

/** The most variables that the method takes (the contract's find_all_client_id_by_several_vars). */
const MOST_VARIABLES = 3;

/** A variable without a value is refused here, whichever way its value was given. */
function queryOf(given: IDataObject): IDataObject {
	const names = Object.keys(given);
	if (names.length > MOST_VARIABLES) {
		throw new InputProblem(
			`Mavibot searches by ${MOST_VARIABLES} variables at the most, and these are ${names.length}`,
			'Remove some, or use the operation Search.',
		);
	}
	return Object.fromEntries(
		names.map((name) => [name, requiredText(given[name], `Value of ${quoted(name)}`)]),
	);
}

/** Method `find_all_client_id_by_several_vars`: clients that have all of one to three variables. */
export const findAllByVariables: Operation = {
	option: {
		name: 'Find Many by Variables',
		value: 'findAllByVariables',
		action: 'Find many clients by several variables',
		description:
			'Find the IDs of all clients that have each of one to three variables with its value',
		routing: {
			request: requestOf('find_all_client_id_by_several_vars'),
			send: {
				preSend: [
					beforeSending(function (body) {
						Object.assign(body, queryOf(requiredVariablesOf(parametersOf(this), 'clear')));
					}),
				],
			},
			output: { postReceive: [foundClientIds, addDetails] },
		},
	},
	fields: [...wantedVariableFields, withDetails, ifNothingFound, includeInputFields],
};
