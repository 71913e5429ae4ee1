import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../input/objects';
import { asItemContent, statusLeftOut } from './output';

/** The variables of a deal by name, out of an answer of `get_order_vars`; an answer of another form as it is. */
export const dealVariablesIn = (answer: unknown): unknown =>
	isObject(answer) && isObject(answer.result) ? answer.result : answer;

/**
 * The variables of a client by name, out of an answer of `get_variables`: most integrations read them from the answer
 * itself, one from under `variables` (the contract's ClientVariables). That is taken where nothing else is there.
 */
export function variablesIn(answer: unknown): IDataObject {
	if (!isObject(answer)) return asItemContent(answer);
	const { variables, ...rest } = answer;
	const isAlone = Object.keys(statusLeftOut(rest)).length === 0;
	return isAlone && isObject(variables) ? variables : answer;
}
