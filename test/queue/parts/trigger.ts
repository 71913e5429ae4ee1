import { request } from 'undici';
import { startLoopback } from '../../support/e2e/loopback';
import { AFTER, sendNode } from '../../e2e/mavibot/workflow';
import { outputOf } from '../../support/real-n8n';
import { until } from '../../support/real-n8n/until';
import { TRIGGER, type Node, type Shared } from '../../support/queue/shared';

const STARTED = { status: 200, body: '{"status":"started"}' };
const IGNORED = { status: 200, body: '{"status":"ignored"}' };

/** The trigger in the webhook process, and what follows it in a worker. */
export function testsOfTrigger(shared: () => Shared): void {
	test('the webhook process starts what passes the filters, and refuses who may not call', async () => {
		const { activated, ended, mavibot } = shared();
		const workflow = await activated('Filters', [AFTER], {
			filters: {
				messengers: [1],
				text: { condition: { operator: 'startsWith', value: 'order', caseSensitive: false } },
			},
			options: { secret: 'sesame' },
		});
		const { clientWrites } = mavibot;

		mavibot.setWebhookUrl(`${workflow.url}?secret=sesame`);
		expect(await clientWrites(101, 'Order 12')).toMatchObject(STARTED);
		expect(await clientWrites(101, 'Hello')).toMatchObject(IGNORED);
		expect(await clientWrites(102, 'Order 13')).toMatchObject(IGNORED);
		expect(await clientWrites(101, 'Order 14', { is_input: 0 })).toMatchObject(IGNORED);
		expect(await clientWrites(101, 'Order 15', { project_id: 2 })).toMatchObject({ status: 403 });
		mavibot.setWebhookUrl(workflow.url);
		expect(await clientWrites(101, 'Order 16')).toMatchObject({ status: 403 });

		const [execution] = await ended(workflow, 1);
		expect(outputOf(execution, 'After')).toMatchObject([
			{ json: { event: 'clientMessage', text: 'Order 12', client_id: 101 } },
		]);
	});

	test('a repeated event is dropped by the process that had it, and a moment later by another', async () => {
		const { activated, ended, mavibot, n8n } = shared();
		const workflow = await activated('Repeats', [AFTER], { options: { leaveOutRepeats: true } });
		const twice = { id: 22563099999 };

		mavibot.setWebhookUrl(workflow.url);
		expect(await mavibot.clientWrites(101, 'Hello', twice)).toMatchObject(STARTED);
		expect(await mavibot.clientWrites(101, 'Hello', twice)).toMatchObject(IGNORED);
		await ended(workflow, 1);

		// Main receives webhooks as well, as a second webhook process would.
		mavibot.setWebhookUrl(workflow.url.replace(n8n.webhook.url, n8n.main.url));
		expect(await mavibot.clientWrites(101, 'Hello', twice)).toMatchObject(IGNORED);
		expect(await mavibot.clientWrites(101, 'Hello again')).toMatchObject(STARTED);
		await ended(workflow, 2);
	});

	test('a file that the webhook process has downloaded can be read by a worker', async () => {
		const { activated, ended, mavibot } = shared();
		const files = await startLoopback((_request, response) => {
			response.writeHead(200, { 'content-type': 'text/plain' }).end('two pounds of green tea');
		});
		try {
			const read: Node = {
				name: 'Read',
				type: 'n8n-nodes-base.extractFromFile',
				typeVersion: 1,
				parameters: { operation: 'text', binaryPropertyName: 'attachment_0', options: {} },
			};
			const options = { downloadAttachments: true, allowLocalNetwork: true };
			const workflow = await activated('Files', [read], { options });

			mavibot.setWebhookUrl(workflow.url);
			const attachments = [`${files.origin}/order.txt`];
			expect(await mavibot.clientWrites(101, 'My order', { attachments })).toMatchObject(STARTED);

			const [execution] = await ended(workflow, 1);
			expect(outputOf(execution, TRIGGER)[0].binary).toHaveProperty('attachment_0');
			expect(outputOf(execution, 'Read')).toMatchObject([
				{ json: { data: 'two pounds of green tea' } },
			]);
		} finally {
			await files.stop();
		}
	});

	test("a bot's block gets the answer that a worker has made", async () => {
		const { activated, mavibot } = shared();
		const assignments = [
			{ id: 'a', name: 'greeting', value: '=Hello {{ $json.body.client.name }}', type: 'string' },
		];
		const greeting: Node = {
			name: 'Greeting',
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			parameters: { assignments: { assignments }, options: {} },
		};
		const workflow = await activated('Block', [greeting], {
			events: ['blockCall'],
			responseMode: 'lastNode',
		});

		// Any JSON will do for a block's call, and an event is some.
		mavibot.setWebhookUrl(workflow.url);
		expect(await mavibot.clientWrites(101, 'Hello')).toMatchObject({
			status: 200,
			body: '{"greeting":"Hello Anna"}',
		});
	});

	test('of 200 messages that come 50 at a time, each is taken and answered once', async () => {
		const { activated, credential, mavibot } = shared();
		const echo = sendNode('Send', credential, '={{ $json.text }}');
		const workflow = await activated('Many', [echo]);
		const texts = Array.from({ length: 200 }, (_, index) => `no. ${index}`);

		// The local Mavibot would post what the workflow sends as well.
		const left = await Promise.all(
			texts.map(async (text) => JSON.stringify((await mavibot.clientWrites(101, text)).event)),
		);
		const answers: string[] = [];
		const caller = async () => {
			for (let body = left.shift(); body !== undefined; body = left.shift()) {
				const headers = { 'content-type': 'application/json' };
				const answer = await request(workflow.url, { method: 'POST', headers, body });
				answers.push(await answer.body.text());
			}
		};
		await Promise.all(Array.from({ length: 50 }, caller));
		expect(answers).toEqual(texts.map(() => STARTED.body));

		const sent = () => mavibot.messagesTo(101).map(({ text }) => text);
		await until(async () => sent().length >= 200 || undefined, {
			onTimeout: () => `${sent().length} answers came, not 200`,
		});
		await shared().untilJobs({ waiting: 0, taken: 0 });
		expect(sent().sort()).toEqual(texts.sort());
	});
}
