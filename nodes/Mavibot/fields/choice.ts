import type { INodeProperties } from 'n8n-workflow';
import type { Choosable, Field } from './field';
import { holdsExpression, parametersOf, type GetParameter } from '../input/parameters';
import { beforeSending } from '../input/beforeSending';
import { InputProblem } from '../input/problem';
import { requiredChoice } from '../input/scalars';

/** A dropdown on which other fields of the form depend. */
export interface Choice<Value extends string> {
	displayName: string;
	name: string;
	options: Array<Omit<Choosable, 'value'> & { value: Value }>;
	default: Value;
	description: string;
	displayOptions?: INodeProperties['displayOptions'];
}

/**
 * What was chosen in such a dropdown. n8n shows the fields of all choices for one that holds an expression,
 * so all of them would be sent, and Mavibot would take one of them.
 *
 * @throws InputProblem where it holds an expression, or what is none of its choices
 */
export function chosen<Value extends string>(
	get: GetParameter,
	{ name, displayName, options }: Choice<Value>,
): Value {
	if (holdsExpression(get, name)) {
		throw new InputProblem(
			`${displayName} holds an expression, and has to be chosen in the form`,
			'If it differs from item to item, part the items with a Switch node, and put a Mavibot node behind each of its outputs.',
		);
	}
	return requiredChoice(
		get(name),
		displayName,
		options.map(({ value }) => value),
	);
}

/** The field of the form, which takes no expression. */
export const choiceField = <Value extends string>(choice: Choice<Value>): Field => ({
	...choice,
	type: 'options',
	noDataExpression: true,
	routing: {
		send: {
			preSend: [
				beforeSending(function () {
					chosen(parametersOf(this), choice);
				}),
			],
		},
	},
});
