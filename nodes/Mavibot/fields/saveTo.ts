import type { IDataObject } from 'n8n-workflow';
import { InputProblem } from '../input/problem';
import type { GetParameter } from '../input/parameters';
import { quoted, requiredChoice } from '../input/scalars';
import type { Field } from './field';

/** What makes a variable the client's own; a name without it is one of the deal (the contract's save_variables). */
const OF_CLIENT = 'client.';

const SAVE_TO = ['client', 'deal'] as const;

/** Whose the variables become, in place of a prefix that a person would have to know. */
export const saveTo = (initial: (typeof SAVE_TO)[number]): Field => ({
	displayName: 'Save To',
	name: 'saveTo',
	type: 'options',
	options: [
		{
			name: 'Client',
			value: 'client',
			description: 'Puts <code>client.</code> before each name that does not begin with it',
		},
		{ name: 'Deal', value: 'deal', description: 'Leaves the names as they are' },
	],
	default: initial,
	description:
		"Whether they become variables of the client or of the client's deal. A name that begins with <code>client.</code> is always one of the client.",
});

/**
 * The name under which a variable is saved, by what was chosen.
 *
 * @throws InputProblem where an expression gave something else
 */
export function savedNameOf(get: GetParameter): (name: string) => string {
	const isOfClient = requiredChoice(get('saveTo'), 'Save To', SAVE_TO) === 'client';
	return (name) => (isOfClient && !name.startsWith(OF_CLIENT) ? `${OF_CLIENT}${name}` : name);
}

/**
 * Variables under the names under which they are saved.
 *
 * @throws InputProblem where two of them would be the same one, or as savedNameOf
 */
export function asSaved(get: GetParameter, variables: IDataObject): IDataObject {
	const savedName = savedNameOf(get);
	const saved = new Map<string, IDataObject[string]>();
	for (const [name, value] of Object.entries(variables)) {
		const full = savedName(name);
		if (saved.has(full)) {
			throw new InputProblem(
				`The variable ${quoted(full)} is given twice, with "${OF_CLIENT}" before its name and without`,
				'Keep one of the two.',
			);
		}
		saved.set(full, value);
	}
	return Object.fromEntries(saved);
}
