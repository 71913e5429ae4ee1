import { fail, success, type Handler } from '../answer';
import type { Id } from '../lookup';

interface Members {
	list_id: Id;
	clients: Id[];
}

// A list that is not there yet is made, and a client that is not known is passed over: the contract does not say.
const add_to_list: Handler = (request, { state }) => {
	const { list_id, clients } = request.body as Members;
	const number = Number(list_id);
	if (!Number.isInteger(number)) return fail(`list ${list_id} not found`);
	const members = state.lists.get(number) ?? new Set();
	state.lists.set(number, members);
	for (const id of clients.map(Number)) if (state.clients.has(id)) members.add(id);
	return success;
};

const remove_from_list: Handler = (request, { state }) => {
	const { list_id, clients } = request.body as Members;
	const members = state.lists.get(Number(list_id));
	if (!members) return fail(`list ${list_id} not found`);
	for (const id of clients) members.delete(Number(id));
	return success;
};

export const listMethods: Record<string, Handler> = { add_to_list, remove_from_list };
