import { InputProblem } from '../prepare';

/** n8n's HTTP client leaves fields of these names out of a request. */
const NEVER_SENT = ['__proto__', 'constructor', 'prototype'];

/** @throws InputProblem where no variable can have the name */
export function checkVariableName(name: string): void {
	if (name.trim() === '') throw new InputProblem('The name of a variable is empty');
	if (NEVER_SENT.includes(name)) throw new InputProblem(`A variable cannot be named "${name}"`);
}
