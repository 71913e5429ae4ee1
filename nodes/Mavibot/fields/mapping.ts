import type { IDataObject } from 'n8n-workflow';
import { columnOf, foldedName, isColumn, type Column } from '../input/columns';
import { checkVariableName } from '../input/names';
import { isEmpty } from '../input/objects';
import type { GetParameter } from '../input/parameters';
import { InputProblem } from '../input/problem';
import { checkKeepsDigits, kindOf, quoted, requiredChoice } from '../input/scalars';
import { choiceField, chosen, type Choice } from './choice';
import type { Field } from './field';
import { savedNameOf } from './saveTo';

/** How an operation gets at its values; the two are called as in n8n's own database nodes. */
const MAPPING: Choice<'defineBelow' | 'autoMapInputData'> = {
	displayName: 'Mapping Mode',
	name: 'mappingMode',
	options: [
		{
			name: 'Map Each Field',
			value: 'defineBelow',
			description: 'Fill in the fields below, for example by dragging columns into them',
		},
		{
			name: 'Match Columns',
			value: 'autoMapInputData',
			description: 'Take the columns of the input by their names, with nothing to fill in',
			// What comes into a tool is put together by the model.
			displayOptions: { hide: { '@tool': [true] } },
		},
	],
	default: 'defineBelow',
	description: 'Where the values come from',
};

/** Whether the item's own columns are taken. */
export const matchesColumns = (get: GetParameter): boolean =>
	chosen(get, MAPPING) === 'autoMapInputData';

/**
 * The fields of an operation that can take its values from columns.
 *
 * @param looksFor what the form says of the columns
 * @param mapped where each field is mapped
 * @param matched where columns are taken; a field of both is shown in both
 */
export const mappingFields = (looksFor: string, mapped: Field[], matched: Field[]): Field[] => [
	choiceField(MAPPING),
	...mapped.map((field) => (matched.includes(field) ? field : shownFor('defineBelow', field))),
	shownFor('autoMapInputData', {
		displayName: looksFor,
		name: 'columnsNotice',
		type: 'notice',
		default: '',
	}),
	...matched
		.filter((field) => !mapped.includes(field))
		.map((field) => shownFor('autoMapInputData', field)),
];

const shownFor = (
	mode: (typeof MAPPING.options)[number]['value'],
	{ displayOptions, ...field }: Field,
): Field => ({
	...field,
	displayOptions: {
		...displayOptions,
		show: { ...displayOptions?.show, mappingMode: [mode] },
	},
});

/** The client's ID in Mavibot. */
export const CLIENT_ID = columnOf('Client ID');

/** The ID of a deal in Mavibot. */
export const DEAL_ID = columnOf('Deal ID', 'order_id');

const EMPTY_CELLS = ['leaveOut', 'clear'] as const;

/**
 * What becomes of the columns that are saved as variables.
 *
 * @param saveToField whose variables they become
 */
export const variableColumnFields = (saveToField: Field): Field[] => [
	saveToField,
	{
		displayName: 'Columns to Leave Out',
		name: 'columnsLeftOut',
		type: 'string',
		default: 'row_number',
		placeholder: 'e.g. row_number, notes',
		description: 'Names of columns that are not saved, with commas between them',
	},
	{
		displayName: 'Empty Cells',
		name: 'emptyCells',
		type: 'options',
		options: [
			{ name: 'Leave the Variable as It Is', value: 'leaveOut' },
			{ name: 'Clear the Variable', value: 'clear', description: 'It is saved as empty' },
		],
		default: 'leaveOut',
		description: 'What becomes of a variable whose cell is empty',
	},
];

/** The names that a person gave, folded; an expression may give them as a list. */
function leftOutOf(get: GetParameter): string[] {
	const given = get('columnsLeftOut', '');
	if (isEmpty(given)) return [];
	const names: unknown[] = Array.isArray(given) ? given : String(given).split(',');
	return names.map((name) => foldedName(String(name)));
}

/**
 * The columns of an item as variables, by name; values as they are.
 *
 * @param notSaved columns that say whose variables they are
 * @throws InputProblem where a column cannot be a variable, or two would be the same one
 */
export function columnsAsVariables(
	get: GetParameter,
	item: IDataObject,
	notSaved: Column[],
): IDataObject {
	const savedName = savedNameOf(get);
	const clears = requiredChoice(get('emptyCells'), 'Empty Cells', EMPTY_CELLS) === 'clear';
	const leftOut = leftOutOf(get);
	const variables: IDataObject = {};
	for (const [column, value] of Object.entries(item)) {
		if (notSaved.some((one) => isColumn(one, column))) continue;
		if (leftOut.includes(foldedName(column))) continue;
		if (isEmpty(value) && !clears) continue;
		const bare = column.trim();
		checkVariableName(bare);
		const name = savedName(bare);
		if (Object.hasOwn(variables, name)) {
			throw new InputProblem(
				`Two columns would be saved as ${quoted(name)}`,
				'Name one of them under Columns to Leave Out.',
			);
		}
		if (typeof value === 'number') {
			checkKeepsDigits(value, `The column ${quoted(column)}`);
			if (!Number.isFinite(value)) {
				throw new InputProblem(`The column ${quoted(column)} holds ${kindOf(value)}`);
			}
		}
		variables[name] = isEmpty(value) ? '' : value;
	}
	return variables;
}

/** @throws InputProblem also where nothing is left to save; for the rest, see columnsAsVariables */
export function requiredColumnsAsVariables(
	get: GetParameter,
	item: IDataObject,
	notSaved: Column[],
): IDataObject {
	const variables = columnsAsVariables(get, item, notSaved);
	if (Object.keys(variables).length > 0) return variables;
	throw new InputProblem(
		'No column of this item is left to save',
		'Those that say whose variables they are, those under Columns to Leave Out and, unless you clear them, empty cells are not saved.',
	);
}
