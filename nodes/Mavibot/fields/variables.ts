import type { IDataObject } from 'n8n-workflow';
import type { Field } from './field';
import { isExpression, parametersOf, type GetParameter } from '../input/parameters';
import { beforeSending } from '../input/beforeSending';
import { InputProblem } from '../input/problem';
import { rowsAt } from '../input/collections';
import { jsonObject } from '../input/json';
import { checkVariableName, variableNameOf } from '../input/names';
import { isEmpty, isObject } from '../input/objects';
import { FIELDS_OF_CALLBACKS } from '../input/ownFields';
import { checkKeepsDigits, optional, quoted, requiredChoice } from '../input/scalars';
import { choiceField, chosen, type Choice } from './choice';

const SPECIFY_VARIABLES: Choice<'fields' | 'json'> = {
	displayName: 'Specify Variables',
	name: 'specifyVariables',
	options: [
		{ name: 'Using Fields Below', value: 'fields' },
		{ name: 'Using JSON', value: 'json' },
	],
	default: 'fields',
	description: 'How the variables are given',
};

/** A variable that the form or the JSON holds. */
interface Given {
	name: string;
	value: unknown;
	/** Whether an expression gave the value, so that an empty one may be a field that is missing. */
	isExpression: boolean;
}

function givenInFields(get: GetParameter): Given[] {
	const names = new Set<string>();
	return rowsAt(get, 'variables.variable', 'Variables').map(({ fields, isExpression }, index) => {
		const name = variableNameOf(fields.name, `Name of variable ${index + 1}`);
		if (names.has(name)) {
			throw new InputProblem(`The variable ${quoted(name)} is given twice`, 'Keep one of the two.');
		}
		names.add(name);
		if (typeof fields.value === 'number') {
			checkKeepsDigits(fields.value, `The value of ${quoted(name)}`);
		}
		return { name, value: fields.value, isExpression: isExpression('value') };
	});
}

function givenInJson(get: GetParameter): Given[] {
	const value = optional(
		get('variablesJson', ''),
		'Variables (JSON)',
		() => isExpression(get, 'variablesJson'),
		(given) => given,
	);
	const parsed = jsonObject(value, 'Variables (JSON)');
	// What has no value in an object is lost in its JSON, and may be a field that is missing.
	const names = Object.keys(isObject(value) ? { ...value, ...parsed } : parsed);
	names.forEach(checkVariableName);
	return names.map((name) => ({
		name,
		value: parsed[name],
		isExpression: isExpression(get, 'variablesJson'),
	}));
}

const IF_EMPTY = ['clear', 'error', 'leaveOut'] as const;

type IfEmpty = (typeof IF_EMPTY)[number];

const chosenIfEmpty = (get: GetParameter): IfEmpty =>
	requiredChoice(get('ifValueEmpty', 'error'), 'If a Value Is Empty', IF_EMPTY);

/**
 * The variables of a form or a JSON field, by name. A dot is part of a name, as in "client.phone"
 * (the contract's save_variables), so nothing is nested.
 *
 * @param ifEmpty what becomes of a variable whose expression gave no value; what the person chose by default
 * @throws InputProblem where a name is empty or given twice, the JSON is no object, or a value is empty
 * and nothing was chosen for that
 */
export function variablesOf(get: GetParameter, ifEmpty: IfEmpty = chosenIfEmpty(get)): IDataObject {
	const isJson = chosen(get, SPECIFY_VARIABLES) === 'json';
	const given = isJson ? givenInJson(get) : givenInFields(get);
	const variables: Array<[string, IDataObject[string]]> = [];
	for (const { name, value, isExpression } of given) {
		// What is no number at all is sent as nothing.
		const isNone = isEmpty(value) || (typeof value === 'number' && !Number.isFinite(value));
		if (isNone && isExpression) {
			if (ifEmpty === 'leaveOut') continue;
			if (ifEmpty === 'error') {
				throw new InputProblem(
					`The value of ${quoted(name)} is empty`,
					'Its expression gave nothing for this item: check the name of the field it reads. What is to happen with an empty one can be chosen under If a Value Is Empty.',
				);
			}
		}
		variables.push([name, (isNone ? '' : value) as IDataObject[string]]);
	}
	return Object.fromEntries(variables);
}

/** Puts the variables beside the fields of a callback, where every further field is saved as a variable. */
export const variablesBesideFields = beforeSending(function (body) {
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
export function requiredVariablesOf(get: GetParameter, ifEmpty?: IfEmpty): IDataObject {
	const given = variablesOf(get, ifEmpty);
	if (Object.keys(given).length > 0) return given;
	throw new InputProblem(
		'Variables is empty',
		'Add at least one variable, and have at least one of them a value for this item.',
	);
}

/** What the form says of variables, which differs where they are saved and where they are looked for. */
interface Words {
	variables: string;
	name: string;
	namePlaceholder: string;
	value: string;
	valuePlaceholder: string;
	json: string;
}

const specifyVariables = choiceField(SPECIFY_VARIABLES);

const fieldsWith = (words: Words): Field[] => [
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

const ifValueEmpty: Field = {
	displayName: 'If a Value Is Empty',
	name: 'ifValueEmpty',
	type: 'options',
	options: [
		{ name: 'Clear the Variable', value: 'clear', description: 'The variable is saved as empty' },
		{
			name: 'Leave the Variable Out',
			value: 'leaveOut',
			description: 'The variable stays as it is',
		},
		{ name: 'Stop With an Error', value: 'error' },
	],
	default: 'error',
	description: 'What to do when the expression of a value gives nothing for an item',
};

const WHERE_IT_IS_SAVED =
	'A plain name is a variable of the deal; "client." before it, as in client.phone, makes it one of the client';

const savedFields = (where: string, namePlaceholder: string): Field[] => [
	...fieldsWith({
		variables: `What to save. ${where}.`,
		name: where,
		namePlaceholder,
		value: 'The value to save',
		valuePlaceholder: 'e.g. 15550100',
		json: `An object of names and values. ${where}.`,
	}),
	ifValueEmpty,
];

/** Variables to save, in a form or as JSON; the operation says what is made of them. */
export const variableFields = savedFields(WHERE_IT_IS_SAVED, 'e.g. client.phone');

/** The same where the form asks whose they are. */
export const plainVariableFields = savedFields(
	'A plain name, as in phone; whose variable it is, Save To says',
	'e.g. phone',
);

/** Variables to look for, in a form or as JSON. */
export const wantedVariableFields = fieldsWith({
	variables: 'What to look for: one to three variables, all of which a client has to have',
	name: 'The name of the variable',
	namePlaceholder: 'e.g. city',
	value: 'The value that the variable has',
	valuePlaceholder: 'e.g. Berlin',
	json: 'An object of one to three names and values, all of which a client has to have',
});
