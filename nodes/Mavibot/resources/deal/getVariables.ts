import type { INodeProperties } from 'n8n-workflow';
import { output } from '../../shared/answer';
import { clientId } from '../../shared/fields/client';
import { orderId } from '../../shared/fields/deal';
import type { Operation } from '../../shared/operation';
import { asOptional } from '../../shared/fields/checks';
import { InputProblem } from '../../shared/prepare';
import { listOf } from '../../shared/values/idList';
import { isObject } from '../../shared/values/objects';
import { variableNameOf } from '../../shared/values/names';

/** @throws InputProblem where there is none, since Mavibot would give all of them */
function variableNamesIn(value: unknown, name: string): string[] {
	const names = listOf(value, name);
	if (names.length === 0) throw new InputProblem(`${name} is empty`, 'Give at least one name.');
	return names.map((one, index) => variableNameOf(one, `Element ${index + 1} of ${name}`));
}

const variableNames: INodeProperties = {
	displayName: 'Only These Variables',
	name: 'variableNames',
	type: 'string',
	default: '',
	placeholder: 'e.g. city, budget',
	description:
		'Names with commas between them, or a list from an expression; left empty, all of them',
	routing: {
		send: {
			type: 'body',
			property: 'variables',
			preSend: [asOptional('variables', 'Only These Variables', 'variableNames', variableNamesIn)],
		},
	},
};

/** Method `get_order_vars`: one item that has the variables as its fields. */
export const getVariables: Operation = {
	option: {
		name: 'Get Variables',
		value: 'getVariables',
		action: 'Get variables of deal',
		description: 'Get the variables of a deal',
		routing: {
			request: { method: 'POST', url: '/get_order_vars' },
			output: {
				postReceive: [
					output((body) => (isObject(body) && isObject(body.result) ? body.result : body)),
				],
			},
		},
	},
	fields: [clientId, orderId, variableNames],
};
