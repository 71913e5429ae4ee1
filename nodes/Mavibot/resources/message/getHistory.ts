import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';
import { limitOf, requestOf } from '../../api/methods';
import type { Field } from '../../fields/field';
import { modelMessage, oldestFirst, rawMessage, simpleMessage } from '../../answers/history';
import { listOutput } from '../../answers/output';
import { clientId } from '../../fields/client';
import { limitFields, requiredLimit, requiredSimplify, simplify } from '../../fields/results';
import type { Operation } from '../../running/operation';
import { isExpression, parametersOf, type GetParameter } from '../../input/parameters';
import { beforeSending } from '../../input/beforeSending';
import { InputProblem } from '../../input/problem';
import { settingsOf } from '../../input/collections';
import { clientIdOf } from '../../input/ids';
import { entriesOf } from '../../answers/entries';
import { isObject } from '../../input/objects';
import { optional, requiredBoolean } from '../../input/scalars';
import { historyDay } from '../../input/time';

/** The most messages of an answer. */
const MOST_MESSAGES = limitOf('get_history');

/** What the form wants made of the messages. */
interface Wishes {
	limit: number;
	isSimple: boolean;
	isForModel: boolean;
	isOldestFirst: boolean;
}

/** @throws InputProblem where an expression gave no yes or no, or no whole number */
function wishesOf(get: GetParameter): Wishes {
	const options = settingsOf(get('options', {}), 'Options');
	const isOn = (field: string, label: string): boolean =>
		field in options && requiredBoolean(options[field], label);
	const isForModel = isOn('messagesForModel', 'Messages for an AI Model');
	const isOldestFirst = isOn('oldestFirst', 'Oldest First');
	return {
		limit: requiredLimit(get, MOST_MESSAGES),
		isSimple: requiredSimplify(get),
		isForModel,
		isOldestFirst: isOldestFirst || isForModel,
	};
}

function putLimitAndDates(this: IExecuteSingleFunctions, body: IDataObject): void {
	const { limit, isOldestFirst } = wishesOf(parametersOf(this));
	// The contract does not say which ones Mavibot leaves out; of a conversation, the latest are wanted.
	body.limit = isOldestFirst ? MOST_MESSAGES : limit;
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
	const get = parametersOf(this);
	const { limit, isSimple, isForModel, isOldestFirst } = wishesOf(get);
	const clientId = clientIdOf(get('clientId', undefined, { extractValue: true }), 'Client');
	const given = entriesOf(body.result);
	const messages = isOldestFirst ? oldestFirst(given) : given;
	const shown = isForModel
		? messages.flatMap((message) => modelMessage(message) ?? [])
		: messages.map((message) => (isSimple ? simpleMessage : rawMessage)(message, clientId));
	return isOldestFirst ? shown.slice(-limit) : shown;
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
		{
			displayName: 'Messages for an AI Model',
			name: 'messagesForModel',
			type: 'boolean',
			default: true,
			description:
				'Whether to return role and content alone: user for the client, assistant for what the client was sent. Oldest first, without events and empty messages; Simplify then changes nothing.',
		},
		{
			displayName: 'Oldest First',
			name: 'oldestFirst',
			type: 'boolean',
			default: true,
			description:
				'Whether the oldest messages come first. Limit then counts from the latest message back.',
		},
	],
};

/** Method `get_history`: the messages of one client, as a conversation. */
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
