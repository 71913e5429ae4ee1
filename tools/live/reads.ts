import { randomBytes } from 'node:crypto';
import type { Check, Question } from './check';
import { described } from './compare';
import { OBSERVED } from './openPoints';
import type { Settings } from './options';
import { fieldsOf, recordsIn, usable, variablesIn, type Fields, type Variable } from './records';
import { mayShowName, shapeOf, statusWord } from './shape';

const MOST_CLIENTS = 5;
/** Unlikely to be a client's id anywhere, and small enough for any database. */
const NOBODY = 2_147_483_647;
const NO_PHONE = '000000000000000';
const WHATSAPP = 6;

/** A client of the project, of which one field is certain. */
export type Client = Fields & { id: number };

const numbersOf = (records: Fields[], name: string): number[] =>
	records.map((record) => record[name]).filter((value) => typeof value === 'number');

const where = (isSo: boolean, words: string): string[] => (isSo ? [words] : []);

const atMost = (most: number, { length }: Fields[]): string[] =>
	where(length > most, `${length} where at most ${most} were asked for`);

/** How many neighbours are not in falling order. */
const rises = (values: number[]): number =>
	values.filter((value, index) => index > 0 && value > values[index - 1]).length;

/** The contract has Unix seconds, which a schema cannot tell from milliseconds. */
const notSeconds = (records: Fields[], ...names: string[]): string[] =>
	names.flatMap((name) => {
		const times = numbersOf(records, name);
		const odd = times.filter((time) => time < 1e9 || time > 1e10).length;
		return where(odd > 0, `${name} is not in Unix seconds (${odd} of ${times.length})`);
	});

async function readClients(check: Check, list: number | undefined): Promise<Client[]> {
	const ask = async (
		label: string,
		query: Question['query'],
		wrong: (found: Fields[]) => string[],
	) => {
		const also = (answer: unknown) => wrong(recordsIn(answer, 'clients'));
		return recordsIn((await check.ask('get_clients', { label, query, also })).body, 'clients');
	};
	const clients = await ask('first page', undefined, (found) => {
		const wrong = rises(numbersOf(found, 'created_at'));
		const order = `not newest first by created_at (${wrong} of ${found.length - 1} neighbours)`;
		const times = notSeconds(found, 'created_at', 'updated_at');
		return [...atMost(500, found), ...where(wrong > 0, order), ...times];
	});
	const [newest] = clients;
	await ask('limit and offset', { limit: 1, offset: 1 }, (found) => {
		const isSame = found.some(({ id }) => id === newest?.id);
		return [...atMost(1, found), ...where(isSame, 'the offset is ignored')];
	});
	await ask('reverse', { limit: 1, reverse: 1 }, (found) => {
		const [oldest] = numbersOf(found, 'created_at');
		const isLater = numbersOf(clients, 'created_at').some((time) => time < oldest);
		return [...atMost(1, found), ...where(isLater, 'not the oldest first')];
	});
	if (list !== undefined) await ask('of the list', { list }, (found) => atMost(500, found));
	return clients.filter((client): client is Client => Number.isSafeInteger(client.id));
}

/** A few clients to look at: the one that was named, then one of each messenger, then others. */
function sampleOf(clients: Client[], named: number | undefined): Client[] {
	const first = clients.find(({ id }) => id === named) ?? (named && { id: named });
	const types = clients.map(({ client_type }) => client_type);
	const ofEach = clients.filter((_client, index) => types.indexOf(types[index]) === index);
	return [...new Set([...(first ? [first] : []), ...ofEach, ...clients])].slice(0, MOST_CLIENTS);
}

const tell = (check: Check, point: string, holds: boolean): void =>
	void check.points.set(point, holds ? 'yes' : 'no, in another form');

const another = (index: number) => (index > 0 ? 'another client' : undefined);

/** The variables of the first client that has any. */
async function readVariables(check: Check, sample: Client[]): Promise<[Fields, Client?]> {
	for (const [index, owner] of sample.entries()) {
		const question = { label: another(index), query: { client_id: owner.id }, isFreeForm: true };
		const { body } = await check.ask('get_variables', question);
		const { fields, under } = variablesIn(body);
		const names = Object.keys(fields);
		if (names.length === 0) continue;
		const name = under !== undefined && mayShowName(under) ? under : 'one field';
		const form = under === undefined ? 'the variables themselves' : `the variables under ${name}`;
		const own = names.filter((each) => each.startsWith('client.')).length;
		const count = `${own} of ${names.length} names with "client." before it`;
		check.fact('form of get_variables', `${form}; ${count}`);
		tell(check, OBSERVED.variables, under === undefined);
		return [fields, owner];
	}
	return [{}];
}

