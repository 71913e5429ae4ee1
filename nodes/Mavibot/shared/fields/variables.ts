import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { parametersOf, type GetParameter } from '../parameters';
import { InputProblem, prepare } from '../prepare';
import { jsonObject } from '../values/json';
import { rowsOf } from '../values/collections';
import { checkVariableName } from '../values/names';
import { FIELDS_OF_CALLBACKS } from '../values/ownFields';
import { quoted, requiredText } from '../values/scalars';

/**
 * The variables of a form or a JSON field, by name. A dot is part of a name, as in "client.phone"
 * (the contract's save_variables), so nothing is nested.
 *
 * @throws InputProblem where a name is empty or given twice, or the JSON is no object
 */
export function variablesOf(get: GetParameter): IDataObject {
	if (get('specifyVariables') === 'json') {
		const given = jsonObject(get('variablesJson', ''), 'Variables (JSON)');
		Object.keys(given).forEach(checkVariableName);
		return given;
	}
	const rows = rowsOf(get('variables.variable', []), 'Variables');
	const variables = new Map<string, IDataObject[string]>();
	rows.forEach((row, index) => {
		const name = requiredText(row.name, `Name of variable ${index + 1}`).trim();
		if (variables.has(name)) {
			throw new InputProblem(`The variable ${quoted(name)} is given twice`, 'Keep one of the two.');
		}
		checkVariableName(name);
		variables.set(name, row.value ?? '');
	});
	return Object.fromEntries(variables);
}

/** Puts the variables beside the fields of a callback, where every further field is saved as a variable. */
export const variablesBesideFields = prepare(function (body) {
	for (const [name, value] of Object.entries(variablesOf(parametersOf(this)))) {
		if (FIELDS_OF_CALLBACKS.includes(name)) {
			throw new InputProblem(
				`A variable cannot be named "${name}" here`,
				'The request has a field of this name. Set the variable with the operation Client: Set Variables.',
			);
		}
		body[name] = value;
	}
});

/** @throws InputProblem also where there is none; for the rest, see variablesOf */
export function requiredVariablesOf(get: GetParameter): IDataObject {
	const given = variablesOf(get);
	if (Object.keys(given).length > 0) return given;
	throw new InputProblem('Variables is empty', 'Add at least one variable.');
}

const specifyVariables: INodeProperties = {
	displayName: 'Specify Variables',
	name: 'specifyVariables',
	type: 'options',
	options: [
		{ name: 'Using Fields Below', value: 'fields' },
		{ name: 'Using JSON', value: 'json' },
	],
	default: 'fields',
	description: 'How the variables are given',
};

/** What the form says of variables, which differs where they are saved and where they are looked for. */
interface Words {
	variables: string;
	name: string;
	namePlaceholder: string;
	value: string;
	valuePlaceholder: string;
	json: string;
}

const fieldsWith = (words: Words): INodeProperties[] => [
	specifyVariables,
	{
		displayName: 'Variables',
		name: 'variables',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Variable',
		displayOptions: { show: { specifyVariables: ['fields'] } },
		default: {},
		description: words.variables,
		options: [
			{
				displayName: 'Variable',
				name: 'variable',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						required: true,
						default: '',
						placeholder: words.namePlaceholder,
						description: words.name,
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						placeholder: words.valuePlaceholder,
						description: words.value,
					},
				],
			},
		],
	},
	{
		displayName: 'Variables (JSON)',
		name: 'variablesJson',
		type: 'json',
		displayOptions: { show: { specifyVariables: ['json'] } },
		default: '{}',
		description: words.json,
	},
];

const WHERE_IT_IS_SAVED =
	'A plain name is a variable of the deal; "client." before it, as in client.phone, makes it one of the client';

/** Variables to save, in a form or as JSON; the operation says what is made of them. */
export const variableFields = fieldsWith({
	variables: `What to save. ${WHERE_IT_IS_SAVED}.`,
	name: WHERE_IT_IS_SAVED,
	namePlaceholder: 'e.g. client.phone',
	value: 'The value to save',
	valuePlaceholder: 'e.g. 15550100',
	json: `An object of names and values. ${WHERE_IT_IS_SAVED}.`,
});

/** Variables to look for, in a form or as JSON. */
export const wantedVariableFields = fieldsWith({
	variables: 'What to look for: one to three variables, all of which a client has to have',
	name: 'The name of the variable',
	namePlaceholder: 'e.g. city',
	value: 'The value that the variable has',
	valuePlaceholder: 'e.g. Berlin',
	json: 'An object of one to three names and values, all of which a client has to have',
});
