import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { startLoopback, type Loopback } from '../../e2e/loopback';
import { startMavibotApi } from '../../mavibot-api';
import { runMavibot } from '../engine';
import { timedOut, watchTimeOuts } from '../../time-outs';
import { FAULTS, OUTCOME_UNKNOWN, OUTCOMES, type FaultRow } from './expected';
import { KINDS, type Kind } from './operations';

/** Stands in every key of the matrix and nowhere else. */
const KEY_MARK = 'm4rked-k3y';

/** How often a request is sent at most in these runs, so that "for ever" takes two pauses. */
export const TRIES = 3;

/** What one operation did under one fault. */
export interface Measured {
	kind: Kind;
	row: FaultRow;
	/** Requests that reached the local Mavibot. */
	requests: number;
	/** See `Kind.timesDone`. */
	timesDone: number | undefined;
	/** Requests that reached the other host. */
	requestsElsewhere: number;
	/** The two lines that a person sees; undefined where the node went on. */
	error: { message: string; description: string } | undefined;
	items: INodeExecutionData[];
	/** Whether the key stands in anything that n8n would store of the run. */
	isKeyStored: boolean;
}

export interface Elsewhere extends Loopback {
	requestsTo(path: string): number;
}

/** Starts a server on another host name that counts the requests by their path. */
export async function startElsewhere(): Promise<Elsewhere> {
	const counts = new Map<string, number>();
	const { origin, stop } = await startLoopback(({ url = '' }, response) => {
		counts.set(url, (counts.get(url) ?? 0) + 1);
		response.setHeader('content-type', 'application/json').end('{"status":"success"}');
	});
	return {
		origin: origin.replace('127.0.0.1', 'localhost'),
		requestsTo: (path) => counts.get(path) ?? 0,
		stop,
	};
}

/** The node's parameters for one cell of the matrix; the time-out is longer than a busy machine takes for an answer. */
export const parametersOf = ({ parameters }: Kind): INodeParameters => ({
	...parameters,
	requestOptions: { tries: TRIES, timeout: 20 * 60_000 },
});

/** Runs one operation under one fault, against a local Mavibot of its own; no clock decides what comes of it. */
async function measure(kind: Kind, row: FaultRow, elsewhere: Elsewhere): Promise<Measured> {
	const path = `/${encodeURIComponent(kind.name)}/${encodeURIComponent(row.name)}`;
	const api = await startMavibotApi({ apiKey: `${KEY_MARK}-${Math.random()}` });
	try {
		const fault = row.fault({ elsewhere: elsewhere.origin + path, apiKey: api.apiKey });
		api.fail(timedOut(fault));
		const { error, items, run } = await runMavibot({
			parameters: parametersOf(kind),
			credentials: { apiKey: api.apiKey, server: api.origin },
			items: [kind.item ?? {}],
			asTool: kind.asTool,
		});
		return {
			kind,
			row,
			requests: api.journal.length,
			timesDone: kind.timesDone?.(api, kind.action),
			requestsElsewhere: elsewhere.requestsTo(path),
			error: error && { message: error.message, description: error.description ?? '' },
			items,
			isKeyStored: holds(run, KEY_MARK),
		};
	} finally {
		await api.stop();
	}
}

/** Whether a text stands anywhere in a value, also in what JSON leaves out of errors: causes, stacks, hidden fields. */
export function holds(value: unknown, text: string, seen = new Set<unknown>()): boolean {
	if (typeof value === 'string') return value.includes(text);
	if (typeof value !== 'object' || value === null || seen.has(value)) return false;
	seen.add(value);
	return Reflect.ownKeys(value).some(
		(key) => String(key).includes(text) || holds(Reflect.get(value, key), text, seen),
	);
}

/** At a time, since most of them wait. */
const RUNS_AT_ONCE = 24;

/** Operations under every fault, in the order of the table. */
export async function measureAll(kinds = KINDS): Promise<Measured[]> {
	const elsewhere = await startElsewhere();
	const watchNoLonger = watchTimeOuts();
	const cells = FAULTS.flatMap((row) => kinds.map((kind) => ({ row, kind })));
	const measured: Measured[] = [];
	const next = cells.entries();
	const runNext = async (): Promise<void> => {
		for (const [index, { kind, row }] of next) {
			measured[index] = await measure(kind, row, elsewhere);
		}
	};
	try {
		await Promise.all(Array.from({ length: RUNS_AT_ONCE }, runNext));
	} finally {
		watchNoLonger();
		await elsewhere.stop();
	}
	return measured;
}

const isPattern = (words: string | RegExp): words is RegExp => words instanceof RegExp;

/** What a run ended with, as a word of OUTCOMES; with a question mark where it may have been done. */
export function outcomeOf({ error, items }: Measured): string {
	if (!error) {
		const isText = items.some(({ json }) => String(json.data).startsWith('done: '));
		return isText ? 'text' : 'ok';
	}
	const [word] =
		Object.entries(OUTCOMES).find(([, words]) =>
			isPattern(words) ? words.test(error.message) : words === error.message,
		) ?? [];
	if (word === undefined) throw new Error(`The legend lacks "${error.message}"`);
	return error.description.includes(OUTCOME_UNKNOWN) ? `${word}?` : word;
}

/** Requests, of a change after a slash how often it was done, and what the run ended with. */
export function cellOf(measured: Measured): string {
	const { requests, timesDone } = measured;
	const counts = timesDone === undefined ? `${requests}` : `${requests}/${timesDone}`;
	return `${counts} ${outcomeOf(measured)}`;
}