/** What `message_from_outside` is of a callback (contract, schema `HistoryMessage`). */
const CALLBACK = 3;

function tellOfCallbacks(check: Check, messages: Fields[]): void {
	const callbacks = messages.filter(({ message_from_outside: from }) => from === CALLBACK);
	if (callbacks.length === 0) return;
	const theirs = callbacks.filter(({ client_replica: isTheirs }) => isTheirs === true).length;
	const answer = `client_replica is true of ${theirs} and not of ${callbacks.length - theirs}`;
	check.points.set("whether a callback counts as the client's", answer);
}

async function readHistory(check: Check, sample: Client[]): Promise<void> {
	for (const [index, { id }] of sample.slice(0, 3).entries()) {
		const query = { client_id: id };
		const { body } = await check.ask('get_history', {
			...{ label: another(index), query },
			also: (answer) => notSeconds(recordsIn(answer, 'result'), 'created_at'),
		});
		const messages = recordsIn(body, 'result');
		const times = numbersOf(messages, 'created_at');
		if (times.length === 0) continue;
		tellOfCallbacks(check, messages);
		const isRising = rises([...times].reverse()) === 0;
		const order = rises(times) === 0 ? 'newest first' : isRising ? 'oldest first' : 'neither';
		check.fact('order of get_history', times.length < 2 ? 'one message only' : order);
		check.fact('attachments in get_history', shapeOf(messages.map((each) => each.attachments)));
		const date = new Date(times[0] * 1000).toISOString().slice(0, 10);
		const day = date.split('-').reverse().join('.');
		const ofDay = { ...query, start_date: day, stop_date: day };
		await check.ask('get_history', { label: 'of one day', query: ofDay });
		return;
	}
}

/** A search, and whether it gives the client that it is for, or what it gives for nobody. */
async function search(check: Check, action: string, question: Question, client?: Client) {
	const { label = client ? undefined : 'nobody' } = question;
	const { reply, body } = await check.ask(action, { ...question, label });
	const { client_id: one, client_ids: many } = fieldsOf(body);
	const ids = [one, many, recordsIn(body).map(({ id }) => id)].flat(2).filter((id) => id);
	if (client) {
		const found = ids.includes(client.id) ? 'yes' : ids.length > 0 ? 'others only' : 'no';
		check.fact([action, label, 'finds the client'].filter(Boolean).join(', '), found);
	} else if (reply?.status === 200) check.fact(`nothing found, ${action}`, described(reply));
}

async function searchByVariable(check: Check, { name, value }: Variable, client?: Client) {
	const query = { var: name, val: value };
	const mayRefuse = 'fail';
	await search(check, 'find_client_id_by_var', { query }, client);
	await search(check, 'find_latest_client_id_by_var', { query }, client);
	await search(check, 'find_all_client_id_by_var', { query, mayRefuse }, client);
	const several = { query: { [name]: value }, mayRefuse };
	await search(check, 'find_all_client_id_by_several_vars', several, client);
	const q = { [name]: { _in: [value] } };
	await search(check, 'find_clients', { body: { q }, mayRefuse }, client);
}

const isPhone = (text: string): boolean => /^\d{7,15}$/.test(text.replace(/[\s()+-]/g, ''));

const phoneIn = (variables: Variable[]): string | undefined =>
	variables.find(({ name, value }) => /phone|tel/i.test(name) && isPhone(value))?.value;

const emailIn = (variables: Variable[]): string | undefined =>
	variables.find(({ value }) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value))?.value;

/** The number of a WhatsApp client, without what can stand behind it (contract, schema `PlatformId`). */
function whatsAppNumber({ client_type, platform_id }: Fields): string | undefined {
	const number = String(platform_id).replace('@s.whatsapp.net', '');
	return client_type === WHATSAPP && isPhone(number) ? number : undefined;
}

