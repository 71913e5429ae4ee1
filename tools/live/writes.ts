import { randomBytes } from 'node:crypto';
import type { Settings } from './arguments';
import { Stop } from './caller';
import type { Check, Outcome } from './check';
import { clientsIn, listIn, variablesIn, type Client } from './samples';
import { isFields } from './shape';

const TEXT = 'Test message of the Mavibot live check';
const VARIABLE = 'mavibot_live_check';
const PAGE = 500;
const MOST_PAGES = 20;

/** Found by something that is no client id, so it could be another client, or a new one. */
const NOT_BY_ID =
	'it finds its client by %, and nothing makes certain that this is the test client';

/** Methods that are never called, and why. */
export const NEVER: Readonly<Record<string, string>> = {
	clear_history: 'it deletes the whole correspondence, also what was there before',
	email_callback: NOT_BY_ID.replace('%', 'e-mail'),
	send_callback_by_platform_id: 'it goes to every client with the messenger id',
	tg_callback: NOT_BY_ID.replace('%', 'the id in Telegram'),
	whatsapp_callback: NOT_BY_ID.replace('%', 'phone'),
	whatsapp_message: NOT_BY_ID.replace('%', 'phone'),
};

/** Methods that are called with --write, with the further option that some of them need. */
export const WRITES: Readonly<Record<string, string | undefined>> = {
	add_to_list: '--list',
	assign_to_user: '--employee',
	broadcast: '--broadcast',
	callback: '--callback',
	create_order: '--create-deal',
	delete_clients: '--bot and --bot-type',
	load_clients: '--bot and --bot-type',
	message: undefined,
	move_order_to_next_state: '--create-deal',
	online_chat_client_id: '--recipient',
	remove_from_list: '--list',
	save_variables: undefined,
	set_order_state: '--create-deal and --state',
	set_order_vars: '--create-deal',
};

/** What the reading learnt. */
export interface Seen {
	/** The newest clients. */
	clients: Client[];
	/** The group_id of each connected bot. */
	bots: Array<string | number>;
}

/**
 * Makes sure that the test client is one of the project, before anything is sent to it.
 * @throws Stop where it is not among the 10,000 newest
 */
async function assertClient(check: Check, id: number, seen: Seen): Promise<void> {
	if (seen.clients.some((client) => client.id === id)) return;
	let offset = seen.clients.length;
	for (let page = 2; page <= MOST_PAGES; page++) {
		const { body } = await check.read('get_clients', {
			label: `page ${page}, for the test client`,
			query: { offset, limit: PAGE },
		});
		const found = clientsIn(body);
		if (found.some((client) => client.id === id)) return;
		if (found.length < PAGE) break;
		offset += found.length;
	}
	throw new Stop(
		'The test client is not among the newest clients of the project. Nothing was changed.',
	);
}

async function messages(check: Check, id: number, settings: Settings): Promise<void> {
	await check.write('message', { body: { client_id: id, message: TEXT } });
	check.leftBehind.push('messages to the test client');
	const { body } = await check.read('get_history', {
		label: 'after the message',
		query: { client_id: id, limit: 10 },
	});
	const sent = listIn(body, 'result').find((each) => isFields(each) && each.text === TEXT);
	check.fact(
		'a sent message in get_history',
		isFields(sent)
			? `message_from_outside is ${sent.message_from_outside === 1 ? '1, as in the contract' : 'not 1'}`
			: 'not among the first ten, right after sending',
	);
	if (settings.block !== undefined) {
		const question = { label: 'a block', body: { client_id: id, message_id: settings.block } };
		await check.write('message', question);
	}
	if (settings.callback !== undefined) {
		await check.write('callback', { body: { client_id: id, message: settings.callback } });
		check.leftBehind.push("what the bot's flow did after the callback");
	}
	if (settings.broadcast) {
		await check.write('broadcast', { body: { clients: [id], message: TEXT } });
	}
}

async function variable(check: Check, id: number): Promise<void> {
	const value = randomBytes(8).toString('hex');
	const own = `client.${VARIABLE}`;
	await check.write('save_variables', { body: { client_id: id, variables: { [own]: value } } });
	check.leftBehind.push(`the variable ${own} of the test client`);
	const { body } = await check.read('get_variables', {
		label: 'after save_variables',
		query: { client_id: id },
		isFreeForm: true,
	});
	const { fields } = variablesIn(body);
	const name = [VARIABLE, own].find((each) => fields[each] === value);
	check.fact(`${own}, once saved, in get_variables`, name ?? 'not there right after saving');
	const found = await check.read('find_client_id_by_var', {
		label: 'after save_variables',
		query: { var: VARIABLE, val: value },
	});
	const isFound = isFields(found.body) && found.body.client_id === id;
	check.fact('find_client_id_by_var finds it', isFound ? 'yes' : 'no');
}

/** Into the list and out again, only where the client was not in it before. */
async function lists(check: Check, id: number, list: number): Promise<void> {
	const leaveOut = (why: string) => {
		check.leftOut.set('add_to_list', why);
		check.leftOut.set('remove_from_list', why);
	};
	const query = { list, limit: PAGE };
	const { body, isAccepted } = await check.read('get_clients', { label: 'of the list', query });
	const members = listIn(body, 'clients');
	if (!isAccepted) return leaveOut('who is in the list could not be read');
	if (members.length >= PAGE) return leaveOut(`the list has ${PAGE} clients or more`);
	if (clientsIn(body).some((client) => client.id === id)) {
		return leaveOut('the test client is in the list already');
	}
	const asked = { body: { list_id: list, clients: [id] } };
	const added = await check.write('add_to_list', asked);
	if (added.reply && !added.isAccepted) {
		check.leftOut.set('remove_from_list', 'the test client was not added');
		return;
	}
	const removed = await check.write('remove_from_list', asked);
	if (!removed.isAccepted) check.leftBehind.push('the test client in the list');
}

