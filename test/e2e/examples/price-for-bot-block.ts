import { request } from 'undici';
import type { Shared } from '../mavibot/setup';
import { SECRET } from './fill-in';
import { importExample, published } from './imported';

const NO_DELIVERY = { delivers: 'no', price: '' };

/** A block of the bot that asks n8n for a price and gets the answer. */
export function testsOfPriceForBotBlock(shared: () => Shared): void {
	const workflow = published(shared, 'price-for-bot-block', { node: 'Bot Asks' });

	/** Calls n8n as a block does. */
	const asked = async (body: string, secret = SECRET) => {
		const answer = await request(`${workflow().urlOf('Bot Asks')}?secret=${secret}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body,
		});
		return { status: answer.statusCode, json: await answer.body.json() };
	};

	test.each([
		['Berlin', { delivers: 'yes', price: '4.90', text: 'Delivery to Berlin costs 4.90.' }],
		[' MUNICH ', { delivers: 'yes', price: '6.90', text: 'Delivery to MUNICH costs 6.90.' }],
		['Oslo', { ...NO_DELIVERY, text: 'We do not deliver to Oslo yet.' }],
		['constructor', { ...NO_DELIVERY, text: 'We do not deliver to constructor yet.' }],
	])('a block that asks for "%s" gets the answer', async (city, answer) => {
		expect(await asked(JSON.stringify({ city }))).toEqual({ status: 200, json: answer });
	});

	test.each(['{}', '[]', 'null', '{"city":null}', '{"city":["Berlin","Oslo"]}'])(
		'a block that sends %s is told that there is no delivery',
		async (body) => {
			const { status, json } = await asked(body);
			expect([status, json]).toEqual([200, expect.objectContaining(NO_DELIVERY)]);
		},
	);

	test('who does not know the secret gets no answer and starts nothing', async () => {
		const before = await workflow().runs();

		const { status, json } = await asked('{"city":"Berlin"}', 'guessed');

		expect([status, json]).toEqual([403, expect.objectContaining({ status: 'refused' })]);
		expect(await workflow().runs()).toBe(before);
	});

	test('without a secret it does not listen at all', async () => {
		const { id } = await importExample(shared(), 'price-for-bot-block', {
			'Bot Asks': { 'options.secret': '' },
		});

		const listening = shared().client.listenForTestEvent(id, { triggerName: 'Bot Asks' });

		await expect(listening).rejects.toThrow('Secret under Options is empty');
	});
}
