import { InputProblem } from './problem';
import { requiredText } from './scalars';
import { trimmed } from './trim';

/** n8n's HTTP client leaves fields of these names out of a request. */
const NEVER_SENT = ['__proto__', 'constructor', 'prototype'];

/** @throws InputProblem where no variable can have the name */
export function checkVariableName(name: string): void {
	if (name.trim() === '') throw new InputProblem('The name of a variable is empty');
	if (NEVER_SENT.includes(name)) throw new InputProblem(`A variable cannot be named "${name}"`);
}

/**
 * The name of a variable, as a person typed it.
 *
 * @param name of the field, as the form shows it
 * @throws InputProblem where it is empty, no text, or a name that no variable can have
 */
export function variableNameOf(value: unknown, name: string): string {
	const variable = trimmed(requiredText(value, name));
	checkVariableName(variable);
	return variable;
}
