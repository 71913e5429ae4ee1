import type { IBinaryKeyData, IDataObject, IWebhookFunctions } from 'n8n-workflow';
import type { Attachment } from '../../answers/attachments';
import { Budget, NoTurn } from './downloadBudget';
import { fileNameOf } from '../../answers/fileName';
import { linkProblem } from './localNetwork';

/** What one event may cost. */
export interface DownloadLimits {
	maxFiles: number;
	/** Of one file. */
	maxBytes: number;
	/** Of all files together. */
	maxBytesOfAll: number;
	/** For one file with all its redirects, and with what it waits for other downloads. */
	timeoutMs: number;
	isLocalAllowed: boolean;
}

/** What of n8n a download needs. */
export type DownloadHelpers = Pick<
	IWebhookFunctions['helpers'],
	'httpRequest' | 'prepareBinaryData'
>;

/** What all files of one event may have together, and so the most that one of them may be allowed. */
export const MOST_BYTES_OF_EVENT = 200_000_000;

/** A file is held twice while its chunks are joined. */
const COPIES = 2;

/** What is read at a time; taken beforehand, so that a chunk which waits for its turn is counted, too. */
const LARGEST_CHUNK = 65_536;

/** What all events of this n8n process together may hold in memory while they download. */
const BUDGET_OF_PROCESS = new Budget(600_000_000, COPIES * MOST_BYTES_OF_EVENT + LARGEST_CHUNK);

/** As many as browsers are generous with; messengers need one or two. */
const MOST_REDIRECTS = 5;

/** Why a file was not downloaded, in words that end a sentence. */
class Failure extends Error {}

interface Answer {
	statusCode: number;
	headers: Record<string, unknown>;
	body: AsyncIterable<Uint8Array> & { destroy(): void };
}

const sizeInWords = (bytes: number) => `${Math.round(bytes / 100_000) / 10} MB`;

/** Room for what one file has of its event's limit and of the process's budget. */
class Room {
	private size = 0;

	/**
	 * @param kept of all files of the event
	 * @param take waits until so many bytes more may be held
	 */
	constructor(
		private readonly kept: { bytes: number; most: number },
		private readonly take: (bytes: number) => Promise<void>,
	) {}

	/** Waits for room for so many bytes more. */
	async grow(bytes: number): Promise<void> {
		const { kept } = this;
		if (kept.bytes + bytes > kept.most) {
			// At once, or the next chunk of another file would find no room either.
			this.giveBack();
			throw new Failure(`the message's files together are larger than ${sizeInWords(kept.most)}`);
		}
		kept.bytes += bytes;
		this.size += bytes;
		await this.take(bytes);
	}

	giveBack(): void {
		this.kept.bytes -= this.size;
		this.size = 0;
	}
}

/** What one download may use. */
interface Means {
	helpers: DownloadHelpers;
	limits: DownloadLimits;
	abortSignal: AbortSignal;
	room: Room;
}

/** Reads no more than is allowed, whatever the answer says of its own length. */
async function contentOf(
	{ headers, body }: Answer,
	{ limits: { maxBytes }, room }: Means,
): Promise<Buffer> {
	const tooLarge = () => new Failure(`the file is larger than ${sizeInWords(maxBytes)}`);
	if (Number(headers['content-length'] ?? 0) > maxBytes) throw tooLarge();
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of body) {
		size += chunk.length;
		if (size > maxBytes) throw tooLarge();
		await room.grow(chunk.length);
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}

interface File {
	content: Buffer;
	mimeType: string | undefined;
}

/** Follows a link to its file by hand, so that each redirect is judged like the link itself. */
async function fileAt(link: string, means: Means): Promise<File> {
	const { helpers, limits, abortSignal } = means;
	let url = link;
	for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
		const problem = linkProblem(url, limits.isLocalAllowed);
		if (problem !== undefined) {
			throw new Failure(hop === 0 ? problem : `${problem}, after a redirect`);
		}
		const answer = (await helpers.httpRequest({
			url,
			method: 'GET',
			encoding: 'stream',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: limits.timeoutMs,
			abortSignal,
		})) as Answer;
		try {
			const { statusCode, headers } = answer;
			const { location } = headers;
			if (statusCode >= 300 && statusCode < 400 && typeof location === 'string') {
				url = new URL(location, url).href;
				continue;
			}
			if (statusCode >= 300) throw new Failure(`the server answered ${statusCode}`);
			const content = await contentOf(answer, means);
			const [mimeType] = String(headers['content-type'] ?? '').split(';');
			return { content, mimeType: mimeType.trim() || undefined };
		} finally {
			answer.body.destroy();
		}
	}
	throw new Failure(`there are more than ${MOST_REDIRECTS} redirects`);
}

function reasonOf(error: unknown, { timeoutMs }: DownloadLimits): string {
	if (error instanceof Failure) return error.message;
	if (error instanceof NoTurn) {
		return `other downloads left no room for it within ${timeoutMs / 1000} s`;
	}
	const { code, name } = error as { code?: unknown; name?: unknown };
	const isTimeout =
		['AbortError', 'CanceledError', 'TimeoutError'].includes(String(name)) ||
		['ABORT_ERR', 'ERR_CANCELED', 'ECONNABORTED', 'ETIMEDOUT'].includes(String(code));
	if (isTimeout) return `it took longer than ${timeoutMs / 1000} s`;
	return typeof code === 'string' ? `the connection failed (${code})` : 'the connection failed';
}

/** What became of the attachments: files under `attachment_0` and so on, and a line on each. */
export interface Downloads {
	binary: IBinaryKeyData;
	/** Each attachment with `binary_property`, or with `error`, which says why there is no file; one without a link as it is. */
	attachments: Attachment[];
}

/**
 * Downloads a message's attachments. No failure is an error: the event matters more than its files.
 *
 * @param budget of memory, shared with what is downloaded at the same time
 */
export async function downloaded(
	helpers: DownloadHelpers,
	attachments: Attachment[],
	limits: DownloadLimits,
	budget: Budget = BUDGET_OF_PROCESS,
): Promise<Downloads> {
	const binary: IBinaryKeyData = {};
	const kept = { bytes: 0, most: limits.maxBytesOfAll };
	const outcome = async (attachment: Attachment, index: number): Promise<IDataObject> => {
		const { url, name } = attachment;
		if (url === null) return {};
		if (index >= limits.maxFiles) {
			return { error: `Not downloaded: only the first ${limits.maxFiles} files are downloaded` };
		}
		const property = `attachment_${index}`;
		const abortSignal = AbortSignal.timeout(limits.timeoutMs);
		const share = budget.open();
		const room = new Room(kept, (bytes) => share.take(COPIES * bytes, abortSignal));
		try {
			await share.take(LARGEST_CHUNK, abortSignal);
			const means = { helpers, limits, abortSignal, room };
			const { content, mimeType } = await fileAt(url, means);
			const fileName = fileNameOf(name ?? '') ?? undefined;
			binary[property] = await helpers.prepareBinaryData(content, fileName, mimeType);
			return { binary_property: property };
		} catch (error) {
			room.giveBack();
			return { error: `Not downloaded: ${reasonOf(error, limits)}` };
		} finally {
			share.close();
		}
	};
	const outcomes = await Promise.all(attachments.map(outcome));
	return {
		binary,
		attachments: attachments.map((attachment, index) => ({ ...attachment, ...outcomes[index] })),
	};
}
