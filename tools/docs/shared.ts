import { resources } from '../../nodes/Mavibot/resources';
import type { Operation } from '../../nodes/Mavibot/running/operation';
import { anchorOf, rowsOf, tableOf, type Row } from './rows';

interface Group {
	title: string;
	/** What a person should know of them, if more than the table says. */
	about?: string;
	/** The names of its fields, in their order. */
	fields: string[];
}

/** Fields that several operations have, by what they are about. */
const GROUPS: Group[] = [
	{
		title: 'Which client',
		about:
			'**From List** shows the newest clients first, and finds others by name, messenger ID or ID. Which ID is which: [glossary.md](glossary.md#ids).',
		fields: ['Client', 'Client IDs', 'Messenger IDs', 'Find Client By', 'Phone', 'Client Name'],
	},
	{
		title: 'What is sent',
		about: 'How a file gets a link that Mavibot can open: [send-a-file.md](send-a-file.md).',
		fields: ['Content', 'Text', 'File Type', 'File URL', 'Text Beside the File', 'Block'],
	},
	{
		title: 'Buttons of a message',
		fields: ['Buttons', 'Button Options → Buttons (JSON)', 'Button Options → Hint Without Buttons'],
	},
	{
		title: 'When it is sent',
		fields: ['When', 'Delay', 'Unit', 'Time', 'Time Options → Project Time Zone'],
	},
	{
		title: 'Starting a bot',
		fields: ['Text for the Bot', 'Options → Take Bot Off Pause'],
	},
	{
		title: 'Setting variables',
		fields: [
			'Specify Variables',
			'Variables',
			'Variables (JSON)',
			'If a Value Is Empty',
			'Save To',
		],
	},
	{
		title: 'Columns of a table',
		about: 'Which columns are found: [columns.md](columns.md).',
		fields: ['Mapping Mode', 'Columns to Leave Out', 'Empty Cells'],
	},
	{
		title: 'Finding by variables',
		fields: ['Variable', 'Value', 'Search In'],
	},
	{
		title: 'If nothing is found',
		fields: ['If Nothing Is Found'],
	},
	{
		title: 'Deals and lists',
		about: 'Where their numbers are found: [glossary.md](glossary.md#where-do-i-find-the-number).',
		fields: ['Deal ID', 'List ID'],
	},
	{
		title: 'How much comes out',
		fields: ['Return All', 'Limit', 'Simplify', 'Include Input Fields'],
	},
];

/** For those that nobody has put into a group. */
const OTHERS: Group = { title: 'Others', fields: [] };

const groupOf = ({ name }: Row): Group =>
	GROUPS.find(({ fields }) => fields.includes(name)) ?? OTHERS;

const rowsOfOperation = ({ fields }: Operation): Row[] => fields.flatMap(rowsOf);

function rowsOfSeveral(): Row[] {
	const all = resources.flatMap(({ operations }) => operations.flatMap(rowsOfOperation));
	const repeated = all.filter(({ text }, index) =>
		all.slice(0, index).some((earlier) => earlier.text === text),
	);
	return [...new Map(repeated.map((row) => [row.text, row])).values()];
}

const SHARED = rowsOfSeveral();
const isShared = ({ text }: Row): boolean => SHARED.some((shared) => shared.text === text);

/** The fields of an operation, apart: those that it alone has, and those that others have in the same words. */
export function apart(operation: Operation): { own: Row[]; shared: Row[] } {
	const rows = rowsOfOperation(operation);
	return { own: rows.filter((row) => !isShared(row)), shared: rows.filter(isShared) };
}

const inOrderOf = ({ fields }: Group, rows: Row[]): Row[] =>
	[...rows].sort((one, other) => fields.indexOf(one.name) - fields.indexOf(other.name));

/** Of a group, the rows that are shared; each stands on the page once. */
const sharedOf = (group: Group): Row[] => SHARED.filter((row) => groupOf(row) === group);

function linkTo(group: Group, rows: Row[]): string {
	const link = `[${group.title}](#${anchorOf(group.title)})`;
	if (rows.length === sharedOf(group).length) return link;
	return `${link} (${rows.map(({ name }) => name).join(', ')})`;
}

/**
 * Where the fields are described that an operation shares with others: a link for each group, with the names where it has
 * not all of them.
 */
export const linksTo = (shared: Row[]): string =>
	[...GROUPS, OTHERS]
		.map((group) => ({ group, rows: shared.filter((row) => groupOf(row) === group) }))
		.filter(({ rows }) => rows.length > 0)
		.map(({ group, rows }) => linkTo(group, rows))
		.join('; ');

/** The groups of fields that several operations have, each with its table. */
export const sharedFields = (): string[] =>
	[...GROUPS, OTHERS].flatMap((group) => {
		const rows = inOrderOf(group, sharedOf(group));
		if (rows.length === 0) return [];
		return [`### ${group.title}`, ...(group.about ? [group.about] : []), tableOf(rows)];
	});
