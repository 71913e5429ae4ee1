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

	test('blocks are listed by their text', async () => {
		expect(values(await listed('searchBlocks'))).toEqual([201, 202, 203]);
		expect(values(await listed('searchBlocks', { filter: 'order is' }))).toEqual([202]);
	});

	test('clients are listed page after page, and searched by name, messenger id and id', async () => {
		const { mavibot } = shared();
		const seeded = [...mavibot.state.clients.keys()];
		for (let index = 0; index < 600; index += 1) {
			addClient(mavibot.state, {
				name: `Client ${index}`,
				client_type: 1,
				platform_id: String(880000000 + index),
				group: 'tea_shop_bot',
			});
		}
		try {
			const total = mavibot.state.clients.size;
			const first = await listed('searchClients');
			expect(first.results).toHaveLength(500);
			const paginationToken = String(first.paginationToken);
			const second = await listed('searchClients', { paginationToken });
			expect(second.results).toHaveLength(total - 500);
			expect(second.paginationToken ?? null).toBeNull();
			expect(new Set([...values(first), ...values(second)]).size).toBe(total);

			expect(names(await listed('searchClients', { filter: 'client 555' }))).toEqual([
				expect.stringMatching(/^Client 555 · 880000555 · ID \d+$/),
			]);
			expect((await listed('searchClients', { filter: '880000556' })).results).toHaveLength(1);
			const anna = await listed('searchClients', { filter: 'anna', paginationToken });
			expect(values(anna)).toEqual([101]);
		} finally {
			for (const id of [...mavibot.state.clients.keys()]) {
				if (!seeded.includes(id)) mavibot.state.clients.delete(id);
			}
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
