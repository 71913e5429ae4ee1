import { webhookReady } from '../../support/real-n8n';
import type { Shared } from '../mavibot/setup';
import { errorOf } from '../mavibot/workflow';
import { COLLEAGUE, WAITING_FOR_PAYMENT } from './fill-in';
import { importExample, published } from './imported';
import { changesIn } from './requests';

const ANNA = 101;
/** Has no deal. */
const BORIS = 102;

/** A deal that an answer of the client moves on. */
export function testsOfPaid(shared: () => Shared): void {
	const workflow = published(shared, 'paid-moves-deal', { node: 'Client Writes "Paid"' });
	const url = () => workflow().urlOf('Client Writes "Paid"');

	beforeEach(() => shared().mavibot.setWebhookUrl(url()));

	// The local Mavibot begins anew with its ids in each test, and a repeated id starts nothing.
	let lastId = 22563060000;
	const writes = async (clientId: number, text: string) => {
		const extras = { id: ++lastId };
		return await workflow().runBy(
			async () => await shared().mavibot.clientWrites(clientId, text, extras),
		);
	};
	const stateOfAnnasDeal = () =>
		[...shared().mavibot.state.deals.values()].find(({ client_id }) => client_id === ANNA)
			?.state_id;
	const textsTo = (clientId: number) =>
		shared()
			.mavibot.messagesTo(clientId)
			.map(({ text }) => text);

	test.each(['paid', ' I have paid! '])('"%s" moves the deal one state on', async (text) => {
		const { mavibot } = shared();

		expect(errorOf(await writes(ANNA, text))).toEqual({});

		expect(stateOfAnnasDeal()).toBe(38);
		expect(textsTo(ANNA)).toEqual(['Thank you, we have noted your payment.']);
		expect(textsTo(COLLEAGUE)).toEqual([]);
		expect(changesIn(mavibot)).toEqual(['move_order_to_next_state', 'message']);
	});

	test('a second "paid" moves nothing, and a colleague is told', async () => {
		await writes(ANNA, 'paid');

		expect(errorOf(await writes(ANNA, 'Paid.'))).toEqual({});

		expect(stateOfAnnasDeal()).toBe(38);
		expect(textsTo(ANNA)).toHaveLength(1);
		expect(textsTo(COLLEAGUE)).toEqual([
			'Anna (client 101) wrote "Paid.", but no deal of this client waits for a payment. Please have a look.',
		]);
	});

	test('a client without a deal is not thanked, and a colleague is told', async () => {
		const run = await writes(BORIS, 'paid');

		expect(errorOf(run)).toEqual({});
		expect(textsTo(BORIS)).toEqual([]);
		expect(textsTo(COLLEAGUE)).toHaveLength(1);
	});

	test('the same message posted twice moves the deal once', async () => {
		const { mavibot } = shared();
		const again = { id: ++lastId };
		await workflow().runBy(async () => await mavibot.clientWrites(ANNA, 'paid', again));
		const before = await workflow().runs();

		const { body } = await mavibot.clientWrites(ANNA, 'paid', again);

		expect(JSON.parse(body)).toEqual({ status: 'ignored' });
		expect(await workflow().runs()).toBe(before);
		expect(stateOfAnnasDeal()).toBe(38);
	});

	test('other messages start nothing', async () => {
		const before = await workflow().runs();

		const { body } = await shared().mavibot.clientWrites(ANNA, 'I have not paid yet');

		expect(JSON.parse(body)).toEqual({ status: 'ignored' });
		expect(await workflow().runs()).toBe(before);
	});

	test('no deal is moved as long as no state is filled in', async () => {
		const { client, mavibot } = shared();
		const unfinished = await importExample(shared(), 'paid-moves-deal', {
			'Waiting for Payment?': { 'conditions.conditions.0.rightValue': '' },
		});
		await client.activateWorkflow(unfinished.id);
		const unfinishedUrl = unfinished.urlOf('Client Writes "Paid"');
		await webhookReady(unfinishedUrl);
		mavibot.setWebhookUrl(unfinishedUrl);

		await unfinished.runBy(async () => await mavibot.clientWrites(ANNA, 'paid'));
		await client.deactivateWorkflow(unfinished.id);

		expect(stateOfAnnasDeal()).toBe(WAITING_FOR_PAYMENT);
		expect(textsTo(ANNA)).toEqual([]);
	});
}
