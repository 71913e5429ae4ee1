import type { IDataObject, IExecuteSingleFunctions, INodeProperties } from 'n8n-workflow';
import { asRequiredBoolean } from '../../shared/fields/checks';
import { ifNothingFound } from '../../shared/fields/ifNothingFound';
import { searchIn } from '../../shared/fields/searchIn';
import { foundClientIds } from '../../shared/found';
import type { Operation } from '../../shared/operation';
import { InputProblem, prepare } from '../../shared/prepare';
import { rowsOf } from '../../shared/values/collections';
import { listOf } from '../../shared/values/idList';
import { jsonObject } from '../../shared/values/json';
import { checkVariableName } from '../../shared/values/names';
import { quoted, requiredChoice, requiredText } from '../../shared/values/scalars';

const CONDITIONS = ['is', 'isNot', 'isOneOf', 'isNoneOf'] as const;

/** A single value, of the type that it has; also an empty text, which a variable can hold. */
function comparable(value: unknown, name: string): string | number | boolean {
	if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) {
		return value;
	}
	return value === '' ? value : requiredText(value, name);
}

/** The value of one condition as the method wants it: the value itself, or one operator with what it takes. */
function conditionValue({ condition, value }: IDataObject, name: string): IDataObject[string] {
	const listed = (): IDataObject[string] => {
		const list = listOf(value, name);
		if (list.length > 0) return list.map((one) => comparable(one, name));
		throw new InputProblem(`${name} is empty`, 'Give at least one value.');
	};
	switch (requiredChoice(condition, `The condition of ${name}`, CONDITIONS)) {
		case 'is':
			return comparable(value, name);
		case 'isNot':
			return { _not: comparable(value, name) };
		case 'isOneOf':
			return { _in: listed() };
		case 'isNoneOf':
			return { _not_in: listed() };
	}
}

function conditionsOf(rows: IDataObject[]): IDataObject {
	const q = new Map<string, IDataObject[string]>();
	rows.forEach((row, index) => {
		const variable = requiredText(row.variable, `Variable of condition ${index + 1}`).trim();
		const name = `Value of condition ${index + 1}`;
		if (q.has(variable)) {
			throw new InputProblem(
				`The variable ${quoted(variable)} has two conditions`,
				'Mavibot takes one for each variable; "is one of" takes several values.',
			);
		}
		q.set(variable, conditionValue(row, name));
	});
	return Object.fromEntries(q);
}

function putConditions(this: IExecuteSingleFunctions, body: IDataObject): void {
	const q =
		this.getNodeParameter('specifyConditions') === 'json'
			? jsonObject(this.getNodeParameter('conditionsJson', ''), 'Conditions (JSON)')
			: conditionsOf(rowsOf(this.getNodeParameter('conditions.condition', []), 'Conditions'));
	if (Object.keys(q).length === 0) {
		throw new InputProblem('Conditions is empty', 'Add at least one condition.');
	}
	Object.keys(q).forEach(checkVariableName);
	body.q = q;
}

const specifyConditions: INodeProperties = {
	displayName: 'Specify Conditions',
	name: 'specifyConditions',
	type: 'options',
	options: [
		{ name: 'Using Fields Below', value: 'fields' },
		{ name: 'Using JSON', value: 'json' },
	],
	default: 'fields',
	description: 'How the conditions are given',
	routing: { send: { preSend: [prepare(putConditions)] } },
};

const conditions: INodeProperties = {
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
						{ name: 'Is None Of', value: 'isNoneOf' },
						{ name: 'Is Not', value: 'isNot' },
						{ name: 'Is One Of', value: 'isOneOf' },
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

const conditionsJson: INodeProperties = {
	displayName: 'Conditions (JSON)',
	name: 'conditionsJson',
	type: 'json',
	displayOptions: { show: { specifyConditions: ['json'] } },
	default: '{ "city": { "_in": ["Berlin", "Paris"] } }',
	description:
		'An object of variables, each with a value or one of { "_in": […] }, { "_not_in": […] }, { "_not": … }',
};

const combine: INodeProperties = {
	displayName: 'Clients Have to Meet',
	name: 'includeAll',
	type: 'options',
	options: [
		{ name: 'All Conditions', value: true },
		{ name: 'Any Condition', value: false },
	],
	default: true,
	description: 'Whether one condition is enough',
	routing: {
		send: {
			type: 'body',
			property: 'include_all',
			preSend: [asRequiredBoolean('include_all', 'Clients Have to Meet')],
		},
	},
};

/** Method `find_clients`: conditions on variables. */
export const search: Operation = {
	option: {
		name: 'Search',
		value: 'search',
		action: 'Search clients by conditions',
		description: 'Find the IDs of all clients whose variables meet conditions',
		routing: {
			request: { method: 'POST', url: '/find_clients' },
			output: { postReceive: [foundClientIds] },
		},
	},
	fields: [specifyConditions, conditions, conditionsJson, combine, searchIn, ifNothingFound],
};