const orderIdOf = ({ body }: Outcome): number | undefined => {
	const id = isFields(body) ? body.order_id : undefined;
	return typeof id === 'number' ? id : undefined;
};

async function deal(check: Check, id: number, state: number | undefined): Promise<void> {
	const before: unknown[] = [];
	let isKnown = true;
	for (const order_status of [0, 1, 2]) {
		const { body, isAccepted } = await check.read('get_orders', {
			label: 'before create_order',
			query: { client_id: id, order_status },
		});
		before.push(...listIn(body, 'order_id'));
		isKnown &&= isAccepted;
	}
	const created = await check.write('create_order', {
		body: { client_id: id, name: 'Mavibot live check' },
	});
	check.leftBehind.push('a deal named "Mavibot live check"');
	const orderId = orderIdOf(created);
	if (orderId === undefined || before.includes(orderId)) {
		const why = 'create_order named no new deal';
		for (const action of ['set_order_vars', 'set_order_state', 'move_order_to_next_state']) {
			check.leftOut.set(action, why);
		}
		return;
	}
	const ids = { client_id: id, order_id: orderId };
	const value = randomBytes(8).toString('hex');
	await check.write('set_order_vars', { body: { ...ids, variables: { [VARIABLE]: value } } });
	const { body } = await check.read('get_order_vars', {
		label: 'after set_order_vars',
		body: ids,
	});
	const result = isFields(body) && isFields(body.result) ? body.result : {};
	check.fact(
		'a variable of a deal, once saved, in get_order_vars',
		result[VARIABLE] === value ? 'under its name' : 'not there right after saving',
	);
	await check.read('get_order_state', { label: 'of the new deal', query: ids });
	if (state !== undefined) {
		// "The client's deal" (contract) is certain to be the new one only where there is no other.
		if (isKnown && before.length === 0) {
			await check.write('set_order_state', { body: { client_id: id, state_id: state } });
		} else {
			check.leftOut.set('set_order_state', 'the test client has other deals, and it names none');
		}
	}
	await check.write('move_order_to_next_state', { body: ids, mayRefuse: true });
}

/** Loads a client that nobody is, and deletes that one once it is certain which it is. */
async function newClient(check: Check, testClient: number, bot: string, type: number, seen: Seen) {
	const leaveOut = (why: string) => void check.leftOut.set('delete_clients', why);
	const group = seen.bots.find((each) => String(each) === bot);
	if (group === undefined) {
		const why = 'connected_channels names no bot with the group_id of --bot';
		check.leftOut.set('load_clients', why);
		return leaveOut(why);
	}
	const platformId = `live-check-${randomBytes(8).toString('hex')}`;
	const wanted = { platform_ids: [platformId], group_id: group };
	const element = { platform_id: platformId, group_id: group, client_type: type };
	const loaded = await check.write('load_clients', { body: [element] });
	const [item] = listIn(loaded.body, 'items');
	const isLoaded = isFields(item) && item.status === 'success';
	check.fact('load_clients with an id that no messenger has', isLoaded ? 'taken' : 'not taken');
	// Looked up whatever the answer was, since a client can have been made without one.
	const { body } = await check.read('find_client_id_by_platform_id', {
		label: 'after load_clients',
		body: wanted,
	});
	const found = (Array.isArray(body) ? body : []).filter(isFields);
	const [own] = found;
	if (!own && !isLoaded) return leaveOut('no client was made');
	const isCertain =
		found.length === 1 &&
		own.platform_id === platformId &&
		Number.isSafeInteger(own.id) &&
		own.id !== testClient &&
		!seen.clients.some(({ id }) => id === own.id) &&
		(!isLoaded || item.id === own.id);
	if (!isCertain) {
		check.leftBehind.push(`a client that begins with live-check-, in the bot of --bot`);
		return leaveOut('the client that was made could not be told for certain');
	}
	const deleted = await check.write('delete_clients', { body: { client_ids: [own.id] } });
	const after = await check.read('find_client_id_by_platform_id', {
		label: 'after delete_clients',
		body: wanted,
	});
	const isGone = after.isAccepted && Array.isArray(after.body) && after.body.length === 0;
	if (!isGone) check.leftBehind.push('a client that begins with live-check-, in the bot of --bot');
	check.fact(
		'delete_clients',
		deleted.isAccepted && isGone ? 'the client is gone at once' : 'the client is still found after',
	);
}

/**
 * Calls the methods that change something and are certain to touch the test client alone, or a client
 * or deal that was made here.
 * @throws Stop where the test client is not known to the project
 */
export async function checkWrites(check: Check, settings: Settings, seen: Seen): Promise<void> {
	const { client: id, employee, recipient } = settings;
	if (id === undefined) throw new Error('There is no test client');
	await assertClient(check, id, seen);
	await variable(check, id);
	await messages(check, id, settings);
	if (employee !== undefined) {
		await check.write('assign_to_user', { body: { client_id: id, email: employee } });
		check.leftBehind.push('the test client assigned to the employee');
	}
	if (recipient !== undefined) {
		// Without tag and name it has nothing to set.
		const { body } = await check.write('online_chat_client_id', { query: { recipient } });
		const isOwn = isFields(body) && body.client_id === id;
		check.fact('online_chat_client_id finds the test client', isOwn ? 'yes' : 'no');
	}
	if (settings.list !== undefined) await lists(check, id, settings.list);
	if (settings.createDeal) await deal(check, id, settings.state);
	if (settings.bot !== undefined && settings.botType !== undefined) {
		await newClient(check, id, settings.bot, settings.botType, seen);
	}
}
