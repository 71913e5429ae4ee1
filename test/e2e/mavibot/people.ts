import type { INodeParameters } from 'n8n-workflow';
import { outputOf } from '../../support/real-n8n';
import type { Shared } from './setup';
import { byId, errorOf, mavibotNode, runWith, sendNode } from './workflow';

/** What a run sends to whom, in the real n8n: nothing to the wrong people, and everything in its order. */
export function testsOfPeople(shared: () => Shared): void {
	/** Runs one Mavibot node, and gives its error and the requests that came of it. */
	const ran = async (items: Array<Record<string, unknown>>, parameters: INodeParameters) => {
		const { client, credential, mavibot } = shared();
		const before = mavibot.journal.length;
		const node = mavibotNode('Mavibot', credential, parameters);
		const execution = await runWith(client, items as never, [node]);
		const requests = mavibot.journal.slice(before);
		return {
			...errorOf(execution),
			requests: requests.map(({ action, body }) => ({ action, body })),
		};
	};
	const DELETE = { resource: 'client', operation: 'delete' };

	test('an ID of 17 digits arrives as it was typed, and is refused where it was made a number', async () => {
		expect((await ran([{}], { ...DELETE, clients: '[17841405309211845]' })).requests).toEqual([
			{ action: 'delete_clients', body: { client_ids: ['17841405309211845'] } },
		]);

		const asNumber = { ...DELETE, clients: '={{ [17841405309211845] }}' };
		expect(await ran([{}], asNumber)).toMatchObject({
			message:
				'Element 1 of Client IDs is a number of more than 15 digits, of which the last are lost',
			requests: [],
		});
	});

	test('an expression in a choice that leads to other fields sends nothing', async () => {
		const parameters = {
			resource: 'deal',
			operation: 'create',
			findClientBy: '={{ $json.by }}',
			clientId: byId('102'),
			phone: '15550101',
			email: 'anna@example.com',
		};

		expect(await ran([{ by: 'phone' }], parameters as INodeParameters)).toMatchObject({
			message: 'Find Client By holds an expression, and has to be chosen in the form',
			requests: [],
		});
	});

	test('a bot whose expression gives nothing does not become all bots', async () => {
		const parameters = {
			resource: 'bot',
			operation: 'startMany',
			platformIds: '777000101',
			callbackText: 'hi',
			groupId: byId('={{ $json.missing }}'),
		};

		expect(await ran([{}], parameters as INodeParameters)).toMatchObject({
			message: 'Bot is empty',
			requests: [],
		});
	});

	test.each([
		['5,6', 'Client has to be one ID, a whole number, and is "5,6"'],
		['0', 'Client has to be one ID, a whole number, and is "0"'],
	])('a message to the client %s goes to nobody', async (id, message) => {
		const send = { resource: 'message', operation: 'send', clientId: byId(id), message: 'Hello' };

		expect(await ran([{}], send as INodeParameters)).toMatchObject({ message, requests: [] });
	});

	test('messages to one client arrive in the order of the items, also after a 429', async () => {
		const { client, credential, mavibot } = shared();
		const sent = mavibot.messagesTo(101).length;
		const retried = { action: 'message', status: 429, headers: { 'retry-after': '0' } };
		for (let fault = 0; fault < 3; fault++) mavibot.fail(retried);
		const items = Array.from({ length: 60 }, (_, index) => ({ client_id: 101 + (index % 2) }));

		const execution = await runWith(client, items, [
			sendNode('Send', credential, '=Number {{ $itemIndex }}'),
		]);

		expect(outputOf(execution, 'Send')).toHaveLength(60);
		const texts = mavibot.messagesTo(101).map(({ text }) => text);
		expect(texts.slice(sent)).toEqual(
			items.flatMap((item, index) => (item.client_id === 101 ? [`Number ${index}`] : [])),
		);
	});
}
