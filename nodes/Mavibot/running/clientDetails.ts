import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';
import { putClientId } from '../answers/ids';
import type { AfterAnswer } from '../answers/output';
import { variablesIn } from '../answers/variables';
import { requestOf } from '../api/methods';
import { detailsOf } from '../fields/details';
import { isEmpty } from '../input/objects';
import { parametersOf } from '../input/parameters';
import { askBesides } from './besides';
import { clientsById } from './clientsById';

const variablesOfClient = async (
	context: IExecuteSingleFunctions,
	client_id: IDataObject[string],
): Promise<IDataObject> =>
	variablesIn(await askBesides(context, { ...requestOf('get_variables'), body: { client_id } }));

/**
 * Tells of each client that was found what the field With Details asks for. The API has no method that gives one client
 * by the ID: the variables are asked for client by client, name and messenger stand in the list of all clients alone.
 */
export const addDetails: AfterAnswer = async function (items) {
	const details = detailsOf(parametersOf(this));
	if (details === 'none') return items;
	return await Promise.all(
		items.map(async (item) => {
			const { client_id } = item.json;
			// An answer of a form that nobody knows is passed on.
			if (isEmpty(client_id)) return item;
			const [client, variables] = await Promise.all([
				details === 'all' ? clientsById(this)(String(client_id)) : undefined,
				variablesOfClient(this, client_id),
			]);
			return { ...item, json: putClientId({ ...item.json, ...client, variables }, client_id) };
		}),
	);
};
