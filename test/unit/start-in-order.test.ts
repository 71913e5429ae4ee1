import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listeningServers, noMoreListeningThan } from '../support/e2e/left-over';
import { editorTraffic } from '../e2e/mavibot/secret/traffic';
import { startInOrder, type Stoppable } from '../support/start-in-order';

/** Parts that note what becomes of them. */
function parts() {
	const noted: string[] = [];
	const start = async (name: string, stop: () => unknown = () => {}): Promise<Stoppable> => {
		noted.push(`${name} starts`);
		return {
			async stop() {
				noted.push(`${name} ends`);
				await stop();
			},
		};
	};
	const fail = async (): Promise<Stoppable> => {
		throw new Error('no browser');
	};
	return { noted, start, fail };
}

const fails = (reason: string) => () => {
	throw new Error(reason);
};

describe('what consists of several parts', () => {
	it('is ended in the reverse order, once', async () => {
		const { noted, start } = parts();
		const started = await startInOrder(async ({ part, atEnd }) => {
			await part(start('first'));
			atEnd(() => noted.push('second ends'));
			return { name: 'started' };
		});
		expect(started.name).toBe('started');
		expect(noted).toEqual(['first starts']);

		await started.stop();
		await started.stop();

		expect(noted).toEqual(['first starts', 'second ends', 'first ends']);
	});

	it('is ended as far as it has come where a part does not start, and says first why', async () => {
		const { noted, start, fail } = parts();

		const starting = startInOrder(async ({ part }) => {
			await part(start('first', fails('first is stuck')));
			await part(start('second'));
			await part(fail());
			return await part(start('never'));
		});

		await expect(starting).rejects.toThrow(
			/^no browser\nWhat was started did not end: first is stuck$/,
		);
		expect(noted).toEqual(['first starts', 'second starts', 'second ends', 'first ends']);
	});

	it('is ended wholly where the end of a part fails', async () => {
		const { noted, start } = parts();
		const { stop } = await startInOrder(async ({ part }) => {
			await part(start('first'));
			await part(start('second', fails('second is stuck')));
			await part(start('third', fails('third is stuck')));
			return {};
		});

		await expect(stop()).rejects.toThrow('third is stuck\nsecond is stuck');

		expect(noted.slice(-3)).toEqual(['third ends', 'second ends', 'first ends']);
	});

	it('is ended also in what another part has not waited for', async () => {
		const { noted, start, fail } = parts();
		let finish = () => {};
		const slow = new Promise<void>((resolve) => (finish = resolve));

		const starting = startInOrder(async ({ part }) => {
			await Promise.all([part(slow.then(async () => await start('slow'))), part(fail())]);
			return {};
		});
		const end = expect(starting).rejects.toThrow('no browser');
		expect(noted).toEqual([]);
		finish();
		await end;

		expect(noted).toEqual(['slow starts', 'slow ends']);
	});

	it('is ended also in what one side starts while it is being ended for another', async () => {
		const { noted, start, fail } = parts();
		let late: Promise<unknown> = Promise.resolve();

		const starting = startInOrder(async ({ part }) => {
			const one = part(start('first')).then(async () => await part(fail()));
			late = one.catch(async () => await part(start('late')));
			late.catch(() => {});
			await one;
			return {};
		});
		await expect(starting).rejects.toThrow('no browser');
		await late.catch(() => {});

		expect(noted).toHaveLength(4);
		expect(noted).toEqual(expect.arrayContaining(['first ends', 'late ends']));
	});

	it('takes its folder away', async () => {
		let folder = '';
		const starting = startInOrder(async (begun) => {
			folder = begun.folder('in-order-');
			writeFileSync(join(folder, 'file'), 'text');
			return await begun.part(parts().fail());
		});

		await expect(starting).rejects.toThrow('no browser');
		expect([folder === '', existsSync(folder)]).toEqual([false, false]);
	});
});

describe('what passes between the editor and n8n', () => {
	const given = process.env.CHROMIUM_PATH;

	afterEach(() => {
		if (given === undefined) delete process.env.CHROMIUM_PATH;
		else process.env.CHROMIUM_PATH = given;
	});

	it('is listened to by nobody any more where the browser does not start', async () => {
		const before = listeningServers();
		process.env.CHROMIUM_PATH = '/no/such/browser';

		const traffic = editorTraffic({
			url: 'http://127.0.0.1:9',
			owner: { email: '', password: '' },
			workflowIds: [],
			execution: { workflowId: '', executionId: '' },
		});

		await expect(traffic).rejects.toThrow('CHROMIUM_PATH is /no/such/browser');
		await noMoreListeningThan(before);
	});
});
