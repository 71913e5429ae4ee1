import type { IDataObject } from 'n8n-workflow';
import { InputProblem } from './problem';
import { isEmpty } from './objects';

/** A column that an operation looks for in its items. */
export interface Column {
	/** As the form and the errors call it. */
	label: string;
	/** What it may be called, folded. */
	names: string[];
}

/** What an item holds under a name. */
interface Cell {
	name: string;
	value: unknown;
}

/** A name without what people write in different ways: capitals, spaces, hyphens and underscores. */
export const foldedName = (name: string): string => name.toLowerCase().replace(/[\s_-]+/g, '');

/**
 * A column as an operation looks for it.
 *
 * @param label as the form and the errors call it
 * @param otherNames what it may be called besides, as by the API
 */
export const columnOf = (label: string, ...otherNames: string[]): Column => ({
	label,
	names: [label, ...otherNames].map(foldedName),
});

/** Whether a column of this name is the one looked for. */
export const isColumn = ({ names }: Column, name: string): boolean =>
	names.includes(foldedName(name));

/** Whether an item has the column, empty or not. */
export const hasColumn = (item: IDataObject, column: Column): boolean =>
	Object.keys(item).some((name) => isColumn(column, name));

/** What stands in a column; where it is there under two names, the one that holds something. */
function cellOf(item: IDataObject, column: Column): Cell | undefined {
	const cells = Object.entries(item)
		.filter(([name]) => isColumn(column, name))
		.map(([name, value]): Cell => ({ name, value }));
	const [filled, ...others] = cells.filter(({ value }) => !isEmpty(value));
	const rival = others.find(({ value }) => String(value) !== String(filled.value));
	if (rival !== undefined) {
		throw new InputProblem(
			`The columns "${filled.name}" and "${rival.name}" both hold the ${column.label}, and differ`,
			'Remove or rename one of them before this node, with Edit Fields.',
		);
	}
	return filled ?? cells[0];
}

/**
 * What an item holds in a column that may be missing or empty.
 *
 * @returns undefined where there is nothing
 * @throws InputProblem where two columns could be meant, and differ
 */
export function optionalCell(item: IDataObject, column: Column): unknown {
	const cell = cellOf(item, column);
	return cell === undefined || isEmpty(cell.value) ? undefined : cell.value;
}

/** Where none of these columns is there. What reads a spreadsheet leaves empty cells out of the item. */
export function missingColumn(item: IDataObject, labels: string[], advice = ''): InputProblem {
	const names = labels.map((label) => `"${label}"`).join(' or ');
	return new InputProblem(
		`There is no column ${names}, or its cell is empty`,
		`${columnsOf(item)} If the column is called differently, rename it before this node with Edit Fields, or choose Map Each Field. ${advice}`.trim(),
	);
}

/**
 * What an item holds in a column.
 *
 * @param advice how to get on without it
 * @throws InputProblem where there is no such column or it is empty, naming it; and as optionalCell does
 */
export function requiredCell(item: IDataObject, column: Column, advice = ''): unknown {
	const cell = cellOf(item, column);
	if (cell === undefined) {
		throw missingColumn(item, [column.label], advice);
	}
	if (!isEmpty(cell.value)) return cell.value;
	throw new InputProblem(
		`The column "${cell.name}" is empty`,
		`Fill it in, or leave such rows out with a Filter node before this one. ${advice}`.trim(),
	);
}

/** The most columns that a sentence names. */
const MOST_NAMED = 10;

function columnsOf(item: IDataObject): string {
	const names = Object.keys(item);
	if (names.length === 0) return 'The item is empty.';
	const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : '';
	return `The item has ${names
		.slice(0, MOST_NAMED)
		.map((name) => `"${name.slice(0, 40)}"`)
		.join(', ')}${more}.`;
}
