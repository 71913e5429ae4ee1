import { randomBytes } from 'node:crypto';
import { Stop } from './caller';
import type { Check } from './check';
import type { Settings } from './options';
import type { Client } from './reads';
import { fieldsOf, variablesIn } from './records';

const TEXT = 'Test message of the Mavibot live check';
const VARIABLE = 'mavibot_live_check';

/** The option that allows a method. Others that change something are never called: docs/internals/live-check.md says why. */
export const OPTION_OF: Readonly<Record<string, string>> = {
	broadcast: '--broadcast',
	callback: '--callback',
	create_order: '--create-deal',
	message: '--write',
	move_order_to_next_state: '--create-deal',
	save_variables: '--write',
	set_order_state: '--create-deal, --state and no other deal',
	set_order_vars: '--create-deal',
};

async function saveVariable(check: Check, id: number): Promise<void> {
	const value = randomBytes(8).toString('hex');
	const own = `client.${VARIABLE}`;
	await check.ask('save_variables', { body: { client_id: id, variables: { [own]: value } } });
	check.leftBehind.add(`the variable ${own} of the test client`);
	const question = { label: 'after save_variables', query: { client_id: id }, isFreeForm: true };
	const { fields } = variablesIn((await check.ask('get_variables', question)).body);
	const name = [VARIABLE, own].find((each) => fields[each] === value);
	check.fact(`${own}, once saved, in get_variables`, name ?? 'not there right after saving');
}

async function createDeal(check: Check, id: number, state: number | undefined): Promise<void> {
	const before: unknown[] = [];
	for (const order_status of [0, 1, 2]) {
		const query = { client_id: id, order_status };
		const { body } = await check.ask('get_orders', { label: 'before create_order', query });
		// Undefined where they could not be read, which is one deal too many, too.
		before.push(...[fieldsOf(body).order_id].flat());
	}
	const name = 'Mavibot live check';
	const created = await check.ask('create_order', { body: { client_id: id, name } });
	check.leftBehind.add(`a deal named "${name}"`);
	const { order_id } = fieldsOf(created.body);
	// Nothing is done to a deal that was there before.
	if (typeof order_id !== 'number' || before.includes(order_id)) return;
	const ids = { client_id: id, order_id };
	await check.ask('set_order_vars', { body: { ...ids, variables: { [VARIABLE]: 'set' } } });
	await check.ask('get_order_state', { label: 'of the new deal', query: ids });
	// "The client's deal" (contract) is certain to be the new one only where there is no other.
	if (before.length === 0 && state !== undefined) {
		await check.ask('set_order_state', { body: { client_id: id, state_id: state } });
	}
	await check.ask('move_order_to_next_state', { body: ids, mayRefuse: true });
}

/**
 * Calls the methods that change something and are certain to touch the test client alone, or a deal
 * that was made here.
 *
 * @param newest the clients of the first page
 * @throws Stop where the test client is not one of them
 */
export async function checkWrites(check: Check, settings: Settings, newest: Client[]) {
	const id = newest.find((each) => each.id === settings.client)?.id;
	if (id === undefined) {
		throw new Stop(
			'The test client is not among the newest clients of the project. Nothing was changed.',
		);
	}
	await saveVariable(check, id);
	await check.ask('message', { body: { client_id: id, message: TEXT } });
	check.leftBehind.add('messages to the test client');
	if (settings.callback !== undefined) {
		await check.ask('callback', { body: { client_id: id, message: settings.callback } });
		check.leftBehind.add("what the bot's flow did after the callback");
	}
	if (settings.broadcast) await check.ask('broadcast', { body: { clients: [id], message: TEXT } });
	if (settings.createDeal) await createDeal(check, id, settings.state);
}
