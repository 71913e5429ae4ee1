import type { IDataObject } from 'n8n-workflow';
import { outputOf } from '../../support/real-n8n';
import type { Shared } from '../mavibot/setup';
import { errorOf, runWith } from '../mavibot/workflow';
import { published } from './imported';
import { changesIn } from './requests';

const TABLE = 'Mavibot delivery failures';

/** What Mavibot posts when a block's message could not be delivered. */
const failure = (id: number, reason: string) => ({
	id,
	is_input: 0 as const,
	delivered: 0 as const,
	message_id: 202,
	error_message: reason,
});

/** Messages that were not delivered, as rows of a table in n8n. */
export function testsOfDeliveryFailures(shared: () => Shared): void {
	const workflow = published(shared, 'delivery-failures-to-table', { node: 'Delivery Failed' });
	const url = () => workflow().urlOf('Delivery Failed');

	beforeAll(async () => expect(errorOf(await workflow().run('Click Here Once'))).toEqual({}));

	beforeEach(() => shared().mavibot.setWebhookUrl(url()));

	const rows = async (): Promise<IDataObject[]> => {
		const run = await runWith(
			shared().client,
			[{}],
			[
				{
					name: 'Get',
					type: 'n8n-nodes-base.dataTable',
					typeVersion: 1,
					parameters: {
						operation: 'get',
						dataTableId: { __rl: true, mode: 'name', value: TABLE },
						returnAll: true,
					},
				},
			],
		);
		expect(errorOf(run)).toEqual({});
		return outputOf(run, 'Get').map(({ json }) => json);
	};

	test('a failure becomes a row with the reason, and one that is posted twice stays one', async () => {
		const { mavibot } = shared();
		const before = (await rows()).length;
		const failed = failure(22563050001, 'bot was blocked by the user');
		const startedAt = Date.now();

		const run = await workflow().runBy(
			async () => await mavibot.clientWrites(102, 'Your order is on its way.', failed),
		);
		const again = await mavibot.clientWrites(102, 'Your order is on its way.', failed);

		expect(errorOf(run)).toEqual({});
		expect(JSON.parse(again.body)).toEqual({ status: 'ignored' });
		const added = (await rows()).slice(before);
		expect(added).toMatchObject([
			{
				client_id: 102,
				client_name: 'Boris',
				bot: '34810',
				message: 'Your order is on its way.',
				reason: 'bot was blocked by the user',
			},
		]);
		const failedAt = new Date(String(added[0].failed_at)).getTime();
		expect(failedAt).toBeGreaterThanOrEqual(startedAt);
		expect(failedAt).toBeLessThanOrEqual(Date.now());
		expect(changesIn(mavibot)).toEqual([]);
	});

	test('messages that were delivered make no row', async () => {
		const { mavibot } = shared();
		const before = await rows();

		const replies = [
			await mavibot.clientWrites(101, 'Hello'),
			await mavibot.clientWrites(101, 'Welcome!', { is_input: 0, message_id: 201 }),
		];

		expect(replies.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
			{ status: 'ignored' },
			{ status: 'ignored' },
		]);
		expect(await rows()).toEqual(before);
	});

	test('making the table again leaves its rows alone', async () => {
		const { mavibot } = shared();
		await workflow().runBy(
			async () => await mavibot.clientWrites(101, 'Welcome!', failure(22563050002, 'timeout')),
		);
		const before = await rows();

		expect(errorOf(await workflow().run('Click Here Once'))).toEqual({});

		expect(before).not.toEqual([]);
		expect(await rows()).toEqual(before);
	});
}
