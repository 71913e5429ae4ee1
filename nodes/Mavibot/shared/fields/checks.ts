import type { IDataObject, PreSendAction } from 'n8n-workflow';
import { isExpression, parametersOf } from '../parameters';
import { prepare } from '../prepare';
import { optional } from '../values/scalars';

/** Reads a value as the API takes it; throws an InputProblem in the user's words where it cannot be. */
type Read = (value: unknown, name: string) => IDataObject[string];

/**
 * Reads what a field has put into the request.
 *
 * @param key the API's name
 * @param name the form's
 */
export const asRequired = (key: string, name: string, read: Read): PreSendAction =>
	prepare((body) => {
		body[key] = read(body[key], name);
	});

/**
 * The same of a field that may be left out.
 *
 * @param field the parameter, with what it stands in, as in `options.name`
 */
export const asOptional = (key: string, name: string, field: string, read: Read): PreSendAction =>
	prepare(function (body) {
		const isGiven = () => isExpression(parametersOf(this), field);
		const value = optional(body[key], name, isGiven, read);
		if (value === undefined) delete body[key];
		else body[key] = value;
	});
