import type { IDataObject } from 'n8n-workflow';
import { InputProblem } from './problem';
import { isExpression, type GetParameter } from './parameters';
import { isEmpty, isObject } from './objects';
import { kindOf } from './scalars';

/**
 * The rows of a field that takes several; none where nothing was given. An expression in place of the
 * whole field can give anything.
 *
 * @throws InputProblem where it is no list of objects
 */
export function rowsOf(value: unknown, name: string): IDataObject[] {
	if (isEmpty(value)) return [];
	if (!Array.isArray(value)) {
		throw new InputProblem(`${name} has to be a list of rows, and is ${kindOf(value)}`);
	}
	return value.map((row: unknown, index) => {
		if (isObject(row)) return row;
		throw new InputProblem(
			`Row ${index + 1} of ${name} has to be an object, and is ${kindOf(row)}`,
		);
	});
}

/**
 * The settings of a field that offers some; none where nothing was given.
 *
 * @throws InputProblem where it is no object
 */
export function settingsOf(value: unknown, name: string): IDataObject {
	if (isEmpty(value)) return {};
	if (isObject(value)) return value;
	throw new InputProblem(`${name} has to be an object, and is ${kindOf(value)}`);
}

/** A row of a field that takes several, and whether a field of it was filled with an expression. */
export interface Row {
	fields: IDataObject;
	isExpression(field: string): boolean;
}

/**
 * The rows of a field that takes several, as rowsOf gives them, with what the person put into each.
 *
 * @param path of the rows, as in `variables.variable`
 */
export const rowsAt = (get: GetParameter, path: string, name: string): Row[] =>
	rowsOf(get(path, []), name).map((fields, index) => ({
		fields,
		isExpression: (field) => isExpression(get, `${path}[${index}].${field}`),
	}));
