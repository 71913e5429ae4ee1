import type { IBinaryKeyData, IDataObject, IWebhookFunctions } from 'n8n-workflow';
import type { Attachment } from './attachments';
import { linkProblem } from './localNetwork';

/** What one event may cost. */
export interface DownloadLimits {
	maxFiles: number;
	/** Of one file. */
	maxBytes: number;
	/** For one file with all its redirects. */
	timeoutMs: number;
	isLocalAllowed: boolean;
}

/** What of n8n a download needs. */
export type DownloadHelpers = Pick<
	IWebhookFunctions['helpers'],
	'httpRequest' | 'prepareBinaryData'
>;

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

/** Reads no more than is allowed, whatever the answer says of its own length. */
async function contentOf({ headers, body }: Answer, maxBytes: number): Promise<Buffer> {
	const tooLarge = () => new Failure(`the file is larger than ${sizeInWords(maxBytes)}`);
	if (Number(headers['content-length'] ?? 0) > maxBytes) throw tooLarge();
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of body) {
		size += chunk.length;
		if (size > maxBytes) throw tooLarge();
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}

interface File {
	content: Buffer;
	mimeType: string | undefined;
}

/** Follows a link to its file by hand, so that each redirect is judged like the link itself. */
async function fileAt(
	helpers: DownloadHelpers,
	link: string,
	limits: DownloadLimits,
): Promise<File> {
	const abortSignal = AbortSignal.timeout(limits.timeoutMs);
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
			const content = await contentOf(answer, limits.maxBytes);
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
	const { code, name } = error as { code?: unknown; name?: unknown };
	const isTimeout =
		['AbortError', 'CanceledError', 'TimeoutError'].includes(String(name)) ||
		['ABORT_ERR', 'ERR_CANCELED', 'ECONNABORTED', 'ETIMEDOUT'].includes(String(code));
	if (isTimeout) return `it took longer than ${timeoutMs / 1000} s`;
	return typeof code === 'string' ? `the connection failed (${code})` : 'the connection failed';
}

const fileName = ({ name }: Attachment): string | undefined =>
	name?.split(/[/\\]/).pop()?.slice(0, 200) || undefined;

/** What became of the attachments: files under `attachment_0` and so on, and a line on each. */
export interface Downloads {
	binary: IBinaryKeyData;
	/** Each attachment with `binary_property`, or with `error`, which says why there is no file. */
	attachments: Attachment[];
}

/**
 * Downloads a message's attachments. No failure is an error: the event matters more than its files.
 */
export async function downloaded(
	helpers: DownloadHelpers,
	attachments: Attachment[],
	limits: DownloadLimits,
): Promise<Downloads> {
	const binary: IBinaryKeyData = {};
	const outcome = async (attachment: Attachment, index: number): Promise<IDataObject> => {
		const property = `attachment_${index}`;
		try {
			if (index >= limits.maxFiles) {
				throw new Failure(`only the first ${limits.maxFiles} files are downloaded`);
			}
			const { content, mimeType } = await fileAt(helpers, attachment.url, limits);
			binary[property] = await helpers.prepareBinaryData(content, fileName(attachment), mimeType);
			return { binary_property: property };
		} catch (error) {
			return { error: `Not downloaded: ${reasonOf(error, limits)}` };
		}
	};
	const outcomes = await Promise.all(attachments.map(outcome));
	return {
		binary,
		attachments: attachments.map((attachment, index) => ({ ...attachment, ...outcomes[index] })),
	};
}