async function searchByContact(check: Check, sample: Client[], found: Variable[], owner?: Client) {
	const nobody = randomBytes(8).toString('hex');
	const onWhatsApp = sample.find((client) => whatsAppNumber(client) !== undefined);
	const phone = (onWhatsApp && whatsAppNumber(onWhatsApp)) ?? phoneIn(found);
	const email = emailIn(found);
	if (phone !== undefined) {
		const query = { phone };
		await search(check, 'whatsapp_client_id', { query }, onWhatsApp ?? owner);
		await search(check, 'find_client_id_by_phone', { query }, onWhatsApp ?? owner);
		const { body } = await check.ask('check_whatsapp', { query });
		if (body !== undefined) tell(check, OBSERVED.exists, 'exists' in fieldsOf(body));
	}
	if (email !== undefined) {
		await search(check, 'find_client_id_by_email', { query: { email } }, owner);
	}
	await search(check, 'whatsapp_client_id', { query: { phone: NO_PHONE } });
	await search(check, 'find_client_id_by_phone', { query: { phone: NO_PHONE } });
	await search(check, 'find_client_id_by_email', { query: { email: `${nobody}@example.invalid` } });

	const action = 'find_client_id_by_platform_id';
	const withId = sample.find(({ platform_id, group }) => platform_id && group);
	if (!withId) return;
	const { platform_id, group: group_id } = withId;
	await search(check, action, { body: { platform_ids: [platform_id], group_id } }, withId);
	await search(check, action, { body: { platform_ids: [nobody], group_id } });
}

async function readDeals(check: Check, sample: Client[]): Promise<void> {
	let [client] = sample;
	let deal: { client_id: number; order_id: number } | undefined;
	for (const [index, each] of sample.entries()) {
		const query = { client_id: each.id };
		const question = { label: another(index), query, mayRefuse: true } as const;
		const { reply, body } = await check.ask('get_current_order_id', question);
		const { order_id } = fieldsOf(body);
		if (typeof order_id === 'number') {
			client = each;
			deal = { ...query, order_id };
			break;
		}
		const { status } = fieldsOf(reply?.body);
		check.fact('get_current_order_id without a deal', statusWord(status));
	}
	if (client) {
		const query = { client_id: client.id };
		for (const [order_status, label] of ['active', 'won', 'lost'].entries()) {
			await check.ask('get_orders', { label, query: { ...query, order_status } });
		}
		const mayRefuse = deal ? undefined : true;
		await check.ask('get_order_state', { label: 'of the current deal', query, mayRefuse });
	}
	if (!deal) return;
	await check.ask('get_order_state', { label: 'of a deal', query: deal });
	const { body } = await check.ask('get_order_vars', { body: deal });
	const [variable] = usable(fieldsOf(fieldsOf(body).result));
	if (!variable) return;
	const some = { ...deal, variables: [variable.name] };
	await check.ask('get_order_vars', { label: 'one of them', body: some });
	const ofDeal = { q: { [variable.name]: variable.value }, search_in: 'order' };
	await search(
		check,
		'find_clients',
		{ label: 'by a deal', body: ofDeal, mayRefuse: 'fail' },
		client,
	);
}

/** What is asked about a client that nobody is. */
async function readNobody(check: Check): Promise<void> {
	const label = 'unknown client';
	const query = { client_id: NOBODY };
	const mayRefuse = 'client_not_found';
	await check.ask('get_current_order_id', { label, query, mayRefuse });
	await check.ask('get_orders', { label, query: { ...query, order_status: 0 }, mayRefuse });
	await check.ask('get_order_vars', { label, body: { ...query, order_id: NOBODY }, mayRefuse });
}

/**
 * Calls every method that only reads, as far as the project has something to ask for.
 * connected_channels is not among them: the run begins with it.
 *
 * @returns the clients of the first page
 */
export async function checkReads(check: Check, { client, list }: Settings): Promise<Client[]> {
	const blocks = fieldsOf((await check.ask('get_messages')).body);
	if (Object.keys(blocks).length > 0) tell(check, OBSERVED.blocks, Array.isArray(blocks.messages));
	const clients = await readClients(check, list);
	const sample = sampleOf(clients, client);
	const [fields, owner] = await readVariables(check, sample);
	await readHistory(check, sample);
	const variables = usable(fields);
	await searchByContact(check, sample, variables, owner);
	for (const variable of variables.slice(0, 1)) await searchByVariable(check, variable, owner);
	const value = randomBytes(8).toString('hex');
	await searchByVariable(check, { name: 'mavibot_live_check', value });
	await readDeals(check, sample);
	await readNobody(check);
	return clients;
}
