import { useMavibot } from '../support/engine/mavibot';

const { requests, run } = useMavibot();

const FORWARD = { resource: 'bot', operation: 'forward' };
const ORDER = {
	event: 'paid',
	order: { id: 17, buyer: { phone: '15550101', mail: 'a@example.com' } },
};

describe('Bot: Pass On Data', () => {
	it("passes the item's data on as it is", async () => {
		const item = {
			client_id: 101,
			message: 'hi',
			nested: { list: [1, null, { a: 'b' }] },
			'a.b': '',
		};

		const { error, items } = await run(FORWARD, { items: [item] });

		expect(error).toBeUndefined();
		expect(requests()).toEqual([{ action: 'callback', query: {}, body: item, status: 200 }]);
		expect(items[0].pairedItem).toEqual({ item: 0 });
	});

	it.each([
		['message', { valueClientId: 'who', valueMessage: 'what' }, { who: 101, what: 'Hello' }],
		[
			'whatsapp_message',
			{ valuePhone: 'who', valueMessage: 'what' },
			{ who: '15550102', what: 'Hi' },
		],
		['whatsapp_callback', { valuePhone: 'who' }, { who: '15550102' }],
		['email_callback', { valueEmail: 'who' }, { who: 'clara@example.com' }],
		[
			'tg_callback',
			{ valueUserId: 'who', valueGroupId: 'bot', valueMessage: 'what' },
			{ who: '777000101', bot: 'tea_shop_bot', what: 'hi' },
		],
	])('passes on to %s', async (forwardTo, places, item) => {
		const { error } = await run({ ...FORWARD, forwardTo, ...places }, { items: [item] });

		expect(error).toBeUndefined();
		expect(requests()).toEqual([
			expect.objectContaining({ action: forwardTo, status: 200, body: item }),
		]);
	});

	it.each([
		[{ client_phone: '15550101', mail: 'a@b.c' }, /^The item has a field "client_.*" of its own/],
		[{ mail: '', message: 'hi' }, /^The item says nobody whom this is for$/],
		[{}, /^The item is empty, so there is nothing to pass on$/],
	])('refuses an item that does not tell for whom it is: %j', async (item, message) => {
		const { error } = await run({ ...FORWARD, valueEmail: 'mail' }, { items: [item] });

		expect(error?.message).toMatch(message);
		expect(requests()).toEqual([]);
	});

	it('takes no notice of what the form does not show for the choice', async () => {
		const item = { client_id: 101, message: 'Hello', mail: 'a@example.com' };

		const { error } = await run(
			{ ...FORWARD, forwardTo: 'message', valueEmail: 'mail' },
			{ items: [item] },
		);

		expect(error).toBeUndefined();
		expect(requests()).toEqual([expect.objectContaining({ query: {}, body: item })]);
	});

	it('lets one bad item fail alone', async () => {
		const { items } = await run(
			{ ...FORWARD, valuePhone: 'order.buyer.phone' },
			{ items: [ORDER, { order: {} }, ORDER], onError: 'continueRegularOutput' },
		);

		expect(requests()).toHaveLength(2);
		expect(items.map(({ json }) => json.error)).toEqual([
			undefined,
			'Field With Phone: the item has no field "order.buyer.phone"',
			undefined,
		]);
	});
});
