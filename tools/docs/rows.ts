import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** A field as a row of a table. One in a collection has the collection's name before its own. */
export interface Row {
	name: string;
	text: string;
}

const KINDS: Partial<Record<INodeProperties['type'], string>> = {
	string: 'text',
	options: 'choice',
	multiOptions: 'choices',
	boolean: 'yes or no',
	dateTime: 'date and time',
	fixedCollection: 'rows',
	collection: 'more fields',
	resourceLocator: 'list or ID',
	json: 'JSON',
};

/** Of more choices than these, the form tells. */
const MOST_CHOICES = 8;

/** A text of a description, which n8n shows as HTML, in a cell of a table. */
const inCell = (text: string): string =>
	text
		.replaceAll(/<\/?code>/g, '`')
		.replaceAll(/<\/?b>/g, '**')
		.replaceAll(/<a href="([^"]*)">(.*?)<\/a>/g, '[$2]($1)')
		.replaceAll('|', '\\|')
		.replaceAll('\n', ' ');

/** A text as a sentence. */
export const sentence = (text: string): string => text.replace(/([^.?!])$/, '$1.');

function choices({ type, options = [] }: INodeProperties): string {
	const isChoice = type === 'options' || type === 'multiOptions';
	if (!isChoice || options.length === 0 || options.length > MOST_CHOICES) return '';
	const names = (options as INodePropertyOptions[]).map(({ name }) => name);
	return ` One of: ${names.join(', ')}.`;
}

function row(field: INodeProperties, name: string): Row {
	const kind = `${KINDS[field.type] ?? field.type}${field.required ? ', required' : ''}`;
	const what = sentence(field.description ?? '') + choices(field);
	return { name, text: `| ${name} | \`${field.name}\` | ${kind} | ${inCell(what)} |` };
}

/** A field, or the fields of a collection; none of a notice. */
export function rowsOf(field: INodeProperties): Row[] {
	if (field.type === 'notice') return [];
	if (field.type !== 'collection') return [row(field, field.displayName)];
	return (field.options ?? [])
		.filter((option): option is INodeProperties => 'type' in option)
		.map((option) => row(option, `${field.displayName} → ${option.displayName}`));
}

/** A table of fields. */
export const tableOf = (rows: Row[]): string =>
	[
		'| Field | Parameter | Kind | What it is |',
		'| --- | --- | --- | --- |',
		...rows.map(({ text }) => text),
	].join('\n');

/** The name that GitHub gives a heading in an address. */
export const anchorOf = (heading: string): string =>
	heading
		.toLowerCase()
		.replaceAll(/[^\p{L}\p{N} _-]/gu, '')
		.replaceAll(' ', '-');
