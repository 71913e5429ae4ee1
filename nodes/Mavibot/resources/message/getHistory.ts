import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';
import { limitOf, requestOf } from '../../api/methods';
import type { Field } from '../../fields/field';
import { listOutput } from '../../answers/output';
import { clientId } from '../../fields/client';
import { limitFields, requiredLimit, requiredSimplify, simplify } from '../../fields/results';
import type { Operation } from '../../running/operation';
import { isExpression, parametersOf } from '../../input/parameters';
import { beforeSending } from '../../input/beforeSending';
import { InputProblem } from '../../input/problem';
import { settingsOf } from '../../input/collections';
import { entriesOf } from '../../answers/entries';
import { isObject } from '../../input/objects';
import { optional } from '../../input/scalars';
import { historyDay, isoOfUnixSeconds } from '../../input/time';

const SIMPLE_FIELDS = [
	'id',
	'text',
	'client_replica',
	'message_from_outside',
	'message_id',
	'created_at',
	'created_at_iso',
	'attachments',
	'delivered',
	'error_message',
];

function putLimitAndDates(this: IExecuteSingleFunctions, body: IDataObject): void {
	body.limit = requiredLimit(parametersOf(this), limitOf('get_history'));
	// Before anything is sent, since it is read of the answer only.
	requiredSimplify(parametersOf(this));
	const options = settingsOf(this.getNodeParameter('options', {}), 'Options');
	const day = (field: string, label: string): string | undefined =>
		optional(
			options[field],
			label,
			() => isExpression(parametersOf(this), `options.${field}`),
			(value, name) => historyDay(value, this.getTimezone(), name),
		);
	const [firstDay, lastDay] = [day('startDate', 'First Day'), day('stopDate', 'Last Day')];
	if (firstDay === undefined && lastDay === undefined) return;
	if (firstDay === undefined || lastDay === undefined) {
		throw new InputProblem(
			'Only one of First Day and Last Day is given',
			'Mavibot takes both or neither.',
		);
	}
	body.start_date = firstDay;
	body.stop_date = lastDay;
}

function messagesOf(this: IExecuteSingleFunctions, body: unknown): unknown {
	if (!isObject(body) || !Array.isArray(body.result)) return body;
	const messages = entriesOf(body.result).map((message) => ({
		...message,
		created_at_iso: isoOfUnixSeconds(message.created_at),
	}));
	if (!requiredSimplify(parametersOf(this))) return messages;
	return messages.map((message) =>
		Object.fromEntries(Object.entries(message).filter(([key]) => SIMPLE_FIELDS.includes(key))),
	);
}

const historyOptions: Field = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	description: 'What can be set besides',
	options: [
		{
			displayName: 'First Day',
			name: 'startDate',
			type: 'dateTime',
			default: '',
			description: 'The first day to return messages of; goes with Last Day',
		},
		{
			displayName: 'Last Day',
			name: 'stopDate',
			type: 'dateTime',
			default: '',
			description: 'The last day to return messages of; goes with First Day',
		},
	],
};

/** Method `get_history`: the messages of one client. */
export const getHistory: Operation = {
	option: {
		name: 'Get History',
		value: 'getHistory',
		action: 'Get message history of client',
		description: 'Get the messages of a client, at most 2,000 of them; days narrow it down',
		routing: {
			request: requestOf('get_history'),
			send: { preSend: [beforeSending(putLimitAndDates)] },
			output: { postReceive: [listOutput(messagesOf)] },
		},
	},
	fields: [clientId, ...limitFields, simplify, historyOptions],
};
