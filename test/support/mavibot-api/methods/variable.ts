import { clientNotFound, ok, success, type Handler } from '../answer';
import { currentDeal, findClient, type Id } from '../lookup';
import { setVariables } from '../variables';

interface Saving {
	client_id?: Id;
	clients?: Id[];
	variables: Record<string, unknown>;
}

// Of many clients those that are not known are passed over: the contract does not say.
const save_variables: Handler = (request, { state }) => {
	const { client_id, clients, variables } = request.body as Saving;
	const found = (clients ?? [client_id])
		.map((id) => findClient(state, id))
		.filter((client) => client !== undefined);
	if (found.length === 0) return clientNotFound;
	for (const client of found) setVariables(state, client, variables);
	return success;
};

// A flat object of plain names, the client's own over those of the current deal: the contract shows no answer.
const get_variables: Handler = (request, { state }) => {
	const client = findClient(state, request.query.client_id);
	if (!client) return clientNotFound;
	return ok({ ...currentDeal(state, client.id)?.variables, ...client.variables });
};

export const variableMethods: Record<string, Handler> = { save_variables, get_variables };
