import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';
import { requestOf } from '../../api/methods';
import { isNoId } from '../../answers/nothingFound';
import type { AfterAnswer } from '../../answers/output';
import { dealVariablesIn } from '../../answers/variables';
import { detailsWith } from '../../fields/details';
import { clientIdOf } from '../../input/ids';
import { isObject } from '../../input/objects';
import { parametersOf } from '../../input/parameters';
import { askBesides } from '../../running/besides';

/** What is told of a deal beside its ID. */
const ofDeal = detailsWith(
	[
		{ name: 'No, the ID Alone', value: 'none' },
		{ name: 'State', value: 'state', description: 'One more request for each deal' },
		{ name: 'Variables', value: 'variables', description: 'One more request for each deal' },
		{
			name: 'State and Variables',
			value: 'all',
			description: 'Two more requests for each deal',
		},
	],
	'What else to return of the deals',
);

export const { field: withDetails } = ofDeal;

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
	const details = ofDeal.chosen(get);
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
