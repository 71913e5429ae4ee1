import { byId, useMavibot } from '../support/engine/mavibot';

const { api, requests, run } = useMavibot();

const GET_VARIABLES = {
	resource: 'client',
	operation: 'getVariables',
	clientId: byId('={{ $json.client_id }}'),
};

const SEND = {
	resource: 'message',
	operation: 'send',
	clientId: byId('={{ $json.client_id }}'),
	message: 'Hello',
};

describe('the client stays in the data', () => {
	it('from node to node, also where somebody else is in a variable that is called so', async () => {
		api().fail({ action: 'get_variables', body: { client_id: 102, city: 'Kazan' } });

		const read = await run(GET_VARIABLES, { items: [{ client_id: 101 }] });
		const sent = await run(SEND, { items: read.items.map(({ json }) => json) });

		expect(read.items.map(({ json }) => json)).toEqual([
			{ client_id: '101', client_id_in_answer: 102, city: 'Kazan' },
		]);
		expect(sent.items.map(({ json }) => json)).toEqual([{ status: 'success', client_id: '101' }]);
		expect(api().messagesTo(101)).toHaveLength(1);
		expect(api().messagesTo(102)).toHaveLength(0);
	});

	it('as Mavibot wrote the ID, where it is the same', async () => {
		api().fail({ action: 'get_variables', body: { client_id: 101 } });

		const { items } = await run(GET_VARIABLES, { items: [{ client_id: '101' }] });

		expect(items.map(({ json }) => json)).toEqual([{ client_id: 101 }]);
	});

	it('where it came from a column', async () => {
		const { items } = await run(
			{ resource: 'deal', operation: 'create', mappingMode: 'autoMapInputData' },
			{ items: [{ 'Client ID': 101 }, { 'Client ID': 102 }] },
		);

		expect(items.map(({ json }) => json.client_id)).toEqual(['101', '102']);
	});

	it('where the item that is passed on has it under a name of its own', async () => {
		const { items } = await run(
			{ resource: 'bot', operation: 'forward', valueClientId: 'buyer.mavibot' },
			{ items: [{ buyer: { mavibot: 101 } }] },
		);

		expect(items.map(({ json }) => json.client_id)).toEqual([101]);
	});

	it('of an import, with the ID that Mavibot gave each', async () => {
		const { items } = await run({
			...{ resource: 'client', operation: 'import', platformId: '777000101' },
			groupId: byId('tea_shop_bot'),
		});

		expect(items.map(({ json }) => json)).toMatchObject([{ id: 101, client_id: 101 }]);
	});

	it.each([true, false])('of a list of clients, simplified: %p', async (simplify) => {
		const { items } = await run({ resource: 'client', operation: 'getAll', limit: 3, simplify });

		expect(items.map(({ json }) => json.client_id)).toEqual([103, 102, 101]);
	});

	it('but is nobody where none is known', async () => {
		const byPhone = await run({
			resource: 'message',
			...{ operation: 'sendWhatsApp', phone: '15550102', message: 'Hello' },
		});
		const byVariable = await run({
			resource: 'client',
			operation: 'findAllByVariables',
			variables: { variable: [{ name: 'client_id', value: '17' }] },
			ifNothingFound: 'item',
		});

		expect(requests().at(-1)?.query).toEqual({ client_id: '17' });
		expect(byPhone.items[0].json).not.toHaveProperty('client_id');
		expect(byVariable.items.map(({ json }) => json)).toEqual([{ found: false }]);
	});

	it('and not in messages for a model, which hold nothing else', async () => {
		await api().clientWrites(101, 'Hello');

		const { items } = await run({
			...{ resource: 'message', operation: 'getHistory', clientId: byId('101') },
			options: { messagesForModel: true },
		});

		expect(items.map(({ json }) => json)).toEqual([{ role: 'user', content: 'Hello' }]);
	});
});
