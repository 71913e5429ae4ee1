import type { Settings } from './arguments';
import type { Check } from './check';
import { deals } from './deals';
import { codes, fieldOf, notInOrder, notSeconds, numbers, rises, tooMany } from './records';
import {
	another,
	clientsIn,
	few,
	listIn,
	NOBODY,
	usable,
	variablesIn,
	type Client,
	type Variable,
} from './samples';
import { findByContact, findByVariable } from './searches';
import { isFields, mayShowName, plural, shapeOf, typeOf } from './shape';

const MOST_CLIENTS = 5;

/** The methods that change nothing: what runs without --write (contract, x-permission and the summaries). */
export const READS: readonly string[] = [
	'connected_channels',
	'get_messages',
	'check_whatsapp',
	'get_clients',
	'get_variables',
	'get_history',
	'find_client_id_by_platform_id',
	'whatsapp_client_id',
	'find_client_id_by_phone',
	'find_client_id_by_email',
	'find_client_id_by_var',
	'find_latest_client_id_by_var',
	'find_all_client_id_by_var',
	'find_all_client_id_by_several_vars',
	'find_clients',
	'get_current_order_id',
	'get_orders',
	'get_order_vars',
	'get_order_state',
];

/** What connected_channels tells beside its form. */
export function channelFacts(check: Check, body: unknown): void {
	if (!isFields(body)) return;
	const messengers = { ...body };
	delete messengers.project_id;
	const names = Object.keys(messengers);
	const shown = names.filter((name) => mayShowName(name, 1, 1));
	const hidden = names.length - shown.length;
	check.fact(
		'names of messengers in connected_channels',
		[...shown, ...(hidden > 0 ? [`${hidden} not shown`] : [])].join(', ') || 'none',
	);
	const types = shown.flatMap((name) => {
		const bots = listIn(messengers, name);
		const groups = new Set(fieldOf(bots, 'group_id').map((id) => typeOf(id).replace(/ of .*/, '')));
		return groups.size > 0 ? [`${name}: ${[...groups].join(' or ')}`] : [];
	});
	if (types.length > 0) check.fact('type of group_id', types.join('; '));
}

async function clients(check: Check, { list }: Settings): Promise<Client[]> {
	const page = (most: number) => (body: unknown) => tooMany(listIn(body, 'clients'), most);
	const first = await check.read('get_clients', {
		label: 'first page',
		also: (body) => {
			const found = listIn(body, 'clients');
			const times = notSeconds(found, ['created_at', 'updated_at']);
			return [...tooMany(found, 500), ...notInOrder(found), ...times];
		},
	});
	const found = listIn(first.body, 'clients');
	if (first.isAccepted) {
		check.fact('size of a page when no limit is given', `${found.length} (the contract says 500)`);
		const listed = [0, 1, 2, 3, 5, 6, 7, 8, 10, 12, 13, 14, 16, 19, 20, 21, 22];
		check.fact(
			'client_type numbers that the contract does not list',
			codes(fieldOf(found, 'client_type'), listed),
		);
	}
	const [newest] = clientsIn(first.body);
	await check.read('get_clients', { label: 'limit', query: { limit: 1 }, also: page(1) });
	await check.read('get_clients', {
		label: 'offset',
		query: { offset: 1, limit: 1 },
		also: (body) => {
			const isSame = newest !== undefined && clientsIn(body)[0]?.id === newest.id;
			return [...page(1)(body), ...(isSame ? ['the offset is ignored'] : [])];
		},
	});
	await check.read('get_clients', {
		label: 'reverse',
		query: { reverse: 1, limit: 1 },
		also: (body) => {
			const [oldest] = numbers(fieldOf(listIn(body, 'clients'), 'created_at'));
			const isLater = numbers(fieldOf(found, 'created_at')).some((time) => time < oldest);
			return [...page(1)(body), ...(isLater ? ['not the oldest first'] : [])];
		},
	});
	if (list !== undefined) {
		await check.read('get_clients', { label: 'of the list', query: { list }, also: page(500) });
	}
	return clientsIn(first.body);
}

