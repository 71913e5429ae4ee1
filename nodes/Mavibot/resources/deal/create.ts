import { requestOf } from '../../api/methods';
import { withoutStatus } from '../../answers/output';
import { type Field, sendOptional } from '../../fields/field';
import { chosenFindClientBy, findClientBy, findClientByFields } from '../../fields/findClientBy';
import { CLIENT_ID, mappingFields, matchesColumns } from '../../fields/mapping';
import { beforeSending } from '../../input/beforeSending';
import { columnOf, optionalCell, requiredCell, type Column } from '../../input/columns';
import { includeInputFields } from '../../fields/results';
import type { Operation } from '../../running/operation';
import { clientIdOf, emailOf, phoneOf, stateIdOf, type ReadId } from '../../input/ids';
import { parametersOf } from '../../input/parameters';
import { requiredNumber, requiredText } from '../../input/scalars';

const dealName: Field = {
	displayName: 'Deal Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Order 17',
	description: 'The name of the deal',
	routing: sendOptional('name', 'Deal Name', 'name', requiredText),
};

/** Text, since a number that nobody filled in would be 0. */
const budget: Field = {
	displayName: 'Budget',
	name: 'budget',
	type: 'string',
	default: '',
	placeholder: 'e.g. 49.90',
	description: 'The budget of the deal, as a number',
	routing: sendOptional('budget', 'Budget', 'budget', requiredNumber),
};

const startState: Field = {
	displayName: 'State ID',
	name: 'stateId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 37',
	description: 'The ID of the funnel state that the deal starts in; left empty, Mavibot decides',
	routing: sendOptional('state_id', 'State ID', 'stateId', stateIdOf),
};

const description: Field = {
	displayName: 'Description',
	name: 'description',
	type: 'string',
	default: '',
	placeholder: 'e.g. Two packs of green tea',
	description: 'What the deal is about',
	routing: sendOptional('description', 'Description', 'description', requiredText),
};

/** What says whom the deal is of, by what was chosen to find the client by. */
const CLIENT_COLUMNS: Record<
	ReturnType<typeof chosenFindClientBy>,
	{ key: string; column: Column; read: ReadId }
> = {
	clientId: { key: 'client_id', column: CLIENT_ID, read: clientIdOf },
	email: { key: 'email', column: columnOf('Email'), read: emailOf },
	phone: { key: 'phone', column: columnOf('Phone'), read: phoneOf },
};

/** What else a row may say of the deal. A column "Name" is most often that of the client, so it is not taken. */
const DEAL_COLUMNS: Array<{
	key: string;
	column: Column;
	read: (value: unknown, name: string) => string | number;
}> = [
	{ key: 'name', column: columnOf('Deal Name'), read: requiredText },
	{ key: 'description', column: columnOf('Description'), read: requiredText },
	{ key: 'budget', column: columnOf('Budget'), read: requiredNumber },
	{ key: 'state_id', column: columnOf('State ID'), read: stateIdOf },
];

const fromColumns = beforeSending(function (body) {
	const get = parametersOf(this);
	if (!matchesColumns(get)) return;
	const row = this.getInputData().json;
	const { key, column, read } = CLIENT_COLUMNS[chosenFindClientBy(get)];
	body[key] = read(requiredCell(row, column), column.label);
	for (const { key, column, read } of DEAL_COLUMNS) {
		const value = optionalCell(row, column);
		if (value !== undefined) body[key] = read(value, column.label);
	}
});

/** Method `create_order`: an unknown phone or e-mail creates a client. */
export const create: Operation = {
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create deal for client',
		description: 'Create a deal. An unknown phone or email creates a client as well.',
		routing: {
			request: requestOf('create_order'),
			send: { preSend: [fromColumns] },
			output: { postReceive: [withoutStatus] },
		},
	},
	fields: [
		...mappingFields(
			'Takes the client from the column <b>Client ID</b> (or client_id), <b>Email</b> or <b>Phone</b>, as chosen below, and what there is of <b>Deal Name</b>, <b>Description</b>, <b>Budget</b> and <b>State ID</b>, in capitals or not. Others are left alone.',
			[...findClientByFields('phone', 'email'), dealName, budget, startState, description],
			[findClientBy],
		),
		includeInputFields,
	],
};
