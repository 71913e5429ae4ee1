import { sendNode } from '../../e2e/mavibot/workflow';
import type { Shared } from '../../support/queue/shared';
import { broadcastNode } from './workers';

/** Main and Redis, ended and started again while there is work. */
export function testsOfRestarts(shared: () => Shared): void {
	test('executions that wait outlive the end of main, and of Redis, and run once each', async () => {
		const { activated, credential, ended, mavibot, n8n, requests } = shared();
		const { main, redis, workers } = n8n;
		const workflow = await activated('Echo', [sendNode('Send', credential, '={{ $json.text }}')]);
		await Promise.all(workers.map(async (worker) => await worker.stop()));
		const texts = Array.from({ length: 20 }, (_, index) => `no. ${index}`);

		await shared().write(workflow, texts.slice(0, 10));
		await shared().untilJobs({ waiting: 10 });
		await main.kill();
		// The webhook process needs no main to take a message.
		await shared().write(workflow, texts.slice(10));
		await shared().untilJobs({ waiting: 20 });
		await main.start();
		for (const end of [redis.kill, redis.stop]) {
			await end();
			await redis.start();
		}
		await Promise.all(workers.map(async (worker) => await worker.start()));

		expect(await ended(workflow, 20)).toMatchObject(Array(20).fill({ status: 'success' }));
		expect(requests('message')).toHaveLength(20);
		const received = mavibot.messagesTo(101).map(({ text }) => text);
		expect(received.sort()).toEqual(texts.sort());
	});

	test('a broadcast under way while Redis is ended goes out once, and a message that comes then is answered', async () => {
		const { activated, credential, ended, n8n, requests } = shared();
		const broadcast = await activated('Broadcast', [broadcastNode(credential)]);
		const echo = await activated('Echo', [sendNode('Send', credential, '={{ $json.text }}')]);

		for (const [index, end] of [n8n.redis.kill, n8n.redis.stop].entries()) {
			const letGo = shared().hold({ action: 'broadcast' });
			await shared().write(broadcast, ['go']);
			await shared().untilRequested('broadcast', index + 1);
			await end();
			const writing = shared().write(echo, [`while Redis is down, ${index}`]);
			await n8n.redis.start();
			await writing;
			letGo();
			const executions = await ended(broadcast, index + 1);
			expect(executions.map(({ status }) => status)).not.toContain('error');
			await ended(echo, index + 1);
		}

		await shared().untilJobs({ waiting: 0, taken: 0 });
		expect(requests('broadcast')).toHaveLength(2);
		expect(requests('message')).toHaveLength(2);
	});

	test('a Redis that comes back without what it last held makes n8n send a broadcast again', async () => {
		const { activated, credential, n8n, requests } = shared();
		const { redis, workers } = n8n;
		const workflow = await activated('Broadcast', [broadcastNode(credential)]);
		await Promise.all(workers.map(async (worker) => await worker.stop()));
		await shared().write(workflow, ['go']);
		await shared().untilJobs({ waiting: 1 });

		// From here on Redis writes nothing down, as between two of its snapshots.
		expect(await redis.command('CONFIG SET appendonly no')).toContain('OK');
		const letGo = shared().hold({ action: 'broadcast' });
		await Promise.all(workers.map(async (worker) => await worker.start()));
		await shared().untilRequested('broadcast', 1);
		await redis.kill();
		await redis.start();

		await shared().untilRequested('broadcast', 2);
		letGo();
		await shared().untilJobs({ waiting: 0, taken: 0 });
		expect(requests('broadcast')).toHaveLength(2);
	});
}
