import type { IDataObject } from 'n8n-workflow';
import { request } from 'undici';
import { type Execution } from '../../support/real-n8n';
import type { Shared } from '../mavibot/setup';
import { errorOf } from '../mavibot/workflow';
import { published } from './imported';
import { changesIn, requestsTo } from './requests';

/** An order of a web shop that becomes a deal. */
export function testsOfShopOrder(shared: () => Shared): void {
	const workflow = published(shared, 'shop-order-to-deal', { node: 'Shop Sends an Order' });

	const ordered = async (order: IDataObject): Promise<Execution> =>
		await workflow().runBy(async () => {
			const { statusCode, body } = await request(workflow().urlOf('Shop Sends an Order'), {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(order),
			});
			expect([statusCode, await body.json()]).toEqual([200, { message: 'Workflow was started' }]);
		});
	const dealsOf = (clientId: number) =>
		[...shared().mavibot.state.deals.values()].filter(({ client_id }) => client_id === clientId);

	test('an order of a known client becomes a deal, and the bot gets the order as it is', async () => {
		const { mavibot } = shared();
		const order = {
			number: 1001,
			total: 49.9,
			customer: { name: 'Anna', phone: '15550101' },
			items: [{ name: 'Darjeeling', count: 2 }],
		};

		expect(errorOf(await ordered(order))).toEqual({});

		const [, deal] = dealsOf(101);
		expect(deal).toMatchObject({ name: 'Order 1001', budget: 49.9, state_id: 36 });
		expect(deal.variables).toEqual({ ...order, event: 'new_order', deal_id: deal.id });
		expect(requestsTo(mavibot, 'create_order')).toEqual([
			{ phone: '15550101', name: 'Order 1001', budget: 49.9 },
		]);
		const [callback] = mavibot.journal.filter(({ action }) => action === 'callback');
		expect(callback).toMatchObject({
			status: 200,
			query: {
				value_message: 'event',
				delimiter: '.',
				delimiter_value_phone: 'customer.phone',
			},
			body: { ...order, event: 'new_order', deal_id: deal.id },
		});
		expect(mavibot.state.messages.at(-1)).toMatchObject({
			client_id: 101,
			text: 'new_order',
			shown: false,
		});
	});

	test('an order of an unknown phone number makes a client as well', async () => {
		const { mavibot } = shared();

		await ordered({ number: 1002, total: 5, customer: { phone: '15550188' } });

		const [nathan] = mavibot.state.clients.withPlatformId('15550188');
		expect(dealsOf(nathan.id)).toMatchObject([{ name: 'Order 1002', budget: 5 }]);
		expect(changesIn(mavibot)).toEqual(['create_order', 'callback']);
	});

	test('an order that the shop sends twice makes one deal', async () => {
		const { mavibot } = shared();
		const order = { number: 1003, total: 5, customer: { phone: '15550101' } };

		await ordered(order);
		expect(errorOf(await ordered(order))).toEqual({});

		expect(changesIn(mavibot)).toEqual(['create_order', 'callback']);
	});

	test('orders without a number are all taken, since nothing tells them apart', async () => {
		const order = { total: 5, customer: { phone: '15550101' } };

		await ordered(order);
		await ordered(order);

		expect(dealsOf(101)).toHaveLength(3);
	});

	test.each([
		['a phone number', { number: 1004, total: 5, customer: { name: 'Nathan' } }],
		['a customer', { number: 1005, total: 5 }],
	])('an order without %s makes no deal and starts no bot', async (_name, order) => {
		const { mavibot } = shared();

		expect(errorOf(await ordered(order)).message).toContain('Phone is empty');

		expect(changesIn(mavibot)).toEqual([]);
	});
}
