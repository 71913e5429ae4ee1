import { once } from 'node:events';
import { trying } from '../support/properties/settings';
import fc from 'fast-check';
import type { IBinaryData, IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { Budget, NoTurn } from '../../nodes/Mavibot/trigger/message/downloadBudget';
import {
	downloaded,
	MOST_BYTES_OF_EVENT,
	type DownloadHelpers,
	type DownloadLimits,
} from '../../nodes/Mavibot/trigger/message/downloads';

const CHUNK = 65_536;
const SITE = 'https://files.example.com';

/** A signal that never aborts. */
const never = () => new AbortController().signal;

/** Everything that is due has run when this resolves; nothing here waits for a clock. */
const settled = async () => await new Promise<void>((resolve) => setImmediate(resolve));

/** Whether nothing of so many bytes is held: a wait that may not take place fails at once. */
const isFree = async (budget: Budget, most: number): Promise<boolean> =>
	await budget
		.open()
		.take(most, AbortSignal.abort())
		.then(
			() => true,
			() => false,
		);

/** The chunks of a file as they come. */
type Chunks = (options: IHttpRequestOptions) => AsyncGenerator<Uint8Array>;

const chunksOf = (count: number, content = 0): Chunks =>
	async function* () {
		const chunk = Buffer.alloc(CHUNK, content);
		for (let left = count; left > 0; left--) yield chunk;
	};

const failsAfter = (count: number, failure: (options: IHttpRequestOptions) => Promise<never>) =>
	async function* (options: IHttpRequestOptions) {
		yield* chunksOf(count)(options);
		await failure(options);
	};

const brokenOff = async (): Promise<never> => {
	throw Object.assign(new Error('x'), { code: 'ECONNRESET' });
};

/** Holds until the request is aborted, as a server that has fallen silent. */
async function silent({ abortSignal }: IHttpRequestOptions): Promise<never> {
	const signal = abortSignal as AbortSignal;
	if (!signal.aborted) await once(signal, 'abort');
	throw signal.reason;
}

/**
 * Files by path, and a count of what is held of them: read and not thrown away, and joined and not stored.
 *
 * @param heads status and headers by path, where they are not those of a file, or of none
 */
function site(files: Record<string, Chunks>, heads: Record<string, [number, IDataObject]> = {}) {
	const counts = { held: 0, peak: 0, asked: [] as string[] };
	const hold = (bytes: number) => {
		counts.held += bytes;
		counts.peak = Math.max(counts.peak, counts.held);
	};
	const helpers: DownloadHelpers = {
		httpRequest: async (options: IHttpRequestOptions): Promise<unknown> => {
			const path = options.url.slice(SITE.length + 1);
			counts.asked.push(path);
			const chunks = files[path] ?? chunksOf(0);
			const usual = [path in files ? 200 : 404, { 'content-length': '1' }];
			const [statusCode, headers] = heads[path] ?? usual;
			let read = 0;
			const body = {
				async *[Symbol.asyncIterator]() {
					try {
						for await (const chunk of chunks(options)) {
							read += chunk.length;
							hold(chunk.length);
							yield chunk;
						}
					} finally {
						// A stream takes a moment to close, in which others go on.
						await settled();
					}
				},
				destroy: () => {
					hold(-read);
					read = 0;
				},
			};
			return { statusCode, headers, body };
		},
		prepareBinaryData: async (data, fileName, mimeType) => {
			const { length } = data as Buffer;
			// Its chunks are still there while it is joined.
			hold(2 * length);
			await settled();
			hold(-2 * length);
			if (fileName === 'unstorable') throw new Error('The disk is full');
			return { data: `${(data as Buffer)[0]}`, bytes: length, fileName, mimeType } as IBinaryData;
		},
	};
	return { helpers, counts };
}

const file = (path: string) => ({ url: new URL(path, SITE).href, name: path, type: null });

/** Downloads files by their paths, with limits that leave room unless a test is about them. */
const download = async (
	helpers: DownloadHelpers,
	paths: string[],
	limits: Partial<DownloadLimits> = {},
	budget?: Budget,
) => {
	const most = { maxFiles: 20, maxBytes: 10 * CHUNK, maxBytesOfAll: 200 * CHUNK };
	const all = { ...most, timeoutMs: 60_000, isLocalAllowed: false, ...limits };
	return await downloaded(helpers, paths.map(file), all, budget);
};

/** As many events at once, each with these files. */
const ofEvents = async (count: number, ...given: Parameters<typeof download>) =>
	await Promise.all(Array.from({ length: count }, async () => await download(...given)));

const MOST = 80 * CHUNK;

/** Room for the copies of a file of ten chunks, and for the chunk that is read, is left to the oldest. */
const budgetOfTests = () => new Budget(MOST, 21 * CHUNK);

describe('a download', () => {
	it('gives name and type, and follows redirects by hand', async () => {
		const { helpers, counts } = site(
			{ 'b?c': chunksOf(1, 7) },
			{
				'etc/a.txt': [302, { location: '../b?c' }],
				'b?c': [200, { 'content-type': 'text/plain ; charset=utf-8' }],
			},
		);
		expect(await download(helpers, ['etc/a.txt'])).toEqual({
			binary: {
				attachment_0: { data: '7', bytes: CHUNK, fileName: 'a.txt', mimeType: 'text/plain' },
			},
			attachments: [{ ...file('etc/a.txt'), binary_property: 'attachment_0' }],
		});
		expect(counts.asked).toEqual(['etc/a.txt', 'b?c']);
	});

	const LOCAL = 'the link leads into the local network (Allow Local Network is off)';

	it.each([
		['http://127.0.0.1/', LOCAL, 0],
		['ftp://files.example.com/', 'the link is neither http nor https', 0],
		['to-local', `${LOCAL}, after a redirect`, 1],
		['to-file', 'the link is neither http nor https, after a redirect', 1],
		['round', 'there are more than 5 redirects', 6],
		['not-modified', 'the server answered 304', 1],
		['told-large', 'the file is larger than 0.7 MB', 1],
		[
			`https://files.example.com/${'a'.repeat(8192)}`,
			'the link is longer than 8,192 characters',
			0,
		],
		['to-long', 'the link is longer than 8,192 characters, after a redirect', 1],
	])('of %s fails, since %s', async (path, reason, times) => {
		const { helpers, counts } = site(
			{},
			{
				'to-local': [301, { location: 'http://[::ffff:a9fe:a9fe]/' }],
				'to-file': [307, { location: 'file:///etc/passwd' }],
				round: [302, { location: `${SITE}/round` }],
				'to-long': [302, { location: `/${'a'.repeat(8192)}` }],
				'not-modified': [304, {}],
				'told-large': [200, { 'content-length': `${10 * CHUNK + 1}` }],
			},
		);
		expect(await download(helpers, [path])).toEqual({
			binary: {},
			attachments: [{ ...file(path), error: `Not downloaded: ${reason}` }],
		});
		expect(counts.asked).toEqual(Array(times).fill(path));
	});

	it('is given no name that is none of a file', async () => {
		const { helpers } = site({ 'a.txt': chunksOf(1) });
		const url = `${SITE}/a.txt`;
		const named = async (name: string | null) => {
			const limits = { maxFiles: 1, maxBytes: CHUNK, maxBytesOfAll: CHUNK, timeoutMs: 60_000 };
			const { binary } = await downloaded(helpers, [{ url, name, type: null }], {
				...limits,
				isLocalAllowed: false,
			});
			return binary.attachment_0.fileName;
		};
		expect(await named('../b\u202egpj.exe')).toBe('bgpj.exe');
		expect([await named('..'), await named(null)]).toEqual([undefined, undefined]);
	});

	it('says what broke the connection', async () => {
		const helpers = { ...site({}).helpers, httpRequest: brokenOff };
		const { attachments } = await download(helpers, ['a']);
		expect(attachments[0].error).toBe('Not downloaded: the connection failed (ECONNRESET)');
	});
});

describe('a budget', () => {
	it('is never passed, and everybody gets their turn, whatever they take and in what order', async () => {
		const takes = fc.array(fc.integer({ min: 1, max: 50 }), { maxLength: 12 });
		const all = fc.array(takes, { maxLength: 30 });
		await fc.assert(
			fc.asyncProperty(all, fc.integer({ min: 0, max: 300 }), async (downloads, shared) => {
				const sums = downloads.map((bytes) => bytes.reduce((sum, each) => sum + each, 0));
				const largest = Math.max(0, ...sums);
				const most = largest + shared;
				const budget = new Budget(most, largest);
				let held = 0;
				let peak = 0;
				await Promise.all(
					downloads.map(async (bytes, index) => {
						const share = budget.open();
						for (const each of bytes) {
							await share.take(each, never());
							held += each;
							peak = Math.max(peak, held);
							if (each % 2 === 0) await settled();
						}
						held -= sums[index];
						share.close();
					}),
				);
				expect(peak).toBeLessThanOrEqual(most);
				expect(await isFree(budget, most)).toBe(true);
			}),
			trying(200),
		);
	});

	it('gives nothing to who has given up waiting', async () => {
		const budget = new Budget(10, 8);
		const [oldest, other] = [budget.open(), budget.open()];
		await oldest.take(8, never());
		const controller = new AbortController();
		const waiting = other.take(3, controller.signal);
		controller.abort();

		await expect(waiting).rejects.toBeInstanceOf(NoTurn);
		oldest.close();
		await other.take(10, AbortSignal.abort());
		other.close();
		expect(await isFree(budget, 10)).toBe(true);
	});
});

describe('downloads of many events at once', () => {
	const paths = Array.from({ length: 4 }, (_, index) => `file-${index}`);

	it('hold no more than the budget, and each comes in the end, under its own name', async () => {
		const budget = budgetOfTests();
		const { helpers, counts } = site(
			Object.fromEntries(paths.map((path, index) => [path, chunksOf(10 - index, index)])),
		);

		const outcomes = await ofEvents(20, helpers, paths, {}, budget);

		expect(counts.asked).toHaveLength(80);
		expect(counts.peak).toBeGreaterThan(MOST / 4);
		expect(counts.peak).toBeLessThanOrEqual(MOST);
		for (const { binary, attachments } of outcomes) {
			expect(attachments).toHaveLength(paths.length);
			for (const [index, path] of paths.entries()) {
				const property = `attachment_${index}`;
				expect(attachments[index]).toEqual({ ...file(path), binary_property: property });
				expect(binary[property]).toMatchObject({ data: `${index}`, bytes: (10 - index) * CHUNK });
			}
		}
		expect(counts.held).toBe(0);
		expect(await isFree(budget, MOST)).toBe(true);
	});

	it('give back what they held when they fail, in whatever way', async () => {
		const budget = budgetOfTests();
		const { helpers, counts } = site({
			'broken-off': failsAfter(5, brokenOff),
			'too-large': chunksOf(11),
			unstorable: chunksOf(5),
			good: chunksOf(5),
		});
		const names = ['missing', 'broken-off', 'too-large', 'unstorable', 'good'];

		const outcomes = await ofEvents(20, helpers, names, {}, budget);

		for (const { binary, attachments } of outcomes) {
			expect(attachments.map(({ error }) => error)).toEqual([
				'Not downloaded: the server answered 404',
				'Not downloaded: the connection failed (ECONNRESET)',
				'Not downloaded: the file is larger than 0.7 MB',
				'Not downloaded: the connection failed',
				undefined,
			]);
			expect(Object.keys(binary)).toEqual(['attachment_4']);
		}
		expect(counts.peak).toBeLessThanOrEqual(MOST);
		expect(counts.held).toBe(0);
		expect(await isFree(budget, MOST)).toBe(true);
	});

	it('give back what they held when their time is over', async () => {
		const budget = budgetOfTests();
		const { helpers, counts } = site({ silent: failsAfter(5, silent) });

		const outcomes = await ofEvents(20, helpers, ['silent'], { timeoutMs: 1 }, budget);

		for (const { attachments } of outcomes) expect(attachments[0].error).toContain('0.001 s');
		expect(counts.held).toBe(0);
		expect(await isFree(budget, MOST)).toBe(true);
	});

	it('ask for nothing before their turn, and say so when it does not come in time', async () => {
		const budget = budgetOfTests();
		const other = budget.open();
		await other.take(MOST, never());
		const { helpers, counts } = site({ good: chunksOf(1) });

		const { attachments } = await download(helpers, ['good'], { timeoutMs: 1 }, budget);
		expect(attachments[0].error).toBe(
			'Not downloaded: other downloads left no room for it within 0.001 s',
		);
		const inTime = download(helpers, ['good'], {}, budget);
		await settled();
		expect(counts.asked).toEqual([]);
		other.close();
		expect((await inTime).attachments[0].binary_property).toBe('attachment_0');
	});

	it('share one budget in a process: ten events with 200 MB each hold 600 MB at most', async () => {
		const chunk = Buffer.alloc(CHUNK);
		let end = () => {};
		const isOver = new Promise<void>((resolve) => (end = resolve));
		const { helpers, counts } = site({
			large: async function* () {
				for (let left = MOST_BYTES_OF_EVENT; left >= CHUNK; left -= CHUNK) yield chunk;
				// All of it is there, and nothing has been joined, which would really take the memory.
				await isOver;
				await brokenOff();
			},
		});
		const largest = { maxBytes: MOST_BYTES_OF_EVENT, maxBytesOfAll: MOST_BYTES_OF_EVENT };

		const all = ofEvents(10, helpers, ['large'], largest);
		await settled();
		expect(counts.held).toBeGreaterThan(MOST_BYTES_OF_EVENT);
		end();
		const outcomes = await all;

		// Each byte counts twice; a chunk that waits for its turn, once.
		expect(2 * counts.peak).toBeLessThanOrEqual(600_000_000 + 10 * CHUNK);
		expect(counts.held).toBe(0);
		for (const { attachments } of outcomes) expect(attachments[0].error).toContain('ECONNRESET');
	});
});

describe('the files of one event', () => {
	const paths = Array.from({ length: 20 }, (_, index) => `file-${index}`);

	it('are together no larger than their limit, and those which are too much say so', async () => {
		const budget = new Budget(1000 * CHUNK, 31 * CHUNK);
		const { helpers, counts } = site(
			Object.fromEntries(paths.map((path, index) => [path, chunksOf(15, index)])),
		);

		const sizes = { maxBytes: 15 * CHUNK, maxBytesOfAll: 195 * CHUNK };
		const { binary, attachments } = await download(helpers, paths, sizes, budget);

		const error = "Not downloaded: the message's files together are larger than 12.8 MB";
		const properties = Object.keys(binary);
		expect(properties).toHaveLength(13);
		for (const [index, path] of paths.entries()) {
			const property = `attachment_${index}`;
			const outcome = properties.includes(property) ? { binary_property: property } : { error };
			expect(attachments[index]).toEqual({ ...file(path), ...outcome });
			if (!('error' in outcome)) {
				expect(binary[property]).toMatchObject({ data: String(index), bytes: 15 * CHUNK });
			}
		}
		expect(counts.held).toBe(0);
	});

	it('do not count when they fail', async () => {
		let hasFailed = () => {};
		const failure = new Promise<void>((resolve) => (hasFailed = resolve));
		const { helpers, counts } = site({
			fails: failsAfter(8, async () => {
				hasFailed();
				return await brokenOff();
			}),
			fits: async function* (options) {
				await failure;
				while (counts.held > 0) await settled();
				yield* chunksOf(8)(options);
			},
		});

		const { binary } = await download(helpers, ['fails', 'fits'], { maxBytesOfAll: 10 * CHUNK });

		expect(Object.keys(binary)).toEqual(['attachment_1']);
	});
});
