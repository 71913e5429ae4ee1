import { requestOf } from '../../api/methods';
import { output } from '../../answers/output';
import { dealVariablesIn } from '../../answers/variables';
import { clientId } from '../../fields/client';
import { includeInputFields } from '../../fields/results';
import type { Operation } from '../../running/operation';
import { type Field, sendOptional } from '../../fields/field';
import { InputProblem } from '../../input/problem';
import { listOf } from '../../input/idList';
import { variableNameOf } from '../../input/names';
import { whichDeal } from './whichDeal';

/** @throws InputProblem where there is none, since Mavibot would give all of them */
function variableNamesIn(value: unknown, name: string): string[] {
	const names = listOf(value, name);
	if (names.length === 0) throw new InputProblem(`${name} is empty`, 'Give at least one name.');
	return names.map((one, index) => variableNameOf(one, `Element ${index + 1} of ${name}`));
}

const variableNames: Field = {
	displayName: 'Only These Variables',
	name: 'variableNames',
	type: 'string',
	default: '',
	placeholder: 'e.g. city, budget',
	description:
		'Names with commas between them, or a list from an expression; left empty, all of them',
	routing: sendOptional('variables', 'Only These Variables', 'variableNames', variableNamesIn),
};

/** Method `get_order_vars`: one item that has the variables as its fields. */
export const getVariables: Operation = {
	option: {
		name: 'Get Variables',
		value: 'getVariables',
		action: 'Get variables of deal',
		description: 'Get the variables of a deal, and of it alone',
		routing: {
			request: requestOf('get_order_vars'),
			output: {
				postReceive: [output(dealVariablesIn)],
			},
		},
	},
	fields: [clientId, ...whichDeal, variableNames, includeInputFields],
};
