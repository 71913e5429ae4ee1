import type { BenchN8n } from '../bench-n8n';

/** What a message was answered with that starts its workflow. */
export const STARTED = 'started';

const NOT_REGISTERED = '404 not registered';

/** As they begin, since some go on. The page is what n8n shows while it starts. */
const OF_N8N = [NOT_REGISTERED, 'no answer', '503', '404 a page', '200 a page'];

/** Whether n8n answers so by itself, without asking a node, also to its own Webhook node. */
export const isOfN8n = (answer: string): boolean =>
	OF_N8N.some((beginning) => answer.startsWith(beginning));

/** Whether n8n had got the message, and ended before it answered that the workflow has started. */
export const isBrokenOff = (answer: string): boolean =>
	/^500 |UND_ERR_SOCKET|ECONNRESET|EPIPE/.test(answer);

/** Long enough to tell the answers apart. */
const MOST_LETTERS = 60;

function wordsOf(text: string): { status?: unknown; message?: unknown } {
	try {
		return Object(JSON.parse(text)) as object;
	} catch {
		return { message: text };
	}
}

function inFewWords(status: number, text: string): string {
	const words = wordsOf(text);
	if (status === 200 && words.status === 'started') return STARTED;
	// n8n's own Webhook node.
	if (status === 200 && words.message === 'Workflow was started') return STARTED;
	if (status === 404 && text.includes('not registered')) return NOT_REGISTERED;
	if (/<html|n8n is starting/.test(text)) return `${status} a page`;
	return `${status} ${String(words.message ?? words.status ?? text).slice(0, MOST_LETTERS)}`;
}

function codeOf(error: unknown): string {
	const isCoded = error instanceof Error && 'code' in error;
	return isCoded ? String(error.code) : String(error);
}

/** Posts a message, and tells in few words what came of it: `STARTED`, or how it was refused or lost. */
export async function answerTo(
	{ post }: Pick<BenchN8n, 'post'>,
	url: string,
	message: string,
): Promise<string> {
	try {
		const { status, text } = await post(url, message);
		return inFewWords(status, text);
	} catch (error) {
		return `no answer (${codeOf(error)})`;
	}
}

/** How often each answer came. */
export type Tally = Map<string, number>;

export const count = (tally: Tally, answer: string): void =>
	void tally.set(answer, (tally.get(answer) ?? 0) + 1);

/** How many answers are of this kind. */
export const howMany = (tally: Tally, isMeant: (answer: string) => boolean): number =>
	[...tally].reduce((sum, [answer, times]) => (isMeant(answer) ? sum + times : sum), 0);

export const isLost = (answer: string): boolean => answer !== STARTED;

/**
 * How many messages were lost by answers that are not n8n's own: those of a kind that the other receiver got as often, at
 * the same moments, do not count either.
 */
export const lostByNode = (tally: Tally, other: Tally): number =>
	[...tally]
		.filter(([answer]) => isLost(answer) && !isOfN8n(answer))
		.reduce((sum, [answer, times]) => sum + Math.max(0, times - (other.get(answer) ?? 0)), 0);

/** "12 x 404 not registered, 3 x 403 …": what was lost, and how; empty where nothing was. */
export const lossesOf = (tally: Tally): string =>
	[...tally]
		.filter(([answer]) => isLost(answer))
		.map(([answer, times]) => `${times} x ${answer}`)
		.join(', ');
