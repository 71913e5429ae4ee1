import type { Client } from './clients';
import { currentDeal } from './lookup';
import { addDeal, type MavibotState } from './state';

const own = 'client.';

/**
 * Sets variables: "a plain name is a deal variable; 'client.' before it makes it the client's own"
 * (contract, save_variables). A client without a deal gets one: the local server's choice.
 */
export function setVariables(
	state: MavibotState,
	client: Client,
	variables: Record<string, unknown>,
): void {
	const ofDeal: Record<string, unknown> = {};
	for (const [name, value] of Object.entries(variables)) {
		if (name.startsWith(own)) client.variables[name.slice(own.length)] = value;
		else ofDeal[name] = value;
	}
	if (Object.keys(ofDeal).length === 0) return;
	const deal = currentDeal(state, client.id) ?? addDeal(state, { client_id: client.id });
	Object.assign(deal.variables, ofDeal);
}
