import { randomBytes } from 'node:crypto';
import type { Check, Outcome } from './check';
import { described } from './compare';
import { fieldOf, notSeconds } from './records';
import { emailIn, listIn, phoneIn, whatsAppNumber, type Client, type Variable } from './samples';
import { isFields, plural } from './shape';

const NO_PHONE = '000000000000000';

/** "yes", "another client", or "no": whether a search gave the client that it was for. */
export function foundWhom(outcome: Outcome, client: Client | undefined): string {
	const { client_id: id } = isFields(outcome.body) ? outcome.body : {};
	if (id === undefined) return 'no';
	return id === client?.id ? 'yes' : 'another client, or one of several';
}

export async function findByContact(
	check: Check,
	sample: Client[],
	found: Variable[],
	owner: Client | undefined,
): Promise<void> {
	const onWhatsApp = sample.find((client) => whatsAppNumber(client) !== undefined);
	const number = onWhatsApp && whatsAppNumber(onWhatsApp);
	if (number !== undefined) {
		const byNumber = await check.read('whatsapp_client_id', { query: { phone: number } });
		check.fact('whatsapp_client_id finds a client of WhatsApp', foundWhom(byNumber, onWhatsApp));
		const byPhone = await check.read('find_client_id_by_phone', {
			label: 'of WhatsApp',
			query: { phone: number },
		});
		check.fact(
			'find_client_id_by_phone finds a client of WhatsApp',
			foundWhom(byPhone, onWhatsApp),
		);
		await check.read('check_whatsapp', { query: { phone: number } });
	} else {
		check.leftOut.set('check_whatsapp', 'among the clients looked at, none is of WhatsApp');
	}
	const phone = phoneIn(found);
	if (phone !== undefined) {
		const outcome = await check.read('find_client_id_by_phone', {
			label: 'in a variable',
			query: { phone },
		});
		check.fact('find_client_id_by_phone finds a variable', foundWhom(outcome, owner));
	}
	const email = emailIn(found);
	if (email !== undefined) {
		const outcome = await check.read('find_client_id_by_email', { query: { email } });
		check.fact('find_client_id_by_email finds a variable', foundWhom(outcome, owner));
	}
	await check.read('whatsapp_client_id', { label: 'nobody', query: { phone: NO_PHONE } });
	await check.read('find_client_id_by_phone', { label: 'nobody', query: { phone: NO_PHONE } });
	const nobody = `${randomBytes(8).toString('hex')}@example.invalid`;
	await check.read('find_client_id_by_email', { label: 'nobody', query: { email: nobody } });
	const withId = sample.find(({ platformId, group }) => platformId !== undefined && group);
	if (withId?.platformId === undefined || withId.group === undefined) {
		check.leftOut.set('find_client_id_by_platform_id', 'no client with a platform_id and a group');
		return;
	}
	const { group } = withId;
	const { body } = await check.read('find_client_id_by_platform_id', {
		body: { platform_ids: [withId.platformId], group_id: group },
		also: (answer) => notSeconds(Array.isArray(answer) ? answer : [], ['created_at']),
	});
	const ids = fieldOf(Array.isArray(body) ? body : [], 'id');
	check.fact(
		'find_client_id_by_platform_id takes the "group" of a client as group_id',
		ids.includes(withId.id) ? 'yes, and finds the client' : 'the client is not found so',
	);
	await check.read('find_client_id_by_platform_id', {
		label: 'nobody',
		body: { platform_ids: [nobody], group_id: group },
		also: (answer) => (Array.isArray(answer) && answer.length > 0 ? ['found somebody'] : []),
	});
}

export const many = (body: unknown): unknown[] => listIn(body, 'client_ids');

/** An empty result, however it is said. */
function nothingFound({ reply, isAccepted, body }: Outcome): string {
	if (!reply) return 'no answer';
	if (isAccepted) return `${plural(many(body).length, 'client')} with status "success"`;
	return described(reply);
}

export async function findByVariable(check: Check, found: Variable[], owner: Client | undefined) {
	const [variable] = found;
	if (variable) {
		const { name, value } = variable;
		const query = { var: name, val: value };
		const one = await check.read('find_client_id_by_var', { query });
		const latest = await check.read('find_latest_client_id_by_var', { query });
		check.fact('find_client_id_by_var finds a variable of get_variables', foundWhom(one, owner));
		check.fact('find_latest_client_id_by_var finds it', foundWhom(latest, owner));
		const searches: Array<[action: string, label: string | undefined, outcome: Outcome]> = [];
		const ask = async (action: string, label: string | undefined, question: object) => {
			const outcome = await check.read(action, { label, mayRefuse: 'fail', ...question });
			searches.push([action, label, outcome]);
		};
		await ask('find_all_client_id_by_var', undefined, { query });
		await ask('find_all_client_id_by_several_vars', undefined, { query: { [name]: value } });
		await ask('find_clients', undefined, { body: { q: { [name]: value } } });
		await ask('find_clients', '_in', { body: { q: { [name]: { _in: [value] } } } });
		const included = searches.map(([action, label, { body }]) => {
			const isFound = many(body).includes(owner?.id);
			return `${label === undefined ? action : `${action} ${label}`}: ${isFound ? 'yes' : 'no'}`;
		});
		check.fact('searches for many that find it', included.join('; '));
	}
	// A name without a person behind it, and a value that nobody has.
	const nobody = { var: 'mavibot_live_check', val: randomBytes(8).toString('hex') };
	const q = { [nobody.var]: nobody.val };
	await check.read('find_client_id_by_var', { label: 'nobody', query: nobody });
	await check.read('find_latest_client_id_by_var', { label: 'nobody', query: nobody });
	const label = 'nobody';
	const all = await check.read('find_all_client_id_by_var', {
		label,
		query: nobody,
		mayRefuse: 'fail',
	});
	check.fact('nothing found, find_all_client_id_by_var', nothingFound(all));
	const several = await check.read('find_all_client_id_by_several_vars', {
		label,
		query: q,
		mayRefuse: 'fail',
	});
	check.fact('nothing found, find_all_client_id_by_several_vars', nothingFound(several));
	const search = await check.read('find_clients', { label, body: { q }, mayRefuse: 'fail' });
	check.fact('nothing found, find_clients', nothingFound(search));
}