/** The variables of a client that can be searched for. */
async function variables(check: Check, client: Client, label?: string): Promise<Variable[]> {
	const { body, isAccepted } = await check.read('get_variables', {
		label,
		query: { client_id: client.id },
		isFreeForm: true,
	});
	const { fields, under } = variablesIn(body);
	const names = Object.keys(fields);
	if (!isAccepted || names.length === 0) return [];
	const own = names.filter((name) => name.startsWith('client.')).length;
	check.fact(
		'form of get_variables',
		`${under === undefined ? 'the variables themselves' : `the variables under ${mayShowName(under, 1, 1) ? under : 'one field'}, beside the status`}; ` +
			`${plural(names.length, 'name')}, ${own} with "client." before it`,
	);
	return usable(fields);
}

/** dd.mm.yyyy, on the clock of UTC. */
function dayOf(seconds: number): string {
	const [year, month, day] = new Date(seconds * 1000).toISOString().slice(0, 10).split('-');
	return `${day}.${month}.${year}`;
}

async function history(check: Check, sample: Client[]): Promise<void> {
	for (const client of sample.slice(0, 3)) {
		const { id } = client;
		const { body, isAccepted } = await check.read('get_history', {
			label: another(sample, client),
			query: { client_id: id },
			also: (answer) => {
				const found = listIn(answer, 'result');
				return [...tooMany(found, 2000), ...notSeconds(found, ['created_at'])];
			},
		});
		const messages = listIn(body, 'result');
		if (!isAccepted || messages.length === 0) continue;
		const times = numbers(fieldOf(messages, 'created_at'));
		const isFalling = rises(times) === 0;
		const isRising = rises([...times].reverse()) === 0;
		const order = isFalling ? 'newest first' : isRising ? 'oldest first' : 'neither';
		check.fact('order of get_history', messages.length < 2 ? 'one message only' : order);
		const isLong = numbers(fieldOf(messages, 'id')).some((number) => number >= 2 ** 32);
		check.fact('ids in get_history', isLong ? 'beyond 32 bits' : 'within 32 bits');
		check.fact(
			'attachments in get_history',
			shapeOf([...new Set(fieldOf(messages, 'attachments'))].slice(0, 500)),
		);
		check.fact(
			'message_from_outside numbers that the contract does not list',
			codes(fieldOf(messages, 'message_from_outside'), [0, 1, 2, 3, 5]),
		);
		await check.read('get_history', {
			label: 'limit',
			query: { client_id: id, limit: 1 },
			also: (answer) => tooMany(listIn(answer, 'result'), 1),
		});
		const day = times[0] === undefined ? undefined : dayOf(times[0]);
		if (day !== undefined) {
			const { body: ofDay } = await check.read('get_history', {
				label: 'of one day',
				query: { client_id: id, start_date: day, stop_date: day },
			});
			const found = listIn(ofDay, 'result').length;
			check.fact(
				'get_history with the same day (of UTC) as start and stop',
				found > 0 ? 'gives messages of it' : 'gives nothing',
			);
		}
		return;
	}
}

/**
 * Calls every method that only reads, as far as the project has something to ask for.
 * connected_channels is not among them: the run begins with it.
 *
 * @returns the clients of the first page
 */
export async function checkReads(check: Check, settings: Settings): Promise<Client[]> {
	await check.read('get_messages');
	const all = await clients(check, settings);
	const sample = few(all, settings.client, MOST_CLIENTS);
	if (sample.length === 0) {
		const reason = 'the project has no clients';
		for (const action of ['get_variables', 'get_history', 'get_orders']) {
			check.leftOut.set(action, reason);
		}
	}
	let found: Variable[] = [];
	let owner: Client | undefined;
	for (const client of sample) {
		found = await variables(check, client, another(sample, client));
		owner = client;
		if (found.length > 0) break;
	}
	await history(check, sample);
	for (const action of ['get_variables', 'get_history']) {
		const isFreeForm = action === 'get_variables';
		const query = { client_id: NOBODY };
		await check.read(action, { label: 'unknown client', query, isFreeForm, isSilent: true });
	}
	await findByContact(check, sample, found, owner);
	await findByVariable(check, found, owner);
	await deals(check, sample);
	return all;
}
