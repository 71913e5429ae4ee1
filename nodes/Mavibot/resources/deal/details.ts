import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';
import { requestOf } from '../../api/methods';
import { isNoId } from '../../answers/nothingFound';
import type { AfterAnswer } from '../../answers/output';
import { dealVariablesIn } from '../../answers/variables';
import type { Field } from '../../fields/field';
import { beforeSending } from '../../input/beforeSending';
import { clientIdOf } from '../../input/ids';
import { isObject } from '../../input/objects';
import { parametersOf, type GetParameter } from '../../input/parameters';
import { requiredChoice } from '../../input/scalars';
import { askBesides } from '../../running/besides';

const DETAILS = ['none', 'state', 'variables', 'all'] as const;

const detailsOf = (get: GetParameter): (typeof DETAILS)[number] =>
	requiredChoice(get('details'), 'With Details', DETAILS);

/** What is told of each deal beside its ID. */
export const withDetails: Field = {
	displayName: 'With Details',
	name: 'details',
	type: 'options',
	options: [
		{ name: 'No, the ID Alone', value: 'none' },
		{ name: 'State', value: 'state', description: 'One more request for each deal' },
		{ name: 'Variables', value: 'variables', description: 'One more request for each deal' },
		{
			name: 'State and Variables',
			value: 'all',
			description: 'Two more requests for each deal',
		},
	],
	default: 'none',
	description: 'What else to return of the deals',
	routing: {
		send: {
			preSend: [
				beforeSending(function () {
					detailsOf(parametersOf(this));
				}),
			],
		},
	},
};

type Deal = { client_id: string; order_id: IDataObject[string] };

async function stateOf(context: IExecuteSingleFunctions, deal: Deal): Promise<IDataObject> {
	const answer = await askBesides(context, { ...requestOf('get_order_state'), body: deal });
	return { state_id: isObject(answer) ? answer.state_id : (answer as IDataObject[string]) };
}

async function variablesOf(context: IExecuteSingleFunctions, deal: Deal): Promise<IDataObject> {
	const answer = await askBesides(context, { ...requestOf('get_order_vars'), body: deal });
	return { variables: dealVariablesIn(answer) as IDataObject };
}

/** Tells of each deal in an answer what the field With Details asks for, by further requests. */
export const addDetails: AfterAnswer = async function (items) {
	const get = parametersOf(this);
	const details = detailsOf(get);
	if (details === 'none') return items;
	const client_id = clientIdOf(get('clientId', '', { extractValue: true }), 'Client');
	return await Promise.all(
		items.map(async (item) => {
			const { order_id } = item.json;
			// An answer of a form that nobody knows is passed on.
			if (isNoId(order_id)) return item;
			const deal = { client_id, order_id };
			const parts = await Promise.all([
				...(details === 'variables' ? [] : [stateOf(this, deal)]),
				...(details === 'state' ? [] : [variablesOf(this, deal)]),
			]);
			return { ...item, json: Object.assign({}, item.json, ...parts) as IDataObject };
		}),
	);
};
