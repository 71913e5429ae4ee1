import type { Check } from './check';
import { another, listIn, NOBODY, usable, type Client, type Variable } from './samples';
import { foundWhom, many } from './searches';
import { isFields, plural, statusWord } from './shape';

interface Deal {
	client: Client;
	orderId: number;
}

async function currentDeal(check: Check, sample: Client[]): Promise<Deal | undefined> {
	for (const client of sample) {
		const { reply, isAccepted, body } = await check.read('get_current_order_id', {
			label: another(sample, client),
			query: { client_id: client.id },
			mayRefuse: true,
		});
		const orderId = isFields(body) ? body.order_id : undefined;
		if (typeof orderId === 'number') return { client, orderId };
		if (reply && !isAccepted && isFields(reply.body)) {
			check.fact('get_current_order_id of a client without a deal', statusWord(reply.body.status));
		}
	}
	return undefined;
}

export async function deals(check: Check, sample: Client[]): Promise<void> {
	const current = await currentDeal(check, sample);
	const client = current?.client ?? sample[0];
	if (client) {
		const query = { client_id: client.id };
		const amounts: number[] = [];
		for (const [order_status, label] of ['active', 'won', 'lost'].entries()) {
			const { body } = await check.read('get_orders', { label, query: { ...query, order_status } });
			amounts.push(listIn(body, 'order_id').length);
		}
		check.fact('deals of the client looked at: active, won, lost', amounts.join(', '));
		await check.read('get_order_state', {
			label: 'of the current deal',
			query,
			mayRefuse: current === undefined ? true : undefined,
		});
	}
	if (current) {
		const ids = { client_id: current.client.id, order_id: current.orderId };
		await check.read('get_order_state', { label: 'of a deal', query: ids });
		const { body } = await check.read('get_order_vars', { body: ids });
		const result = isFields(body) && isFields(body.result) ? body.result : {};
		const [variable] = usable(result);
		check.fact('variables of the deal looked at', plural(Object.keys(result).length, 'name'));
		if (variable) await findInDeals(check, variable, current.client, ids);
	}
	const query = { client_id: NOBODY };
	const label = 'unknown client';
	const mayRefuse = 'client_not_found';
	await check.read('get_current_order_id', { label, query, mayRefuse });
	await check.read('get_orders', { label, query: { ...query, order_status: 0 }, mayRefuse });
	await check.read('get_order_vars', { label, body: { ...query, order_id: NOBODY }, mayRefuse });
	await check.read('get_order_state', { label, query, isSilent: true });
}

async function findInDeals(
	check: Check,
	{ name, value }: Variable,
	client: Client,
	ids: { client_id: number; order_id: number },
): Promise<void> {
	await check.read('get_order_vars', {
		label: 'one of them',
		body: { ...ids, variables: [name] },
		also: (answer) => {
			const fields = isFields(answer) && isFields(answer.result) ? answer.result : {};
			return Object.keys(fields).some((each) => each !== name)
				? ['gives more variables than were asked for']
				: [];
		},
	});
	const one = await check.read('find_client_id_by_var', {
		label: 'of a deal',
		query: { var: name, val: value, search_in: 'order' },
	});
	check.fact('find_client_id_by_var finds a variable of a deal', foundWhom(one, client));
	const some = await check.read('find_clients', {
		label: 'by a deal',
		body: { q: { [name]: value }, search_in: 'order' },
		mayRefuse: 'fail',
	});
	check.fact(
		'find_clients finds a variable of a deal',
		many(some.body).includes(client.id) ? 'yes' : 'no',
	);
}
