import type { INodeListSearchResult } from 'n8n-workflow';
import { addClient } from '../../support/mavibot-api';
import { storeCredential, WRONG_KEY, type Shared } from './setup';

/** The lists that fill the editor's fields. */
export function testsOfLists(shared: () => Shared): void {
	const listed = async (
		methodName: string,
		search: { filter?: string; paginationToken?: string } = {},
	): Promise<INodeListSearchResult> =>
		await shared().client.resourceLocatorResults({
			nodeType: 'n8n-nodes-mavibot.mavibot',
			version: 1,
			path: 'parameters.clientId',
			methodName,
			credentials: { mavibotApi: shared().credential },
			...search,
		});
	const values = ({ results }: INodeListSearchResult) => results.map(({ value }) => value);
	const names = ({ results }: INodeListSearchResult) => results.map(({ name }) => name);

	test('bots are listed with their messengers, all of them or one messenger only', async () => {
		const all = await listed('searchBots');
		expect(names(all)).toEqual(expect.arrayContaining(['tea_shop_bot (telegram)', 'shop (viber)']));
		expect(values(await listed('searchTelegramBots'))).toEqual(['tea_shop_bot']);
		expect(values(await listed('searchWhatsAppBots'))).toEqual([34810, 34811]);
		expect(names(await listed('searchBots', { filter: 'SHOP@' }))).toEqual([
			'shop@example.com (email)',
		]);
	});

	test('blocks are listed by their names, and found by any of their words', async () => {
		const all = await listed('searchBlocks');
		expect(values(all)).toEqual([201, 202, 203]);
		expect(names(all)).toEqual([
			'Welcome (201)',
			'Your order is on its way. (202)',
			'Thank you for your order. (203)',
		]);
		expect(values(await listed('searchBlocks', { filter: 'ORDER_PAID' }))).toEqual([203]);
		expect(values(await listed('searchBlocks', { filter: 'order is' }))).toEqual([202]);
	});

	test('clients are listed page after page, and searched', async () => {
		const { mavibot } = shared();
		for (let index = 0; index < 600; index += 1) {
			const platform_id = String(880000000 + index);
			addClient(mavibot.state, { client_type: 1, platform_id, group: 'tea_shop_bot' });
		}
		try {
			const first = await listed('searchClients');
			expect(first.results).toHaveLength(500);
			const paginationToken = String(first.paginationToken);
			const second = await listed('searchClients', { paginationToken });
			expect(new Set([...values(first), ...values(second)]).size).toBe(mavibot.state.clients.size);
			expect(second.paginationToken ?? null).toBeNull();
			const anna = await listed('searchClients', { filter: 'anna', paginationToken });
			expect(values(anna)).toEqual([101]);
		} finally {
			mavibot.reset();
		}
	});

	test('a list that cannot be had says why', async () => {
		const wrong = await storeCredential(shared(), 'Wrong key for lists', { apiKey: WRONG_KEY });
		const list = shared().client.resourceLocatorResults({
			nodeType: 'n8n-nodes-mavibot.mavibot',
			version: 1,
			path: 'parameters.clientId',
			methodName: 'searchClients',
			credentials: { mavibotApi: wrong },
		});
		await expect(list).rejects.toThrow('Mavibot refused the API key');
	});
}
