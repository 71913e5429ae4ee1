import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';
import { requestOf } from '../../api/methods';
import { type Field, sendRequired } from '../../fields/field';
import { choiceField, chosen, type Choice } from '../../fields/choice';
import { withDetails } from '../../fields/details';
import { ifNothingFound, includeInputFields } from '../../fields/results';
import { searchIn } from '../../fields/searchByVariable';
import { foundClientIds } from '../../answers/nothingFound';
import { addDetails } from '../../running/clientDetails';
import type { Operation } from '../../running/operation';
import { isExpression, parametersOf, type GetParameter } from '../../input/parameters';
import { beforeSending } from '../../input/beforeSending';
import { InputProblem } from '../../input/problem';
import { rowsAt, type Row } from '../../input/collections';
import { listOf } from '../../input/idList';
import { emptyPlaceIn, isHollow, isNothing, jsonObject } from '../../input/json';
import { checkVariableName, variableNameOf } from '../../input/names';
import {
	checkKeepsDigits,
	quoted,
	requiredBoolean,
	requiredChoice,
	requiredText,
} from '../../input/scalars';

const CONDITIONS = ['is', 'isNot', 'isOneOf', 'isNoneOf'] as const;

/** A single value, of the type that it has; also an empty text that was typed, which a variable can hold. */
function comparable(
	value: unknown,
	name: string,
	isExpression: boolean,
): string | number | boolean {
	if (typeof value === 'number') checkKeepsDigits(value, name);
	if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) {
		return value;
	}
	return value === '' && !isExpression ? value : requiredText(value, name);
}

/** The value of one condition as the method wants it: the value itself, or one operator with what it takes. */
function conditionValue({ fields, isExpression }: Row, name: string): IDataObject[string] {
	const { condition, value } = fields;
	const read = (one: unknown) => comparable(one, name, isExpression('value'));
	const listed = (): IDataObject[string] => {
		const list = listOf(value, name);
		if (list.length > 0) return list.map(read);
		throw new InputProblem(`${name} is empty`, 'Give at least one value.');
	};
	switch (requiredChoice(condition, `The condition of ${name}`, CONDITIONS)) {
		case 'is':
			return read(value);
		case 'isNot':
			return { _not: read(value) };
		case 'isOneOf':
			return { _in: listed() };
		case 'isNoneOf':
			return { _not_in: listed() };
	}
}

function conditionsInFields(get: GetParameter): IDataObject {
	const q = new Map<string, IDataObject[string]>();
	rowsAt(get, 'conditions.condition', 'Conditions').forEach((row, index) => {
		const variable = variableNameOf(row.fields.variable, `Variable of condition ${index + 1}`);
		if (q.has(variable)) {
			throw new InputProblem(
				`The variable ${quoted(variable)} has two conditions`,
				'Mavibot takes one for each variable; "is one of" takes several values.',
			);
		}
		q.set(variable, conditionValue(row, `Value of condition ${index + 1}`));
	});
	return Object.fromEntries(q);
}

/** A condition that is missing finds strangers, so one that an expression left without a value is refused. */
function conditionsInJson(get: GetParameter): IDataObject {
	const name = 'Conditions (JSON)';
	const value = get('conditionsJson', '');
	const q = jsonObject(value, name);
	const place = isExpression(get, 'conditionsJson')
		? (emptyPlaceIn(value, isNothing) ?? emptyPlaceIn(q, isNothing))
		: emptyPlaceIn(q, isHollow);
	// That there is no condition at all is said by whoever asks for one.
	if (place !== undefined && place !== '') {
		throw new InputProblem(
			`${name} has no value at ${quoted(place)}`,
			'A condition without a value would find other clients. If an expression gives it, check the name of the field it reads.',
		);
	}
	Object.keys(q).forEach(checkVariableName);
	return q;
}

function putConditions(this: IExecuteSingleFunctions, body: IDataObject): void {
	const get = parametersOf(this);
	const isJson = chosen(get, SPECIFY_CONDITIONS) === 'json';
	const q = isJson ? conditionsInJson(get) : conditionsInFields(get);
	if (Object.keys(q).length === 0) {
		throw new InputProblem('Conditions is empty', 'Add at least one condition.');
	}
	body.q = q;
}

const SPECIFY_CONDITIONS: Choice<'fields' | 'json'> = {
	displayName: 'Specify Conditions',
	name: 'specifyConditions',
	options: [
		{ name: 'Using Fields Below', value: 'fields' },
		{ name: 'Using JSON', value: 'json' },
	],
	default: 'fields',
	description: 'How the conditions are given',
};

const specifyConditions: Field = {
	...choiceField(SPECIFY_CONDITIONS),
	routing: { send: { preSend: [beforeSending(putConditions)] } },
};

const conditions: Field = {
	displayName: 'Conditions',
	name: 'conditions',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Condition',
	displayOptions: { show: { specifyConditions: ['fields'] } },
	default: {},
	description: 'What the variables have to be',
	options: [
		{
			displayName: 'Condition',
			name: 'condition',
			values: [
				{
					displayName: 'Variable',
					name: 'variable',
					type: 'string',
					required: true,
					default: '',
					placeholder: 'e.g. city',
					description: 'The name of the variable',
				},
				{
					displayName: 'Condition',
					name: 'condition',
					type: 'options',
					options: [
						{ name: 'Is', value: 'is' },
						{ name: 'Is Not', value: 'isNot' },
						{ name: 'Is One Of', value: 'isOneOf' },
						{ name: 'Is None Of', value: 'isNoneOf' },
					],
					default: 'is',
					description: 'How the variable is compared',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: 'e.g. Berlin',
					description:
						'The value to compare with; for one of and none of, values with commas between them',
				},
			],
		},
	],
};

const conditionsJson: Field = {
	displayName: 'Conditions (JSON)',
	name: 'conditionsJson',
	type: 'json',
	displayOptions: { show: { specifyConditions: ['json'] } },
	default: '{ "city": { "_in": ["Berlin", "Paris"] } }',
	description:
		'An object of variables, each with a value or one of { "_in": […] }, { "_not_in": […] }, { "_not": … }',
};

const combine: Field = {
	displayName: 'Clients Have to Meet',
	name: 'includeAll',
	type: 'options',
	options: [
		{ name: 'All Conditions', value: true },
		{ name: 'Any Condition', value: false },
	],
	default: true,
	description: 'Whether one condition is enough',
	routing: sendRequired('include_all', 'Clients Have to Meet', requiredBoolean),
};

/** Method `find_clients`: conditions on variables. */
export const search: Operation = {
	option: {
		name: 'Search',
		value: 'search',
		action: 'Search clients by conditions',
		description: 'Find the IDs of all clients whose variables meet conditions',
		routing: {
			request: requestOf('find_clients'),
			output: { postReceive: [foundClientIds, addDetails] },
		},
	},
	fields: [
		specifyConditions,
		conditions,
		conditionsJson,
		combine,
		searchIn,
		withDetails,
		ifNothingFound,
		includeInputFields,
	],
};
