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

	it('tells where things are, at the top and inside objects', async () => {
		const { error } = await run(
			{ ...FORWARD, places: { valuePhone: 'order.buyer.phone', valueMessage: 'event' } },
			{ items: [ORDER] },
		);

		expect(error).toBeUndefined();
		expect(requests()).toEqual([
			{
				action: 'callback',
				query: {
					delimiter: '.',
					delimiter_value_phone: 'order.buyer.phone',
					value_message: 'event',
				},
				body: ORDER,
				status: 200,
			},
		]);
	});

	it('takes a delimiter that occurs in none of the keys', async () => {
		const item = { ...ORDER, 'a.b/c|d~e': { '__--::': 1 } };

		await run({ ...FORWARD, places: { valuePhone: 'order.buyer.phone' } }, { items: [item] });

		expect(requests()[0].query).toEqual({
			delimiter: '-1-',
			delimiter_value_phone: 'order-1-buyer-1-phone',
		});
	});

	it('takes a field whose own name has a dot for what it is', async () => {
		await run(
			{ ...FORWARD, places: { valuePhone: 'buyer.phone' } },
			{ items: [{ 'buyer.phone': '15550101' }] },
		);

		expect(requests()[0].query).toEqual({ value_phone: 'buyer.phone' });
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
		const { error } = await run({ ...FORWARD, forwardTo, places }, { items: [item] });

		expect(error).toBeUndefined();
		expect(requests()).toEqual([
			expect.objectContaining({ action: forwardTo, status: 200, body: item }),
		]);
	});

	it.each([
		[
			'a field that is not there',
			{ valuePhone: 'order.phone' },
			'Phone Is In: the item has no field "order.phone"',
		],
		[
			'a path that the delimiter does not cover',
			{ valueEmail: 'order.buyer.mail' },
			'Email Is In: "order.buyer.mail" lies inside an object, where Mavibot finds only a client ID or a phone',
		],
		[
			'a path through a list',
			{ valuePhone: 'list.0.phone' },
			'Phone Is In: "list.0.phone" leads through a list, which Mavibot cannot follow',
		],
	])('refuses %s', async (_what, places, message) => {
		const { error } = await run(
			{ ...FORWARD, places },
			{ items: [{ ...ORDER, list: [{ phone: '1' }] }] },
		);

		expect(error?.message).toBe(message);
		expect(requests()).toEqual([]);
	});

	it.each([
		['callback', { client_id: 101, phone: '15550102' }, { valuePhone: 'phone' }],
		['callback', { client_phone: '15550101', mail: 'a@b.c' }, { valueEmail: 'mail' }],
		['callback', { client_id: 101, order: { phone: '15550102' } }, { valuePhone: 'order.phone' }],
	])(
		'refuses to %s an item that names another client itself: %j',
		async (forwardTo, item, places) => {
			const { error } = await run({ ...FORWARD, forwardTo, places }, { items: [item] });

			expect(error?.message).toMatch(/^The item has a field "client_.*" of its own/);
			expect(requests()).toEqual([]);
		},
	);

	it('takes a client whose own field is pointed at', async () => {
		const { error } = await run(
			{ ...FORWARD, places: { valueClientId: 'client_id' } },
			{ items: [{ client_id: 101 }] },
		);

		expect(error).toBeUndefined();
	});

	it.each([{}, { mail: '' }, { name: 'Anna', message: 'hi' }])(
		'refuses what says nobody whom it is for: %j',
		async (item) => {
			const places = { valueEmail: 'mail' };
			const given = { mail: '', ...item };
			const { error } = await run({ ...FORWARD, places }, { items: [given] });

			expect(error?.message).toBe('The item says nobody whom this is for');
			expect(requests()).toEqual([]);
		},
	);

	it('lets one bad item fail alone', async () => {
		const { items } = await run(
			{ ...FORWARD, places: { valuePhone: 'order.buyer.phone' } },
			{ items: [ORDER, { order: {} }, ORDER], onError: 'continueRegularOutput' },
		);

		expect(requests()).toHaveLength(2);
		expect(items.map(({ json }) => json.error)).toEqual([
			undefined,
			'Phone Is In: the item has no field "order.buyer.phone"',
			undefined,
		]);
	});

	it('refuses an empty item', async () => {
		const { error } = await run(FORWARD);

		expect(error?.message).toBe('The item is empty, so there is nothing to pass on');
	});
});
